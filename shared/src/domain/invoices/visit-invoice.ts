import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { percent } from '../../base/percent.ts';
import { err, type Result } from '../../base/result.ts';
import type { AmountRefusal } from '../amounts.ts';
import { type Booking, quoteOf } from '../bookings/booking.ts';
import { type Client, discountOn } from '../clients/client.ts';
import type { Stamp } from '../document.ts';
import { fullName } from '../people/person-name.ts';
import { openInvoice, visitInvoiceId } from './invoice-rules.ts';
import type { Invoice } from './invoice.ts';
import { type LineId, linesOfQuote } from './make-lines.ts';

/**
 * The invoice of a visit as it is opened: what was quoted, line by line, with the client's discount of the day (C-05,
 * C-18, R-026). Its lines have ids that follow from the quote, so two desks that open it open the same one. There is none
 * for a visit that did not take place.
 */
export function openVisitInvoice(
  booking: Booking,
  client: Client,
  stamp: Stamp,
): Result<Invoice, AmountRefusal | Failure<'VISIT_DID_NOT_HAPPEN'>> {
  const { id, location, date, pet, status } = booking;
  if (status === 'CANCELLED' || status === 'NO_SHOW') return err(failure('VISIT_DID_NOT_HAPPEN', { status }));
  const quote = quoteOf(booking);
  const ids = quote.lines.map((_, index): LineId =>
    derivedId('InvoiceLine', 'QUOTE', id, String(quote.version), String(index)),
  );
  return openInvoice(
    {
      id: visitInvoiceId(id),
      purpose: { of: 'VISIT', booking: id, pet },
      location,
      date,
      client: client.id,
      buyer: fullName(client.name, client.language),
      currency: quote.total.currency,
      lines: linesOfQuote(quote, ids, stamp),
      discounts: { client: discountOn(client, date), booking: percent(0) },
    },
    stamp,
  );
}
