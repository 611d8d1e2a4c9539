import { getAssumedMasterState, getMetaWriteRow, type RxStorageInstanceReplicationState } from 'rxdb';
import { present } from '@lapka/shared/base/assert.ts';
import type { PlainDocument } from '../store/documents/stored-document.ts';
import type { RxState } from './rx-documents.ts';

export interface RunningReplication {
  readonly internalReplicationState?: RxStorageInstanceReplicationState<PlainDocument> | undefined;
}

/**
 * Tells RxDB what the server has, where it is not what RxDB remembers. It remembers that for each document, pushes what
 * differs from it and overwrites only what equals it; so this is how a comparison with the server steers it.
 */
export async function assumeServerHas(replication: RunningReplication, states: readonly RxState[]): Promise<void> {
  if (states.length === 0) return;
  const inner = present(replication.internalReplicationState, 'the running replication');
  const known = await getAssumedMasterState(
    inner,
    states.map(({ id }) => String(id)),
  );
  const rows = await Promise.all(
    states.map((state) => getMetaWriteRow(inner, state, known[String(state['id'])]?.metaDocument)),
  );
  await inner.input.metaInstance.bulkWrite(rows, 'replication-down-write-meta');
}
