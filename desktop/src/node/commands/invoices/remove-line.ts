import { mapOk } from '@lapka/shared/base/result.ts';
import { strikeLine } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import type { CommandFor } from '../command.ts';
import { movementsOf, returnGoods } from '../goods/return-goods.ts';
import { atInvoice } from '../targets.ts';

export const removeLine: CommandFor<'invoices', 'removeLine'> = {
  target: atInvoice,

  run(transactor, { invoice: id, line, reason }, context) {
    const invoice = invoiceBy(transactor, id);
    if (!invoice.ok) return invoice;
    const struck = strikeLine(invoice.value, line, reason, context.stamp);
    if (!struck.ok) return struck;
    transactor.put(invoices, struck.value);
    const gone = movementsOf(transactor, id, new Set([line]));
    return mapOk(returnGoods(transactor, gone, { reason, witness: null }, context), () => ({ invoice: id }));
  },
};
