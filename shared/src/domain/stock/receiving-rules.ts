import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import type { Money } from '../../base/money.ts';
import type { Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine, tidyText } from '../../base/text.ts';
import type { Product, Supplier } from '../catalogue/catalogue.ts';
import { createdBy } from '../document.ts';
import { statedReason } from '../reason.ts';
import { isExpired } from './levels.ts';
import { controlOf } from './moving-rules.ts';
import { createBatch, enteredIn, movementId, plainMovement, type StockContext } from './stock-context.ts';
import {
  type About,
  type Batch,
  type Movement,
  noBatch,
  type Position,
  type Receipt,
  type StockEntry,
  stockVersion,
} from './stock.ts';

/** What was unpacked: what the pack says, how much, where it goes. */
export interface Arrival {
  readonly product: Product;
  readonly lot: string;
  readonly expiry: CivilDate | null;
  readonly quantity: Quantity;
  readonly position: Position;
  readonly cost: Money | null;
  readonly codes: readonly string[];
  readonly serials: readonly string[];
  readonly about: About;
}

export type ArrivalRefusal = Failure<
  'NOTHING_TO_MOVE' | 'BATCH_MISSING' | 'EXPIRY_MISSING' | 'STOCK_BATCH_EXPIRED' | 'SERIALS_DO_NOT_MATCH'
>;

/**
 * Takes goods into the books: batch and movement. Medicines and vaccines need lot and expiry (C-49), pieces with numbers
 * need each number; what is only counted goes to the batch of its own kind. What is expired can only go to quarantine.
 */
export function receiveStock(
  arrival: Arrival,
  context: StockContext,
): Result<{ batch: Batch; movement: Movement }, ArrivalRefusal> {
  const { product, quantity, position, serials } = arrival;
  const { code, tracking } = product;
  if (quantity <= 0) return err(failure('NOTHING_TO_MOVE'));
  const named = packLabel(arrival);
  if (!named.ok) return named;
  if (tracking === 'SERIAL' && new Set(serials).size * 1000 !== quantity) {
    return err(failure('SERIALS_DO_NOT_MATCH', { code }));
  }
  const batch = createBatch(product.id, named.value, context);
  if (position.state !== 'QUARANTINE' && isExpired(batch, context.date)) {
    return err(failure('STOCK_BATCH_EXPIRED', { lot: batch.lot, expiry: batch.expiry }));
  }
  const line = arrival.about.paper === 'RECEIPT' ? arrival.about.line : '';
  const movement: Movement = {
    id: movementId(context, 'RECEIVE', batch.id, position.stockroom, position.shelf ?? '', line),
    kind: 'MOVEMENT',
    product: product.id,
    batch: batch.id,
    quantity,
    move: { type: 'RECEIVE', to: position },
    ...plainMovement,
    about: arrival.about,
    control: controlOf(product, null),
    cost: arrival.cost,
    codes: [...arrival.codes],
    serials: [...serials],
    ...enteredIn(context),
  };
  return ok({ batch, movement });
}

function packLabel({
  product,
  lot,
  expiry,
}: Arrival): Result<{ lot: string; expiry: CivilDate | null }, Failure<'BATCH_MISSING' | 'EXPIRY_MISSING'>> {
  const { code, tracking, sort } = product;
  if (tracking === 'NONE') return ok({ lot: noBatch, expiry: null });
  const name = tidyLine(lot, 60).toUpperCase().slice(0, 60);
  if (name === '' || name === noBatch) return err(failure('BATCH_MISSING', { code }));
  if (expiry === null && (sort === 'MEDICINE' || sort === 'VACCINE')) return err(failure('EXPIRY_MISSING', { code }));
  return ok({ lot: name, expiry });
}

/** Orders from a supplier that is active; each line once, so that what comes can be told apart. */
export function planReceipt(
  request: Pick<Receipt, 'id' | 'stockroom' | 'date' | 'note' | 'lines'>,
  supplier: Supplier,
  { stamp }: StockContext,
): Result<Receipt, Failure<'SUPPLIER_NOT_ACTIVE' | 'RECEIPT_LINES_UNCLEAR'>> {
  if (supplier.status !== 'ACTIVE') return err(failure('SUPPLIER_NOT_ACTIVE', { code: supplier.code }));
  const lines = new Set(request.lines.map(({ line }) => line));
  if (lines.size === 0 || lines.size !== request.lines.length) return err(failure('RECEIPT_LINES_UNCLEAR'));
  const note = tidyText(request.note, 1_000);
  return ok({ ...request, note, kind: 'RECEIPT', supplier: supplier.id, ...createdBy(stamp, stockVersion) });
}

export type ReceiptStatus = 'PLANNED' | 'IN_TRANSIT' | 'RECEIVED_PARTIAL' | 'RECEIVED_COMPLETED' | 'CANCELLED';

/** Where a receipt stands: told by what has come, then by the steps somebody noted. */
export function receiptStatus(receipt: Receipt, entries: readonly StockEntry[]): ReceiptStatus {
  const steps = new Set(
    entries.flatMap((entry) => (entry.kind === 'RECEIPT_STEP' && entry.receipt === receipt.id ? [entry.step] : [])),
  );
  const received = receivedByLine(receipt, entries);
  const complete = receipt.lines.every(({ line, expected }) => (received.get(line) ?? 0) >= expected);
  if (complete || steps.has('CLOSED')) return 'RECEIVED_COMPLETED';
  if ([...received.values()].some((quantity) => quantity > 0)) return 'RECEIVED_PARTIAL';
  if (steps.has('CANCELLED')) return 'CANCELLED';
  return steps.has('IN_TRANSIT') ? 'IN_TRANSIT' : 'PLANNED';
}

/** How much of each line has come, in thousandths; what was sent back by a reversal has not. */
export function receivedByLine(receipt: Receipt, entries: readonly StockEntry[]): Map<string, number> {
  const received = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== 'MOVEMENT' || entry.about.paper !== 'RECEIPT' || entry.about.receipt !== receipt.id) continue;
    const sign = entry.move.type === 'REVERSAL' ? -1 : 1;
    received.set(entry.about.line, (received.get(entry.about.line) ?? 0) + sign * entry.quantity);
  }
  return received;
}

const nextSteps: Readonly<Record<ReceiptStatus, readonly ('IN_TRANSIT' | 'CLOSED' | 'CANCELLED')[]>> = {
  PLANNED: ['IN_TRANSIT', 'CANCELLED'],
  IN_TRANSIT: ['CANCELLED'],
  RECEIVED_PARTIAL: ['CLOSED'],
  RECEIVED_COMPLETED: [],
  CANCELLED: [],
};

/** Notes a step of a receipt. CLOSED: the rest will not come. */
export function stepReceipt(
  receipt: Receipt,
  step: 'IN_TRANSIT' | 'CLOSED' | 'CANCELLED',
  reason: string,
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Extract<StockEntry, { kind: 'RECEIPT_STEP' }>, Failure<'STATUS_CHANGE_REFUSED' | 'REASON_MISSING'>> {
  const from = receiptStatus(receipt, entries);
  const allowed = nextSteps[from];
  if (!allowed.includes(step)) return err(failure('STATUS_CHANGE_REFUSED', { from, to: step, allowed }));
  const stated = step === 'IN_TRANSIT' ? ok(tidyLine(reason, 500)) : statedReason(reason);
  if (!stated.ok) return stated;
  const id = derivedId<'StockStep'>('StockStep', receipt.id, step);
  return ok({ id, kind: 'RECEIPT_STEP', receipt: receipt.id, step, reason: stated.value, ...enteredIn(context) });
}
