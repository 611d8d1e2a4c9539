import type { Instant } from '@lapka/shared/base/instant.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { collectionNamed } from '@lapka/shared/domain/collections.ts';
import type { ClinicId, DeviceId, DocumentFields } from '@lapka/shared/domain/document.ts';
import { type PushOutcome, pushOutcomesSchema } from '@lapka/shared/protocol/down.ts';
import { onWire } from '@lapka/shared/protocol/frames.ts';
import type { Push, PushRow } from '@lapka/shared/protocol/up.ts';
import type { ClinicTransaction, DocumentStore, DocumentWrite } from '../stores/document-store.ts';
import { isStorable } from '../stores/storable.ts';
import { ConstraintBroken, RecordsUnavailable, StoreUnavailable } from '../stores/store-errors.ts';
import { decideRow, type ParsedRow, type RowDecision } from './decide-row.ts';
import { serverDevice } from '../stores/server-device.ts';
import { OverlayWorld } from './overlay-world.ts';

export interface Pusher {
  readonly clinic: ClinicId;
  readonly device: DeviceId;
}

type Take = typeof takeRows;

/** Takes one push: all of it in one transaction, one outcome per row, the same answer when it is repeated (PUSH-1 to 9). */
export async function acceptPush(
  store: DocumentStore,
  pusher: Pusher,
  push: Push,
  now: Instant,
): Promise<readonly PushOutcome[]> {
  try {
    return await takeOnce(store, pusher, push, now, takeRows);
  } catch (problem) {
    if (problem instanceof ConstraintBroken) return await takeOnce(store, pusher, push, now, takeOneByOne);
    const isPassing = problem instanceof RecordsUnavailable || problem instanceof StoreUnavailable;
    if (!isPassing) throw problem;
    return push.rows.map(({ wanted }) => ({ outcome: 'LATER', id: wanted.id, reason: 'RETRY_LATER' }));
  }
}

function takeOnce(
  store: DocumentStore,
  pusher: Pusher,
  push: Push,
  now: Instant,
  take: Take,
): Promise<readonly PushOutcome[]> {
  return store.transactClinic(pusher.clinic, async (transaction) => {
    const before = await transaction.recallPush(pusher.device, push.push);
    if (before !== undefined) return pushOutcomesSchema.parse(before['rows']);
    const outcomes = await take(transaction, pusher, push, now);
    await transaction.rememberPush(pusher.device, push.push, { rows: outcomes });
    return outcomes;
  });
}

/** The database has refused what acceptance let pass: each row by itself, so that only the guilty ones are refused (PUSH-4). */
const takeOneByOne: Take = async (transaction, pusher, push, now) => {
  const outcomes: PushOutcome[] = [];
  for (const row of push.rows) {
    const taken = await transaction.attempt(() => takeRows(transaction, pusher, { ...push, rows: [row] }, now));
    outcomes.push(...(taken.ok ? taken.value : [refused(row, taken.error.constraint)]));
  }
  return outcomes;
};

async function takeRows(
  transaction: ClinicTransaction,
  pusher: Pusher,
  push: Push,
  now: Instant,
): Promise<PushOutcome[]> {
  const definition = collectionNamed(push.collection);
  if (definition === undefined) return push.rows.map((row) => refused(row, 'UNKNOWN_COLLECTION'));
  const rows = push.rows.map((row) => ({ row, parsed: parseRow(definition, row) }));
  const known = new Map(
    (
      await transaction.get(
        push.collection,
        rows.map(({ row }) => row.wanted.id),
      )
    ).map((stored) => [stored.document.id, stored]),
  );
  const needs = rows.flatMap(({ parsed }) => {
    if (parsed === undefined || parsed.deleted) return [];
    const stored = known.get(parsed.wanted.id);
    return definition.needs({
      stored: stored?.document,
      base: parsed.base,
      wanted: parsed.wanted,
      device: pusher.device,
      now,
    });
  });
  const world = new OverlayWorld(await transaction.world(needs));
  const writes: DocumentWrite[] = [];
  const side: DocumentWrite[] = [];
  const outcomes = rows.map(({ row, parsed }) => {
    if (parsed === undefined) return refused(row, 'BAD_DOCUMENT');
    const decision = decideRow(definition, parsed, known.get(parsed.wanted.id), pusher.device, now, world);
    noteWrites(decision, parsed, definition, pusher, push, writes, side);
    const isWritten = 'write' in decision && decision.write !== undefined && !parsed.deleted;
    if (isWritten) world.write(definition.key.name, decision.write);
    return outcomeOf(decision, parsed);
  });
  await transaction.put([...writes, ...side]);
  await transaction.publish(
    writes.flatMap(({ document, deleted }) =>
      deleted ? [] : (definition.events?.(known.get(document.id)?.document, document) ?? []),
    ),
  );
  return outcomes;
}

function noteWrites(
  decision: RowDecision,
  row: ParsedRow,
  definition: AnyCollection,
  { device }: Pusher,
  { push }: Push,
  writes: DocumentWrite[],
  side: DocumentWrite[],
): void {
  if (!('write' in decision) || decision.write === undefined) return;
  const collection = definition.key.name;
  const operation = push;
  if (decision.kind === 'ACCEPTED') {
    writes.push({ collection, document: decision.write, deleted: row.deleted, device, operation });
    return;
  }
  writes.push({ collection, document: decision.write, deleted: false, device: serverDevice, operation });
  for (const also of decision.also) {
    side.push({ ...also, deleted: false, device: serverDevice, operation });
  }
}

function outcomeOf(decision: RowDecision, row: ParsedRow): PushOutcome {
  const { id } = row.wanted;
  switch (decision.kind) {
    case 'ACCEPTED':
      return { outcome: 'ACCEPTED', id };
    case 'KEPT':
      return instead(id, 'CONFLICT', decision.stored.document, decision.stored.deleted);
    case 'STORED_INSTEAD':
      return instead(id, decision.why, decision.write, false);
    case 'REFUSED':
      return { outcome: 'REFUSED', id, reason: decision.reason };
  }
}

function instead(
  id: string,
  why: 'CONFLICT' | 'MERGED' | 'PARKED',
  document: DocumentFields,
  deleted: boolean,
): PushOutcome {
  return { outcome: 'STORED_INSTEAD', id, why, document: onWire(document), deleted };
}

function refused(row: PushRow, reason: string): PushOutcome {
  return { outcome: 'REFUSED', id: row.wanted.id, reason };
}

/** A row whose wanted document does not fit is refused; an unreadable base only means that it is built on nothing known. */
function parseRow(definition: AnyCollection, row: PushRow): ParsedRow | undefined {
  const wanted = definition.schema.safeParse(row.wanted);
  if (!wanted.success || !isStorable(wanted.data)) return undefined;
  const base = row.base === undefined ? undefined : definition.schema.safeParse(row.base);
  return { base: base?.success === true ? base.data : undefined, wanted: wanted.data, deleted: row.deleted };
}
