import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { claimOf, withSettlement } from '@lapka/shared/domain/invoices/settlement.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { visitReturned } from '@lapka/shared/domain/ledger/cover-rules.ts';
import { invoiceStanding } from '@lapka/shared/domain/ledger/invoice-standing.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { entriesOfInvoice, entriesOfTill, openTillOf, packageWithVisits } from '@lapka/shared/domain/ledger/reading.ts';
import { refundPayment } from '@lapka/shared/domain/ledger/refund-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import type { CommandFor } from '../command.ts';
import { bookEntries } from '../money/fiscal.ts';
import { entryContext } from '../money/money-context.ts';
import { atThisDesk } from '../targets.ts';

export const refund: CommandFor<'payments', 'refund'> = {
  target: atThisDesk,

  run(transactor, { payment: id, ...request }, context) {
    const { desk, ids, stamp } = context;
    const clinic = clinicOf(transactor, desk);
    if (!clinic.ok) return clinic;
    const payment = transactor.get(ledger, id);
    if (payment?.kind !== 'PAYMENT') return err(failure('NOT_FOUND'));
    const invoice = invoiceBy(transactor, payment.invoice);
    if (!invoice.ok) return invoice;
    const claim = claimOf(invoice.value);
    const before = entriesOfInvoice(transactor, claim.id);
    const till = openTillOf(transactor, desk.device);
    const booking = entryContext(context);
    const refunded = refundPayment(
      claim,
      invoiceStanding(claim, before),
      payment,
      before,
      { id: ids.next<'Entry'>(), ...request },
      { ...booking, till, entriesOfTill: till === undefined ? [] : entriesOfTill(transactor, till.id) },
    );
    if (!refunded.ok) return refunded;
    const { means } = refunded.value;
    const own = means.method === 'PACKAGE' ? packageWithVisits(transactor, means.package) : undefined;
    const visits = own === undefined ? [] : visitReturned(own.bought, refunded.value, booking);
    const booked = bookEntries(transactor, clinic.value, [refunded.value, ...visits], context);
    if (!booked.ok) return booked;
    const after = [...before, refunded.value];
    transactor.put(invoices, withSettlement(invoice.value, after, stamp));
    return ok({ entry: refunded.value.id, left: invoiceStanding(claim, after).left });
  },
};
