import type { Instant } from '@lapka/shared/base/instant.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { collectionNamed } from '@lapka/shared/domain/collections.ts';
import { type PushOutcome, type PushResult, pushResultSchema } from '@lapka/shared/protocol/down.ts';
import type { Push } from '@lapka/shared/protocol/up.ts';
import type { ClinicTransaction, DocumentStore } from '../stores/document-store.ts';
import { ConstraintBroken } from '../stores/store-errors.ts';
import { clinicRights, type Rights } from './rights.ts';
import { refused } from './row-outcome.ts';
import { type TakenRows, takeRows } from './take-rows.ts';
import type { Pusher } from './taking.ts';

export interface SyncParts {
  readonly store: DocumentStore;
  readonly definitionOf?: (collection: CollectionName) => AnyCollection | undefined;
  readonly rights?: Rights;
}

/** Takes one push: all of it in one transaction, one outcome per row, the same answer when it is repeated (PUSH-1 to 3). */
export async function acceptPush(parts: SyncParts, pusher: Pusher, push: Push, now: Instant): Promise<PushResult> {
  const taken = (take: typeof takePush): Promise<PushResult> =>
    inOneTransaction(parts, pusher, push, (transaction) => take(parts, transaction, pusher, push, now));
  try {
    return await taken(takePush);
  } catch (problem) {
    if (!(problem instanceof ConstraintBroken)) throw problem;
    return await taken(takeRowByRow);
  }
}

/** A row that breaks a constraint of the store takes the others down with it; alone each shows which one it is (PUSH-4). */
const takeRowByRow: typeof takePush = async (parts, transaction, pusher, push, now) => {
  const outcomes: PushOutcome[] = [];
  let isAllTold = true;
  for (const row of push.rows) {
    const alone = await transaction.attempt(() => takePush(parts, transaction, pusher, { ...push, rows: [row] }, now));
    outcomes.push(
      ...(alone.ok
        ? alone.value.outcomes
        : [refused(row.wanted.id, `CONSTRAINT ${alone.error.constraint}`.slice(0, 100))]),
    );
    isAllTold &&= !alone.ok || alone.value.isAllTold;
  }
  return { outcomes, isAllTold };
};

/** Gives the answer that was given before, or takes the rows and remembers what came of it, in the same transaction. */
function inOneTransaction(
  { store }: SyncParts,
  { clinic, device, incarnation }: Pusher,
  { push }: Push,
  take: (transaction: ClinicTransaction) => Promise<TakenRows>,
): Promise<PushResult> {
  return store.transactClinic(clinic, async (transaction) => {
    const remembered = await transaction.recallPush(device, push);
    if (remembered !== undefined) return pushResultSchema.parse(remembered);
    const before = await transaction.head();
    const { outcomes, isAllTold } = await take(transaction);
    const head = isAllTold ? await transaction.head() : before;
    const result = { before, head, rows: [...outcomes] };
    await transaction.rememberPush(device, push, { incarnation, ...result });
    await transaction.noteDeskCopy(incarnation, { device, lastPush: push });
    return result;
  });
}

function takePush(
  { definitionOf = collectionNamed, rights = clinicRights }: SyncParts,
  transaction: ClinicTransaction,
  pusher: Pusher,
  { push, collection, rows }: Push,
  now: Instant,
): Promise<TakenRows> {
  const definition = definitionOf(collection);
  if (definition === undefined) {
    const outcomes = rows.map(({ wanted }) => refused(wanted.id, 'UNKNOWN_COLLECTION'));
    return Promise.resolve({ outcomes, isAllTold: true });
  }
  return takeRows({ transaction, definitionOf, rights, definition, pusher, push, now }, rows);
}
