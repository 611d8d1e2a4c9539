import { failure, type Failure } from '../../base/failure.ts';
import type { Id } from '../../base/id.ts';
import type { Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import type { Product, Stockroom } from '../catalogue/catalogue.ts';
import type { StaffId } from '../document.ts';
import { statedReason } from '../reason.ts';
import { checkWitness } from './controlled-rules.ts';
import { boundedQuantity, checkThere, stockLevels } from './levels.ts';
import { enteredIn, movementId, plainMovement, type StockContext } from './stock-context.ts';
import type { BatchId, Control, Movement, Position, StockEntry } from './stock.ts';

/** Something of a batch, lying somewhere. */
export interface LyingStock {
  readonly product: Product;
  readonly batch: BatchId;
  readonly position: Position;
  readonly quantity: Quantity;
}

export type MovingRefusal = Failure<'NOT_ENOUGH_STOCK' | 'NOTHING_TO_MOVE' | 'SAME_PLACE'>;

/** Puts something on another shelf of its stockroom, or into another state: quarantine, damaged, free again. */
export function moveWithin(
  stock: LyingStock,
  to: Pick<Position, 'shelf' | 'state'>,
  reason: string,
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Movement, MovingRefusal> {
  return moveStock(stock, { ...stock.position, ...to }, reason, { paper: 'NONE' }, entries, context);
}

/** Sends something to another stockroom, where it is on its way until somebody has received it. */
export function sendStock(
  stock: LyingStock,
  transfer: { readonly id: Id<'Transfer'>; readonly to: Stockroom['id'] },
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Movement, MovingRefusal> {
  if (transfer.to === stock.position.stockroom) return err(failure('SAME_PLACE'));
  const underway: Position = { stockroom: transfer.to, shelf: null, state: 'IN_TRANSIT' };
  const about = { paper: 'TRANSFER' as const, transfer: transfer.id };
  return moveStock(stock, underway, '', about, entries, context);
}

/** Receives what another stockroom sent; what came broken is received as damaged. */
export function receiveTransfer(
  sent: Movement,
  product: Product,
  arrival: { readonly quantity: Quantity; readonly shelf: string | null; readonly state: 'AVAILABLE' | 'DAMAGED' },
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Movement, MovingRefusal | Failure<'NOT_A_TRANSFER'>> {
  const { move, about, batch } = sent;
  if (move.type !== 'TRANSFER' || about.paper !== 'TRANSFER' || move.to.state !== 'IN_TRANSIT') {
    return err(failure('NOT_A_TRANSFER'));
  }
  const { quantity, shelf, state } = arrival;
  const lying = { product, batch, position: move.to, quantity };
  return moveStock(lying, { ...move.to, shelf, state }, '', about, entries, context);
}

/**
 * Sets the books right by a quantity of either sign, with the reason: something broke, something was found. For a
 * controlled drug a second person confirms it.
 */
export function adjustStock(
  stock: Omit<LyingStock, 'quantity'>,
  change: Quantity,
  request: { readonly reason: string; readonly witness: StaffId | null },
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Movement, MovingRefusal | Failure<'REASON_MISSING' | 'WITNESS_NEEDED' | 'WITNESS_IS_ACTOR'>> {
  const { product, batch, position } = stock;
  if (change === 0) return err(failure('NOTHING_TO_MOVE'));
  const stated = statedReason(request.reason);
  if (!stated.ok) return stated;
  const reason = stated.value;
  const watched = checkWitness(request.witness, product.controlled, context.stamp);
  if (!watched.ok) return watched;
  const quantity = boundedQuantity(Math.abs(change));
  const there = change > 0 ? ok() : checkThere(stockLevels(entries), batch, position, quantity);
  if (!there.ok) return there;
  const type = change > 0 ? 'ADJUSTMENT_IN' : 'ADJUSTMENT_OUT';
  return ok({
    id: movementId(context, type, batch, place(position)),
    kind: 'MOVEMENT',
    product: product.id,
    batch,
    quantity,
    move: type === 'ADJUSTMENT_IN' ? { type, to: position, reason } : { type, from: position, reason },
    ...plainMovement,
    control: controlOf(product, request.witness),
    ...enteredIn(context),
  });
}

/** What the journal of a controlled drug keeps of a movement that is for no patient. */
export function controlOf({ controlled }: Product, witness: StaffId | null): Control {
  return controlled ? { controlled: 'YES', pet: null, client: null, witness } : { controlled: 'NO' };
}

function moveStock(
  { product, batch, position, quantity }: LyingStock,
  to: Position,
  reason: string,
  about: Movement['about'],
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Movement, MovingRefusal> {
  if (quantity <= 0) return err(failure('NOTHING_TO_MOVE'));
  if (place(position) === place(to)) return err(failure('SAME_PLACE'));
  const there = checkThere(stockLevels(entries), batch, position, quantity);
  if (!there.ok) return there;
  return ok({
    id: movementId(context, 'TRANSFER', batch, place(position), place(to)),
    kind: 'MOVEMENT',
    product: product.id,
    batch,
    quantity,
    move: { type: 'TRANSFER', from: position, to, reason: tidyLine(reason, 500) },
    ...plainMovement,
    about,
    control: controlOf(product, null),
    ...enteredIn(context),
  });
}

function place({ stockroom, shelf, state }: Position): string {
  return `${stockroom} ${shelf ?? ''} ${state}`;
}
