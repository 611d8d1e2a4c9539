import { fullPage, largestPush } from '@lapka/shared/protocol/frames.ts';
import type { PushRow } from '@lapka/shared/protocol/up.ts';

/** Rows in their order, as many to a push as its frame holds; one that is larger goes alone. */
export function* pushBatches(rows: readonly PushRow[]): Generator<readonly PushRow[]> {
  let batch: PushRow[] = [];
  let size = 0;
  for (const row of rows) {
    const own = Buffer.byteLength(JSON.stringify(row));
    if (batch.length === largestPush || (batch.length > 0 && size + own > fullPage)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(row);
    size += own;
  }
  if (batch.length > 0) yield batch;
}
