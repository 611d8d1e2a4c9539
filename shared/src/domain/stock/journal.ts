import type { Quantity } from '../../base/quantity.ts';
import { boundedQuantity } from './levels.ts';
import { fromOf, toOf } from './movement.ts';
import type { BatchId, Movement, StockEntry } from './stock.ts';

/** One row of the journal of a controlled batch, with what was left after it. */
export interface JournalRow {
  readonly movement: Movement;
  readonly change: Quantity;
  readonly left: Quantity;
}

/** The journal of a batch: every row that added or took, in order of time, with the running balance (§7.4). */
export function controlledJournal(batch: BatchId, entries: readonly StockEntry[]): JournalRow[] {
  let left = 0;
  return entries
    .filter((entry) => entry.kind === 'MOVEMENT')
    .filter((movement) => movement.batch === batch && changeOf(movement) !== 0)
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((movement) => {
      const change = changeOf(movement);
      left += change;
      return { movement, change: boundedQuantity(change), left: boundedQuantity(left) };
    });
}

/** By how much a movement changed what the clinic has; moving something within the clinic changes nothing. */
function changeOf({ move, quantity }: Movement): number {
  return (toOf(move) === null ? 0 : quantity) - (fromOf(move) === null ? 0 : quantity);
}

function order({ created, id }: Movement): string {
  return `${created.at} ${id}`;
}
