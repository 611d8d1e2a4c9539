import { derivedId } from '../../base/id.ts';
import { tidyLine } from '../../base/text.ts';
import { enteredIn, type StockContext } from './stock-context.ts';
import type { Movement, StockEntry } from './stock.ts';

/** Movements with marked packs of which the marking system has not been told, oldest first (§7.4). */
export function markingQueue(entries: readonly StockEntry[]): Movement[] {
  const told = new Set(entries.flatMap((entry) => (entry.kind === 'MARKING_SENT' ? [entry.movement] : [])));
  return entries
    .filter((entry) => entry.kind === 'MOVEMENT')
    .filter(({ codes, move, id }) => codes.length > 0 && reported.has(move.type) && !told.has(id))
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

const reported: ReadonlySet<Movement['move']['type']> = new Set(['USE', 'DISPENSE', 'WASTE']);

/** The marking system has taken a report. */
export function markingSent(
  movement: Movement,
  answer: string,
  context: StockContext,
): Extract<StockEntry, { kind: 'MARKING_SENT' }> {
  return {
    id: derivedId('StockStep', 'MARKING', movement.id),
    kind: 'MARKING_SENT',
    movement: movement.id,
    answer: tidyLine(answer, 200),
    ...enteredIn(context),
  };
}

function order({ created, id }: Movement): string {
  return `${created.at} ${id}`;
}
