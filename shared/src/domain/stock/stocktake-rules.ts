import { failure, type Failure } from '../../base/failure.ts';
import { derivedId, type Id } from '../../base/id.ts';
import type { Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Product } from '../catalogue/catalogue.ts';
import { stampOrder, type StaffId } from '../document.ts';
import { statedReason } from '../reason.ts';
import { checkWitness } from './controlled-rules.ts';
import { boundedQuantity, levelAt, levelKey, stockLevels } from './levels.ts';
import { controlOf } from './moving-rules.ts';
import { enteredIn, plainMovement, type StockContext } from './stock-context.ts';
import type { BatchId, Count, Movement, Position, StockEntry, Stocktake } from './stock.ts';

export type StocktakeStatus = 'PLANNED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED';
type Step = Extract<StockEntry, { kind: 'STOCKTAKE_STEP' }>;

/** Where a stocktake stands. Completed outranks cancelled: its corrections are in the books. */
export function stocktakeStatus(stocktake: Stocktake, entries: readonly StockEntry[]): StocktakeStatus {
  const steps = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'STOCKTAKE_STEP' && entry.stocktake === stocktake.id ? [entry.step] : [],
    ),
  );
  return (['COMPLETED', 'CANCELLED', 'IN_PROGRESS'] as const).find((step) => steps.has(step)) ?? 'PLANNED';
}

/** PLANNED → IN_PROGRESS → COMPLETED; PLANNED or IN_PROGRESS → CANCELLED with a reason. */
export function startStocktake(
  stocktake: Stocktake,
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Step, Failure<'STATUS_CHANGE_REFUSED'>> {
  const from = stocktakeStatus(stocktake, entries);
  if (from !== 'PLANNED') return err(failure('STATUS_CHANGE_REFUSED', { from, to: 'IN_PROGRESS', allowed: [] }));
  return ok(step(stocktake, 'IN_PROGRESS', '', context));
}

export function cancelStocktake(
  stocktake: Stocktake,
  reason: string,
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Step, Failure<'STATUS_CHANGE_REFUSED' | 'REASON_MISSING'>> {
  const from = stocktakeStatus(stocktake, entries);
  if (from === 'COMPLETED' || from === 'CANCELLED') {
    return err(failure('STATUS_CHANGE_REFUSED', { from, to: 'CANCELLED', allowed: [] }));
  }
  const stated = statedReason(reason);
  return stated.ok ? ok(step(stocktake, 'CANCELLED', stated.value, context)) : stated;
}

/** Enters what somebody counted of a batch at a place: discrepancy = counted − system, as the books are now. */
export function countStock(
  stocktake: Stocktake,
  request: {
    readonly id: Id<'Count'>;
    readonly product: Product['id'];
    readonly batch: BatchId;
    readonly position: Position;
    readonly counted: Quantity;
  },
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Count, Failure<'STOCKTAKE_NOT_RUNNING' | 'NOT_PART_OF_STOCKTAKE' | 'NEGATIVE_COUNT'>> {
  const { product, batch, position, counted } = request;
  if (stocktakeStatus(stocktake, entries) !== 'IN_PROGRESS') return err(failure('STOCKTAKE_NOT_RUNNING'));
  const listed = stocktake.mode === 'FULL' || stocktake.products.includes(product);
  if (!listed || position.stockroom !== stocktake.stockroom) return err(failure('NOT_PART_OF_STOCKTAKE'));
  if (counted < 0) return err(failure('NEGATIVE_COUNT'));
  const system = levelAt(stockLevels(entries), batch, position);
  const discrepancy = boundedQuantity(counted - system);
  return ok({
    ...request,
    kind: 'COUNT',
    stocktake: stocktake.id,
    system,
    discrepancy,
    ...enteredIn(context),
  });
}

/** The counts that stand: the latest one of each batch and place. */
export function standingCounts(stocktake: Stocktake, entries: readonly StockEntry[]): Count[] {
  const latest = new Map<string, Count>();
  for (const entry of entries) {
    if (entry.kind !== 'COUNT' || entry.stocktake !== stocktake.id) continue;
    const key = levelKey(entry.batch, entry.position);
    const known = latest.get(key);
    if (known === undefined || stampOrder(entry.created) > stampOrder(known.created)) latest.set(key, entry);
  }
  return [...latest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}

/**
 * Completes a stocktake: every discrepancy becomes an adjustment. Two desks that complete the same count make the same
 * adjustments, because their ids follow from it. A discrepancy of a controlled drug needs a second person.
 */
export function completeStocktake(
  stocktake: Stocktake,
  products: readonly Product[],
  witness: StaffId | null,
  entries: readonly StockEntry[],
  context: StockContext,
): Result<
  { step: Step; adjustments: Movement[] },
  Failure<'STOCKTAKE_NOT_RUNNING' | 'WITNESS_NEEDED' | 'WITNESS_IS_ACTOR' | 'NOT_FOUND'>
> {
  if (stocktakeStatus(stocktake, entries) !== 'IN_PROGRESS') return err(failure('STOCKTAKE_NOT_RUNNING'));
  const known = new Map(products.map((product) => [product.id, product]));
  const adjustments: Movement[] = [];
  for (const count of standingCounts(stocktake, entries)) {
    if (count.discrepancy === 0) continue;
    const product = known.get(count.product);
    if (product === undefined) return err(failure('NOT_FOUND'));
    const watched = checkWitness(witness, product.controlled, context.stamp);
    if (!watched.ok) return watched;
    adjustments.push(adjustmentOf(count, product, witness, context));
  }
  return ok({ step: step(stocktake, 'COMPLETED', '', context), adjustments });
}

function adjustmentOf(count: Count, product: Product, witness: StaffId | null, context: StockContext): Movement {
  const { stocktake, batch, position, discrepancy } = count;
  const reason = 'stocktake';
  return {
    id: derivedId('Movement', 'STOCKTAKE', stocktake, levelKey(batch, position)),
    kind: 'MOVEMENT',
    product: product.id,
    batch,
    quantity: boundedQuantity(Math.abs(discrepancy)),
    move:
      discrepancy > 0
        ? { type: 'ADJUSTMENT_IN', to: position, reason }
        : { type: 'ADJUSTMENT_OUT', from: position, reason },
    ...plainMovement,
    about: { paper: 'STOCKTAKE', stocktake },
    control: controlOf(product, witness),
    ...enteredIn(context),
  };
}

function step({ id }: Stocktake, next: Step['step'], reason: string, context: StockContext): Step {
  return {
    id: derivedId('StockStep', id, next),
    kind: 'STOCKTAKE_STEP',
    stocktake: id,
    step: next,
    reason,
    ...enteredIn(context),
  };
}
