import type { Booking } from '@lapka/shared/domain/bookings/booking.ts';
import { visitInvoiceId } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { issueInvoice } from '@lapka/shared/domain/invoices/issue-rules.ts';
import { claimOf } from '@lapka/shared/domain/invoices/settlement.ts';
import { invoiceStanding } from '@lapka/shared/domain/ledger/invoice-standing.ts';
import type { LedgerEntry } from '@lapka/shared/domain/ledger/ledger.ts';
import { payInvoice } from '@lapka/shared/domain/ledger/payment-rules.ts';
import { anInvoice } from '@lapka/shared/testing/builders/invoices.ts';
import { aPaymentContext, card, entryId, paymentId } from '@lapka/shared/testing/builders/ledger.ts';
import { aStamp, at } from '@lapka/shared/testing/builders/stamp.ts';
import { given } from '@lapka/shared/testing/given.ts';
import type { ClinicDocuments } from './clinic-documents.ts';

/** The bill of 1,500.00 for a visit, and what was paid of it by card, in rubles. */
export function billed({ id, pet, client }: Booking, ...paid: readonly number[]): ClinicDocuments {
  const open = anInvoice({ id: visitInvoiceId(id), purpose: { of: 'VISIT', booking: id, pet }, client });
  const request = { sale: entryId(`sale ${id}`), number: 'L1-A-000417', date: open.date };
  const { invoice, sale } = given(issueInvoice(open, request, aStamp({ at: at('09:30'), operation: id })));
  const ledger: LedgerEntry[] = [sale];
  for (const [index, amount] of paid.entries()) {
    const standing = invoiceStanding(claimOf(invoice), ledger);
    const wish = { id: paymentId(`${id} ${index}`), wish: card(amount) };
    ledger.push(given(payInvoice(claimOf(invoice), standing, wish, aPaymentContext())).payment);
  }
  return { invoices: [invoice], ledger };
}
