import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { formatQuantity, ofThousandths, type Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { fromOf, type Position, toOf } from './movement.ts';
import type { Batch, BatchId, Movement, StockEntry } from './stock.ts';

/** How much of a batch is at a place. Below zero when two desks took the same: that is kept and shown (C-51). */
export interface StockLevel {
  readonly product: Batch['product'];
  readonly batch: BatchId;
  readonly position: Position;
  readonly quantity: Quantity;
}

/** What there is: the sum of the movements, batch by batch and place by place (C-48). Empty places are left out. */
export function stockLevels(entries: Iterable<StockEntry>): StockLevel[] {
  const levels = new Map<string, { level: Omit<StockLevel, 'quantity'>; thousandths: number }>();
  const put = ({ product, batch }: Movement, position: Position, change: number): void => {
    const key = levelKey(batch, position);
    const known = levels.get(key);
    if (known === undefined) levels.set(key, { level: { product, batch, position }, thousandths: change });
    else known.thousandths += change;
  };
  for (const entry of entries) {
    if (entry.kind !== 'MOVEMENT') continue;
    const [from, to] = [fromOf(entry.move), toOf(entry.move)];
    if (from !== null) put(entry, from, 0 - entry.quantity);
    if (to !== null) put(entry, to, entry.quantity);
  }
  return [...levels.entries()]
    .filter(([, { thousandths }]) => thousandths !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { level, thousandths }]) => ({ ...level, quantity: boundedQuantity(thousandths) }));
}

/** How much of a batch is at one place. */
export function levelAt(levels: readonly StockLevel[], batch: BatchId, position: Position): Quantity {
  const key = levelKey(batch, position);
  return levels.find((level) => levelKey(level.batch, level.position) === key)?.quantity ?? ofThousandths(0);
}

/** Whether so much is there to be moved (C-51). */
export function checkThere(
  levels: readonly StockLevel[],
  batch: BatchId,
  position: Position,
  quantity: Quantity,
): Result<void, Failure<'NOT_ENOUGH_STOCK'>> {
  const there = levelAt(levels, batch, position);
  if (there >= quantity) return ok();
  return err(
    failure('NOT_ENOUGH_STOCK', { available: formatQuantity(there, 'en'), wanted: formatQuantity(quantity, 'en') }),
  );
}

export function levelKey(batch: BatchId, { stockroom, shelf, state }: Position): string {
  return `${batch} ${stockroom} ${shelf ?? ''} ${state}`;
}

/** Usable through its last day, and not after it (§7.4). */
export function isExpired(batch: Pick<Batch, 'expiry'>, today: CivilDate): boolean {
  return batch.expiry !== null && batch.expiry < today;
}

/** Sums stay within the range of quantities, so that a poisoned history cannot make a rule throw. */
export function boundedQuantity(thousandths: number): Quantity {
  return ofThousandths(Math.min(Math.max(thousandths, -1_000_000_000), 1_000_000_000));
}
