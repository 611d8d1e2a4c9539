import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { quantity } from '../../base/quantity.ts';
import type { Product } from '../../domain/catalogue/catalogue.ts';
import { createdBy } from '../../domain/document.ts';
import { batchId, plainMovement, type StockContext } from '../../domain/stock/stock-context.ts';
import type { Batch, Movement, Position, Receipt, StockEntry, Stocktake } from '../../domain/stock/stock.ts';
import { aProduct } from './catalogue.ts';
import { aStamp, at, today } from './stamp.ts';

export const pharmacy = derivedId<'Stockroom'>('Stockroom', 'PHARMACY');
export const cabinet = derivedId<'Stockroom'>('Stockroom', 'CABINET');

export function aStockContext(given: Parameters<typeof aStamp>[0] = {}): StockContext {
  return { stamp: aStamp({ at: at('10:00'), by: 'U5', ...given }), date: today };
}

export function aPosition(given: Partial<Position> = {}): Position {
  return { stockroom: pharmacy, shelf: null, state: 'AVAILABLE', ...given };
}

/** A batch of a product by its lot, good until a day. */
export function aBatch(lot: string, expiry: string | null = '2027-06-30', product: Product = aProduct()): Batch {
  const last = expiry === null ? null : civilDate(expiry);
  return {
    id: batchId(product.id, lot, last),
    kind: 'BATCH',
    product: product.id,
    date: today,
    lot,
    expiry: last,
    ...createdBy(aStamp(), 1),
  };
}

/** Ten tablets of lot A came in. */
export function aMovement(given: Partial<Movement> & { name?: string } = {}): Movement {
  const { name = 'movement', ...rest } = given;
  const product = aProduct();
  return {
    id: derivedId('Movement', name),
    kind: 'MOVEMENT',
    product: product.id,
    batch: aBatch('A').id,
    date: today,
    quantity: quantity(10),
    move: { type: 'RECEIVE', to: aPosition() },
    ...plainMovement,
    ...createdBy(aStamp(), 1),
    ...rest,
  };
}

/** What the cupboards hold: each batch with how much of it lies where. */
export function aStock(...lying: readonly (readonly [Batch, number, Partial<Position>?])[]): StockEntry[] {
  return lying.flatMap(([batch, amount, where], index): StockEntry[] => [
    batch,
    aMovement({
      name: `${batch.lot} ${index}`,
      product: batch.product,
      batch: batch.id,
      quantity: quantity(amount),
      move: { type: 'RECEIVE', to: aPosition(where) },
      ...createdBy(aStamp({ at: at('08:00') }), 1),
    }),
  ]);
}

export function aReceipt(given: Partial<Receipt> = {}): Receipt {
  return {
    id: derivedId('Receipt', 'receipt'),
    kind: 'RECEIPT',
    supplier: derivedId('Supplier', 'supplier'),
    stockroom: pharmacy,
    date: today,
    note: '',
    lines: [{ line: '1', product: aProduct().id, expected: quantity(100), cost: null }],
    ...createdBy(aStamp(), 1),
    ...given,
  };
}

export function aStocktake(given: Partial<Stocktake> = {}): Stocktake {
  return {
    id: derivedId('Stocktake', 'stocktake'),
    kind: 'STOCKTAKE',
    stockroom: pharmacy,
    date: today,
    mode: 'FULL',
    products: [],
    ...createdBy(aStamp(), 1),
    ...given,
  };
}
