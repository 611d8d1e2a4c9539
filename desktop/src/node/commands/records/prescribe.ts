import { err, mapOk, ok } from '@lapka/shared/base/result.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { invoiceOfVisit, withLines } from '../../reading/visit-invoice.ts';
import type { CommandFor } from '../command.ts';
import { sellGoods } from '../goods/sell-goods.ts';
import { todayAt } from '../../reading/today.ts';
import { changedVisit, saveVisit, visitAtHand } from './visit-writing.ts';

export const prescribe: CommandFor<'records', 'prescribe'> = {
  run(transactor, { booking, prescription, dispense }, context) {
    const atHand = visitAtHand(transactor, booking, context);
    if (!atHand.ok) return atHand;
    const changed = changedVisit(transactor, atHand.value, [{ change: 'PRESCRIBE', prescription }], context);
    if (!changed.ok) return changed;
    const written = { ...saveVisit(transactor, changed.value, context), prescription: prescription.id };
    if (dispense === null) return ok({ ...written, invoice: null });
    const opening = { stamp: context.stamp, today: todayAt(context) };
    const invoice = invoiceOfVisit(transactor, booking, opening);
    if (!invoice.ok) return err(invoice.error);
    const target = { invoice: invoice.value.id, line: context.ids.next<'InvoiceLine'>(), how: 'DISPENSE' as const };
    const sold = sellGoods(transactor, dispense, target, context);
    if (!sold.ok) return sold;
    return mapOk(withLines(transactor, invoice.value, [sold.value.line], opening), (charged) => {
      transactor.put(invoices, charged);
      return { ...written, invoice: charged.id };
    });
  },
};
