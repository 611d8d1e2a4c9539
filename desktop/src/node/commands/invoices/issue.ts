import { failure } from '@lapka/shared/base/failure.ts';
import { err } from '@lapka/shared/base/result.ts';
import { shownOfInvoice } from '@lapka/shared/domain/invoices/reading.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import type { CommandFor } from '../command.ts';
import { settle } from '../money/settle.ts';
import { atInvoice } from '../targets.ts';

export const issue: CommandFor<'invoices', 'issue'> = {
  target: atInvoice,

  run(transactor, { invoice: id, seen }, context) {
    const invoice = invoiceBy(transactor, id);
    if (!invoice.ok) return err(invoice.error);
    const same = stillAsSeen(shownOfInvoice(invoice.value), seen);
    if (!same.ok) return same;
    if (invoice.value.state.status !== 'OPEN') return err(failure('INVOICE_NOT_OPEN'));
    return settle(transactor, invoice.value, [], context);
  },
};
