import { addQuantities, type Quantity } from '@lapka/shared/base/quantity.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { Goods } from '@lapka/shared/bridge/commands/goods.ts';
import type { InvoiceId } from '@lapka/shared/domain/invoices/invoice.ts';
import type { InvoiceLine } from '@lapka/shared/domain/invoices/line.ts';
import { type LineId, productLine } from '@lapka/shared/domain/invoices/make-lines.ts';
import type { BatchId, Movement } from '@lapka/shared/domain/stock/stock.ts';
import { unitPriceAt } from '../../reading/price-service.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { todayAt } from '../../reading/today.ts';
import { countedGoods, takeGoods, type TakeGoodsRefusal } from './take-goods.ts';

export type SellGoodsRefusal = TakeGoodsRefusal | Failure<'NO_PRICE' | 'PRODUCT_NOT_SOLD'>;

/** Takes goods out of a cupboard and makes the invoice line that charges them, at today's price. */
export function sellGoods(
  transactor: StoreTransactor,
  goods: Goods,
  target: { readonly invoice: InvoiceId; readonly line: LineId; readonly how: 'DISPENSE' | 'USE' },
  context: CommandContext,
): Result<{ line: InvoiceLine; movements: Movement[] }, SellGoodsRefusal> {
  const { invoice, line: id, how } = target;
  const counted = countedGoods(transactor, goods.product, goods.pack, goods.count);
  if (!counted.ok) return counted;
  const { product, quantity } = counted.value;
  const price = unitPriceAt(transactor, product, context.desk.location, todayAt(context));
  if (!price.ok) return price;
  const about = { paper: 'INVOICE' as const, invoice, line: id };
  const taken = takeGoods(transactor, goods, { how, about, price: price.value }, context);
  if (!taken.ok) return taken;
  const sale = { price: price.value, quantity, batches: batchesOf(taken.value) };
  const line = productLine(product, sale, id, context.stamp);
  return line.ok ? { ok: true, value: { line: line.value, movements: taken.value } } : line;
}

/** How much came from which batch, wherever it lay. */
export function batchesOf(movements: readonly Movement[]): { batch: BatchId; quantity: Quantity }[] {
  const batches = new Map<BatchId, Quantity>();
  for (const { batch, quantity } of movements) {
    const known = batches.get(batch);
    batches.set(batch, known === undefined ? quantity : addQuantities(known, quantity));
  }
  return [...batches].map(([batch, quantity]) => ({ batch, quantity }));
}
