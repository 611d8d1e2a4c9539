import type { CivilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import type { Product } from '../catalogue/catalogue.ts';
import { createdBy, type Stamp } from '../document.ts';
import { type BatchId, type Batch, type Movement, type MovementId, noBatch, stockVersion } from './stock.ts';

/** Who moves stock and when. */
export interface StockContext {
  readonly stamp: Stamp;
  readonly date: CivilDate;
}

/** The fields of an entry that come from the moment it is made. */
export function enteredIn({ stamp, date }: StockContext): { date: CivilDate } & ReturnType<typeof createdBy> {
  return { date, ...createdBy(stamp, stockVersion) };
}

/** The same batch has the same id everywhere, so two desks that receive it end with one (C-49). */
export function batchId(product: Product['id'], lot: string, expiry: CivilDate | null): BatchId {
  return derivedId('Batch', product, lot, expiry ?? '');
}

export function createBatch(
  product: Product['id'],
  { lot, expiry }: { readonly lot: string; readonly expiry: CivilDate | null },
  context: StockContext,
): Batch {
  return { id: batchId(product, lot, expiry), kind: 'BATCH', product, lot, expiry, ...enteredIn(context) };
}

/** The batch of what is only counted. */
export function countedBatch(product: Product['id'], context: StockContext): Batch {
  return createBatch(product, { lot: noBatch, expiry: null }, context);
}

/** One operation often moves several batches; each movement's id follows from the operation and its place in it. */
export function movementId({ stamp }: StockContext, ...parts: readonly string[]): MovementId {
  return derivedId('Movement', stamp.operation, ...parts);
}

/** The fields of a movement that most do without. */
export const plainMovement: Pick<Movement, 'about' | 'control' | 'cost' | 'price' | 'codes' | 'serials'> = {
  about: { paper: 'NONE' },
  control: { controlled: 'NO' },
  cost: null,
  price: null,
  codes: [],
  serials: [],
};
