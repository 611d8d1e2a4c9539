import type { RxReplicationWriteToMasterRow } from 'rxdb';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { collectionNames } from '@lapka/shared/domain/collection-key.ts';
import type { PushOutcome } from '@lapka/shared/protocol/down.ts';
import type { PushRow } from '@lapka/shared/protocol/up.ts';
import type { PlainDocument } from '../store/documents/stored-document.ts';
import { pushBatches } from './push-batches.ts';
import { readFromServer } from './read-from-server.ts';
import { type RxState, rxState, wireOf } from './rx-documents.ts';
import type { SyncContext } from './sync-context.ts';

type RxRow = RxReplicationWriteToMasterRow<PlainDocument>;

/**
 * Pushes rows until each is settled, and answers what the server has instead where it is not what was wanted: RxDB takes
 * that over. It never answers for a row that the server has not settled.
 */
export async function pushRows(
  context: SyncContext,
  definition: AnyCollection,
  rows: readonly RxRow[],
): Promise<RxState[]> {
  const instead: RxState[] = [];
  let open = rows.flatMap((row) => pushRowOf(row));
  for (let tries = 0; open.length > 0; tries++) {
    if (tries > 0) await context.patience.pause(tries - 1);
    const later: PushRow[] = [];
    for (const batch of pushBatches(open)) {
      const outcomes = await pushBatch(context, definition, batch);
      for (const [index, outcome] of outcomes.entries()) {
        const row = batch[index];
        if (row === undefined) continue;
        if (outcome.outcome === 'LATER') later.push(row);
        else instead.push(...settled(context, definition, row, outcome));
      }
    }
    open = later;
  }
  return instead;
}

/** RxDB pushes what it has just taken over from the server once more; the server knows. */
function pushRowOf({ assumedMasterState, newDocumentState }: RxRow): PushRow[] {
  const row = { wanted: wireOf(newDocumentState), deleted: newDocumentState._deleted };
  // "The server has it as removed" is how a document is marked of which it has nothing (RECONCILE-3).
  if (assumedMasterState === undefined || assumedMasterState._deleted !== newDocumentState._deleted) {
    const isKnown = assumedMasterState !== undefined && !assumedMasterState._deleted;
    return [isKnown ? { ...row, base: wireOf(assumedMasterState) } : row];
  }
  const base = wireOf(assumedMasterState);
  return JSON.stringify(base) === JSON.stringify(row.wanted) ? [] : [{ ...row, base }];
}

async function pushBatch(
  context: SyncContext,
  definition: AnyCollection,
  rows: readonly PushRow[],
): Promise<readonly PushOutcome[]> {
  const { patience, turn, link, copy, ids, progress } = context;
  const collection = definition.key.name;
  // The id stays the same while the push is repeated, so that it takes effect once (PUSH-2).
  const push = ids.next<'Operation'>();
  await link.ready();
  patience.assertOpen();
  const answer = await turn.take(collectionNames.indexOf(collection), async () => {
    for (let tries = 0; !copy.sending(push); tries++) {
      await patience.pause(tries);
      patience.assertOpen();
    }
    return await patience.until(() => link.push({ push, collection, rows: [...rows] }));
  });
  // Nothing this node sends is answered so, unless the server is of another mind about the protocol: try again later.
  if (!answer.ok) return rows.map(({ wanted }) => ({ outcome: 'LATER', id: wanted.id, reason: answer.error.code }));
  copy.answered(push);
  const { before, head } = answer.value;
  progress.pushed(before, head);
  copy.reached.pushed(before, head);
  return answer.value.rows;
}

/** What RxDB is told: nothing when the server has the row as it was wanted. */
function settled(
  context: SyncContext,
  definition: AnyCollection,
  row: PushRow,
  outcome: Exclude<PushOutcome, { outcome: 'LATER' }>,
): RxState[] {
  switch (outcome.outcome) {
    case 'ACCEPTED':
      return [];
    case 'STORED_INSTEAD': {
      const read = readFromServer(context, definition, outcome.document, outcome.deleted);
      return read === undefined ? [] : [read];
    }
    case 'REFUSED': {
      const { wanted, deleted } = row;
      context.tasks.refused(definition.key.name, wanted, deleted, outcome.reason);
      const { stored } = outcome;
      // Back to what the server has; of what it never had, nothing stays but the task.
      if (stored === undefined) return deleted ? [] : [rxState(wanted, true)];
      const read = readFromServer(context, definition, stored.document, stored.deleted);
      return read === undefined ? [] : [read];
    }
  }
}
