import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { andThen, err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { AmountRefusal } from '@lapka/shared/domain/amounts.ts';
import { type Booking, type BookingId, bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import { type BoughtAhead, coveredByItself } from '@lapka/shared/domain/invoices/cover-choice.ts';
import { addLines, type LineRefusal } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { type Invoice, type InvoiceId, invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import type { InvoiceLine } from '@lapka/shared/domain/invoices/line.ts';
import { invoiceOfBooking, subscriptionsOfPet } from '@lapka/shared/domain/invoices/reading.ts';
import { openVisitInvoice } from '@lapka/shared/domain/invoices/visit-invoice.ts';
import { packagesOf } from '@lapka/shared/domain/ledger/reading.ts';
import type { StoreReader } from '../store/store.ts';

/** Who opens or changes an invoice, and the day it is. */
export interface OpeningContext {
  readonly stamp: Stamp;
  readonly today: CivilDate;
}

export type VisitInvoiceRefusal = AmountRefusal | Failure<'NOT_FOUND' | 'VISIT_DID_NOT_HAPPEN'>;

/** The invoice of a visit as it stands, or as it is when somebody opens it now. Nothing is written (C-18). */
export function visitInvoice(
  reader: StoreReader,
  booking: Booking,
  context: OpeningContext,
): Result<Invoice, VisitInvoiceRefusal> {
  const known = invoiceOfBooking(reader, booking.id);
  if (known !== undefined) return ok(known);
  const client = reader.get(clients, booking.client);
  if (client === undefined) return err(failure('NOT_FOUND'));
  return mapOk(openVisitInvoice(booking, client, context.stamp), (opened) => {
    const lines = coveredByItself({ ...opened, lines: [] }, opened.lines, boughtAhead(reader, opened), context.today);
    return { ...opened, lines };
  });
}

/** The same for a booking by its id. */
export function invoiceOfVisit(
  reader: StoreReader,
  booking: BookingId,
  context: OpeningContext,
): Result<Invoice, VisitInvoiceRefusal> {
  const found = reader.get(bookings, booking);
  return found === undefined ? err(failure('NOT_FOUND')) : visitInvoice(reader, found, context);
}

/** The invoice with more lines, paid by what was bought ahead where that covers them. */
export function withLines(
  reader: StoreReader,
  invoice: Invoice,
  fresh: readonly InvoiceLine[],
  context: OpeningContext,
): Result<Invoice, LineRefusal> {
  const lines = coveredByItself(invoice, fresh, boughtAhead(reader, invoice), context.today);
  return addLines(invoice, lines, context.stamp);
}

/** The invoice of a visit with more lines. */
export function chargedOnVisit(
  reader: StoreReader,
  booking: BookingId,
  fresh: readonly InvoiceLine[],
  context: OpeningContext,
): Result<Invoice, VisitInvoiceRefusal | LineRefusal> {
  return andThen(invoiceOfVisit(reader, booking, context), (invoice) => withLines(reader, invoice, fresh, context));
}

/** An invoice by its id. */
export function invoiceBy(reader: StoreReader, id: InvoiceId): Result<Invoice, Failure<'NOT_FOUND'>> {
  const found = reader.get(invoices, id);
  return found?.kind === 'INVOICE' ? ok(found) : err(failure('NOT_FOUND'));
}

function boughtAhead(reader: StoreReader, { client, purpose }: Invoice): BoughtAhead {
  const packages = client === null ? [] : packagesOf(reader, client);
  const plans = purpose.of === 'VISIT' ? subscriptionsOfPet(reader, purpose.pet) : [];
  return { packages, plans, documents: plans.flatMap(({ id }) => reader.byKey(invoices, 'subscription', id)) };
}
