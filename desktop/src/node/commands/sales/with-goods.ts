import { ok, type Result } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import type { Invoice } from '@lapka/shared/domain/invoices/invoice.ts';
import type { InvoiceLine } from '@lapka/shared/domain/invoices/line.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { batchesOf } from '../goods/sell-goods.ts';
import { takeGoods, type TakeGoodsRefusal } from '../goods/take-goods.ts';

type Scanned = Order<'sales', 'sell'>['scanned'];

/** Takes out of the cupboards what an invoice sells over the counter, and notes on its lines which batches it was. */
export function withGoods(
  transactor: StoreTransactor,
  invoice: Invoice,
  scanned: Scanned,
  context: CommandContext,
): Result<Invoice, TakeGoodsRefusal> {
  const lines: InvoiceLine[] = [];
  for (const line of invoice.lines) {
    if (line.item.kind !== 'PRODUCT') {
      lines.push(line);
      continue;
    }
    const { batch = null, codes = [], serials = [] } = scanned.find((each) => each.line === line.id) ?? {};
    const goods = { product: line.item.product, pack: null, count: line.quantity, batch, codes, serials };
    const about = { paper: 'INVOICE' as const, invoice: invoice.id, line: line.id };
    const taken = takeGoods(transactor, goods, { how: 'DISPENSE', about, price: line.unitPrice }, context);
    if (!taken.ok) return taken;
    lines.push({ ...line, item: { ...line.item, batches: batchesOf(taken.value) } });
  }
  return ok({ ...invoice, lines });
}
