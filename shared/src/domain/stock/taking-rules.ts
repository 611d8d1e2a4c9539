import { failure, type Failure } from '../../base/failure.ts';
import type { Money } from '../../base/money.ts';
import type { Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { checkStep, type Product, type Stockroom } from '../catalogue/catalogue.ts';
import { type Pick, pickFirstExpiring, type PickRefusal } from './fefo.ts';
import { stockLevels } from './levels.ts';
import { enteredIn, movementId, plainMovement, type StockContext } from './stock-context.ts';
import type { About, BatchId, Movement, StockEntry } from './stock.ts';

export interface TakeRequest {
  /** DISPENSE: given or sold to an owner. USE: used up in a treatment. */
  readonly how: 'DISPENSE' | 'USE';
  readonly product: Product;
  readonly quantity: Quantity;
  readonly stockroom: Stockroom['id'];
  /** A batch somebody scanned; null: whichever expires first. */
  readonly batch: BatchId | null;
  readonly about: About;
  /** Cost and price of one base unit, as far as they are known. */
  readonly cost: Money | null;
  readonly price: Money | null;
  /** DataMatrix codes and serial numbers that were scanned. */
  readonly codes: readonly string[];
  readonly serials: readonly string[];
}

export type TakeRefusal = PickRefusal | Failure<'NOT_A_STEP' | 'CONTROLLED_NEEDS_JOURNAL' | 'SERIALS_DO_NOT_MATCH'>;

/**
 * Takes something from a stockroom, first expiring first, in parts the product can be split in (C-50). Never more than
 * there is (C-51). Controlled drugs have a way of their own, because somebody has to answer for every drop.
 */
export function takeStock(
  request: TakeRequest,
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Movement[], TakeRefusal> {
  const { product } = request;
  if (product.controlled) return err(failure('CONTROLLED_NEEDS_JOURNAL', { code: product.code }));
  const picked = pickStock(request, entries, context);
  if (!picked.ok) return picked;
  return ok(picked.value.map((pick, index) => takenBy(request, pick, context, index === 0)));
}

/** From which batches a quantity would be taken. */
export function pickStock(
  { product, quantity, stockroom, batch, serials }: TakeRequest,
  entries: readonly StockEntry[],
  { date: today }: StockContext,
): Result<Pick[], PickRefusal | Failure<'NOT_A_STEP' | 'SERIALS_DO_NOT_MATCH'>> {
  const step = checkStep(product, quantity);
  if (!step.ok) return step;
  const counted = new Set(serials).size * 1000;
  if (product.tracking === 'SERIAL' && counted !== quantity) {
    return err(failure('SERIALS_DO_NOT_MATCH', { code: product.code }));
  }
  const own = entries.filter((entry) => 'product' in entry && entry.product === product.id);
  const batches = own.filter((entry) => entry.kind === 'BATCH');
  return pickFirstExpiring(stockLevels(own), batches, { quantity, stockroom, today, batch });
}

/** The movement of one pick. Codes and serials go with the first one, because nobody scans by batch. */
export function takenBy(request: TakeRequest, pick: Pick, context: StockContext, isFirst: boolean): Movement {
  const { how, product, about, cost, price, codes, serials } = request;
  const { batch, position, quantity } = pick;
  return {
    id: movementId(context, how, batch, position.shelf ?? '', ...('line' in about ? [about.line] : [])),
    kind: 'MOVEMENT',
    product: product.id,
    batch,
    quantity,
    move: { type: how, from: position },
    ...plainMovement,
    about,
    cost,
    price,
    codes: isFirst ? [...codes] : [],
    serials: isFirst ? [...serials] : [],
    ...enteredIn(context),
  };
}
