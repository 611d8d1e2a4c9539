import { bookings, type BookingId } from '@lapka/shared/domain/bookings/booking.ts';
import type { Target } from '@lapka/shared/domain/accounts/rights.ts';
import { type InvoiceId, invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import type { StoreReader } from '../store/store.ts';
import type { CommandContext } from './command.ts';

/** What commands take effect on. What is not there belongs to this desk's location, so that it is answered as missing. */

export function atThisDesk(_reader: StoreReader, _input: object, { desk }: CommandContext): Target {
  return { location: desk.location };
}

export function atBooking(
  reader: StoreReader,
  { booking }: { readonly booking: BookingId },
  { desk }: CommandContext,
): Target {
  return { location: reader.get(bookings, booking)?.location ?? desk.location };
}

export function atInvoice(
  reader: StoreReader,
  { invoice }: { readonly invoice: InvoiceId },
  { desk }: CommandContext,
): Target {
  return { location: reader.get(invoices, invoice)?.location ?? desk.location };
}
