import type { PushOutcome } from '@lapka/shared/protocol/down.ts';
import type { PushRow } from '@lapka/shared/protocol/up.ts';
import type { Need, World } from '@lapka/shared/domain/world.ts';
import { decideRow, type KnownDocument, proposalOf, type RowDecision } from './decide-row.ts';
import { knownDocuments } from './known-documents.ts';
import { OverlayWorld } from './overlay-world.ts';
import { type ParsedRow, readRow } from './read-row.ts';
import { RoundWrites } from './round-writes.ts';
import { later, outcomeOf, refused } from './row-outcome.ts';
import type { Taking } from './taking.ts';

/**
 * Takes the rows of one collection, one after the other as if each had come alone. A row about a document that another
 * row of this push has changed starts a new round, which sees what the last one has written.
 */
export async function takeRows(taking: Taking, rows: readonly PushRow[]): Promise<TakenRows> {
  const outcomes: PushOutcome[] = [];
  let isAllTold = true;
  while (outcomes.length < rows.length) {
    const round = await takeRound(taking, rows.slice(outcomes.length));
    outcomes.push(...round.outcomes);
    isAllTold &&= round.isAllTold;
  }
  return { outcomes, isAllTold };
}

export interface TakenRows {
  readonly outcomes: readonly PushOutcome[];
  /** Whether the outcomes tell of everything that was stored; not so when a row has brought about other documents. */
  readonly isAllTold: boolean;
}

/** Takes as many of the rows as can be judged by what was stored before; at least one. */
async function takeRound(taking: Taking, rows: readonly PushRow[]): Promise<TakenRows> {
  const { transaction, definition, definitionOf, rights } = taking;
  const collection = definition.key.name;
  const read = rows.map((row) => readRow(definition, row));
  const parsed = read.flatMap((one) => (one.kind === 'READ' ? [one.row] : []));
  const known = await knownDocuments(taking, parsed);
  const needs = parsed.flatMap((row) => needsOf(taking, row, readable(known.get(row.wanted.id))));
  const writes = new RoundWrites(taking);
  const world = new OverlayWorld(await transaction.world(needs), writes.decided, definitionOf);
  const outcomes: PushOutcome[] = [];
  for (const one of read) {
    if (one.kind !== 'READ') {
      outcomes.push(one.kind === 'LATER' ? later(one.id, one.reason) : refused(one.id, one.reason));
      continue;
    }
    const { id } = one.row.wanted;
    if (writes.decided.has(collection, id)) break;
    const stored = known.get(id);
    if (stored === 'NEWER') {
      outcomes.push(later(id, 'SERVER_TOO_OLD'));
      continue;
    }
    const decision = await judge(taking, one.row, stored, world, writes);
    await writes.note(decision, stored);
    outcomes.push(outcomeOf(one.row, stored, decision, rights.mayRead(collection)));
  }
  await writes.store();
  return { outcomes, isAllTold: !writes.hasOthers };
}

async function judge(
  taking: Taking,
  row: ParsedRow,
  stored: KnownDocument | undefined,
  world: World,
  { decided }: RoundWrites,
): Promise<RowDecision> {
  const { transaction, definition, definitionOf, rights, pusher, now } = taking;
  const change = { stored: stored?.document, wanted: row.wanted };
  const allowed = rights.mayWrite(definition.key.name, change, world);
  if (!allowed.ok) return { kind: 'REFUSE', reason: allowed.error };
  const context = { definition, device: pusher.device, now };
  const more = row.deleted ? [] : (definition.moreNeeds?.(proposalOf(row, stored, context), world) ?? []);
  if (more.length === 0) return decideRow(row, stored, { ...context, world });
  const wider = await transaction.world([...needsOf(taking, row, stored), ...more]);
  return decideRow(row, stored, { ...context, world: new OverlayWorld(wider, decided, definitionOf) });
}

function needsOf(
  { definition, rights, pusher, now }: Taking,
  row: ParsedRow,
  stored: KnownDocument | undefined,
): readonly Need[] {
  const own = rights.needs({ stored: stored?.document, wanted: row.wanted });
  return row.deleted ? own : [...own, ...definition.needs(proposalOf(row, stored, { device: pusher.device, now }))];
}

function readable(known: KnownDocument | 'NEWER' | undefined): KnownDocument | undefined {
  return known === 'NEWER' ? undefined : known;
}
