import { readDocument } from '@lapka/shared/domain/read-document.ts';
import { onWire } from '@lapka/shared/protocol/frames.ts';
import type { StoredDocument } from '../stores/document-store.ts';
import type { KnownDocument } from './decide-row.ts';
import type { ParsedRow } from './read-row.ts';
import { isSame } from './same-document.ts';
import type { Taking } from './taking.ts';

/** What the server has under the ids of these rows. `NEWER` stands for a document of a newer program than this one. */
export async function knownDocuments(
  taking: Taking,
  rows: readonly ParsedRow[],
): Promise<ReadonlyMap<string, KnownDocument | 'NEWER'>> {
  const byId = new Map(rows.map((row) => [row.wanted.id, row]));
  const stored = await taking.transaction.get(taking.definition.key.name, [...byId.keys()]);
  const known = new Map<string, KnownDocument | 'NEWER'>();
  for (const found of stored) {
    const row = byId.get(found.document.id);
    const read = readDocument(taking.definition, onWire(found.document));
    if (row === undefined) continue;
    if (read.kind === 'NEWER') {
      known.set(found.document.id, 'NEWER');
      continue;
    }
    // What no longer fits was let in by an earlier schema; it is still what counts.
    const document = read.kind === 'READ' ? read.document : found.document;
    const followsAnyway = row.base !== undefined && isSame(document, row.base);
    const isOwn = !followsAnyway && (await isOwnWrite(taking, found));
    known.set(document.id, { document, deleted: found.deleted, isOwn });
  }
  return known;
}

/** Whether the copy of the device that pushes now wrote it, so that its rows follow on it (PUSH-5). */
async function isOwnWrite({ transaction, pusher }: Taking, stored: StoredDocument): Promise<boolean> {
  if (stored.device !== pusher.device) return false;
  const push = await transaction.recallPush(stored.device, stored.operation);
  return push?.['incarnation'] === pusher.incarnation;
}
