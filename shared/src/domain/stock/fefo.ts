import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { formatQuantity, ofThousandths, type Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Stockroom } from '../catalogue/catalogue.ts';
import { boundedQuantity, isExpired, type StockLevel } from './levels.ts';
import type { Batch, BatchId, Position } from './stock.ts';

/** A part of what is wanted, from one batch at one place. */
export interface Pick {
  readonly batch: BatchId;
  readonly position: Position;
  readonly quantity: Quantity;
}

/** What is wanted, from which stockroom, on which day. */
export interface WantedStock {
  readonly quantity: Quantity;
  readonly stockroom: Stockroom['id'];
  readonly today: CivilDate;
  /** A batch somebody scanned; null: whichever expires first. */
  readonly batch: BatchId | null;
}

export type PickRefusal = Failure<'NOT_ENOUGH_STOCK' | 'STOCK_BATCH_EXPIRED' | 'NOTHING_TO_MOVE'>;

/**
 * Takes what expires first. Only what is available counts: nothing expired, quarantined, damaged or set aside. Of batches
 * that expire together, or never, the one with the smaller lot number goes first, so that all desks choose alike.
 */
export function pickFirstExpiring(
  levels: readonly StockLevel[],
  batches: readonly Batch[],
  wanted: WantedStock,
): Result<Pick[], PickRefusal> {
  const { quantity, today } = wanted;
  if (quantity <= 0) return err(failure('NOTHING_TO_MOVE'));
  const known = new Map(batches.map((batch) => [batch.id, batch]));
  const scanned = wanted.batch === null ? undefined : known.get(wanted.batch);
  if (scanned !== undefined && isExpired(scanned, today)) {
    return err(failure('STOCK_BATCH_EXPIRED', { lot: scanned.lot, expiry: scanned.expiry }));
  }
  const usable = usableLevels(levels, known, wanted);
  const picks: Pick[] = [];
  let missing: number = quantity;
  for (const { batch, position, quantity: there } of usable) {
    if (missing === 0) break;
    const part = Math.min(missing, there);
    picks.push({ batch, position, quantity: ofThousandths(part) });
    missing -= part;
  }
  if (missing === 0) return ok(picks);
  const available = formatQuantity(boundedQuantity(quantity - missing), 'en');
  return err(failure('NOT_ENOUGH_STOCK', { available, wanted: formatQuantity(quantity, 'en') }));
}

/** What of a stockroom may be used on a day, first expiring first. */
export function usableLevels(
  levels: readonly StockLevel[],
  batches: ReadonlyMap<BatchId, Batch>,
  { stockroom, today, batch: only }: Omit<WantedStock, 'quantity'>,
): StockLevel[] {
  return levels
    .flatMap((level) => {
      const batch = batches.get(level.batch);
      const { position, quantity } = level;
      const usable =
        batch !== undefined &&
        quantity > 0 &&
        position.state === 'AVAILABLE' &&
        position.stockroom === stockroom &&
        (only === null || only === level.batch) &&
        !isExpired(batch, today);
      return usable
        ? [{ level, order: `${batch.expiry ?? '9999-12-31'} ${batch.lot} ${batch.id} ${position.shelf ?? ''}` }]
        : [];
    })
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ level }) => level);
}

/**
 * From which of a location's stockrooms something is taken when nobody says: of those that hold all of it the one whose
 * batch expires first, else the first that holds any. Undefined when none does.
 */
export function stockroomFor(
  levels: readonly StockLevel[],
  batches: readonly Batch[],
  wanted: Omit<WantedStock, 'stockroom'>,
  stockrooms: readonly Stockroom['id'][],
): Stockroom['id'] | undefined {
  const known = new Map(batches.map((batch) => [batch.id, batch]));
  const offers = stockrooms.flatMap((stockroom) => {
    const usable = usableLevels(levels, known, { ...wanted, stockroom });
    const [first] = usable;
    if (first === undefined) return [];
    const there = usable.reduce((all, { quantity }) => all + quantity, 0);
    const until = known.get(first.batch)?.expiry ?? '9999-12-31';
    return [{ stockroom, order: `${there >= wanted.quantity ? 0 : 1} ${until} ${stockroom}` }];
  });
  return offers.toSorted((a, b) => (a.order < b.order ? -1 : 1))[0]?.stockroom;
}
