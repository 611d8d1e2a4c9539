import { err, mapOk, ok } from '@lapka/shared/base/result.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { visitId } from '@lapka/shared/domain/records/visit.ts';
import { invoiceOfVisit, withLines } from '../../reading/visit-invoice.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { sellGoods } from '../goods/sell-goods.ts';
import { takeGoods } from '../goods/take-goods.ts';
import { atThisDesk } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';

export const dispense: CommandFor<'stock', 'dispense'> = {
  target: atThisDesk,

  run(transactor, { goods, how, visit }, context) {
    const booking = visit === null ? ok(undefined) : found(transactor, bookings, visit.booking);
    if (!booking.ok) return err(booking.error);
    const treated = booking.value;
    if (treated === undefined || visit?.charge !== true) {
      const about =
        treated === undefined
          ? { paper: 'NONE' as const }
          : { paper: 'RECORD' as const, record: visitId(treated.id, treated.pet) };
      const taken = takeGoods(transactor, goods, { how, about, price: null }, context);
      return mapOk(taken, (movements) => ({ movements: movements.map(({ id }) => id), invoice: null }));
    }
    const opening = { stamp: context.stamp, today: todayAt(context) };
    const invoice = invoiceOfVisit(transactor, treated.id, opening);
    if (!invoice.ok) return err(invoice.error);
    const target = { invoice: invoice.value.id, line: context.ids.next<'InvoiceLine'>(), how };
    const sold = sellGoods(transactor, goods, target, context);
    if (!sold.ok) return sold;
    return mapOk(withLines(transactor, invoice.value, [sold.value.line], opening), (charged) => {
      transactor.put(invoices, charged);
      return { movements: sold.value.movements.map(({ id }) => id), invoice: charged.id };
    });
  },
};
