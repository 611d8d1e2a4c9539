import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { setDiscounts } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { shownOfInvoice } from '@lapka/shared/domain/invoices/reading.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import type { CommandFor } from '../command.ts';
import { atInvoice } from '../targets.ts';

export const giveDiscount: CommandFor<'invoices', 'giveDiscount'> = {
  target: atInvoice,

  run(transactor, { invoice: id, share, seen }, { stamp }) {
    const changed = andThen(invoiceBy(transactor, id), (invoice) =>
      andThen(stillAsSeen(shownOfInvoice(invoice), seen), () =>
        setDiscounts(invoice, { ...invoice.discounts, booking: share }, stamp),
      ),
    );
    return mapOk(changed, (invoice) => {
      transactor.put(invoices, invoice);
      return { invoice: id };
    });
  },
};
