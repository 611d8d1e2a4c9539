import { mapOk } from '@lapka/shared/base/result.ts';
import { voidInvoice as voided } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { shownOfInvoice } from '@lapka/shared/domain/invoices/reading.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import type { CommandFor } from '../command.ts';
import { movementsOf, returnGoods } from '../goods/return-goods.ts';
import { atInvoice } from '../targets.ts';

export const voidInvoice: CommandFor<'invoices', 'void'> = {
  target: atInvoice,

  run(transactor, { invoice: id, reason, seen }, context) {
    const invoice = invoiceBy(transactor, id);
    if (!invoice.ok) return invoice;
    const same = stillAsSeen(shownOfInvoice(invoice.value), seen);
    if (!same.ok) return same;
    const called = voided(invoice.value, reason, context.stamp);
    if (!called.ok) return called;
    transactor.put(invoices, called.value);
    const back = returnGoods(transactor, movementsOf(transactor, id), { reason, witness: null }, context);
    return mapOk(back, () => ({ invoice: id }));
  },
};
