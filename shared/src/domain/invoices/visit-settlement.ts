import type { Id } from '../../base/id.ts';
import type { Settlement } from '../bookings/status-rules.ts';
import { invoiceStanding } from '../ledger/invoice-standing.ts';
import { entriesOfInvoice } from '../ledger/reading.ts';
import type { World } from '../world.ts';
import type { Invoice } from './invoice.ts';
import { isCharged } from './pricing.ts';
import { invoiceOfBooking } from './reading.ts';
import { claimOf } from './settlement.ts';

/**
 * How the invoice of a visit stands, as the visit's way out asks (R-048, C-13). Settled is what was issued and has nothing
 * left: an invoice that was paid ahead and has no number yet still has to be issued.
 */
export function settlementOfVisit(world: World, booking: Id<'Booking'>): Settlement {
  const invoice = invoiceOfBooking(world, booking);
  if (invoice === undefined || invoice.state.status === 'VOIDED') return { kind: 'NO_INVOICE' };
  if (isEstimate(invoice)) return { kind: 'ESTIMATE' };
  const { left } = invoiceStanding(claimOf(invoice), entriesOfInvoice(world, invoice.id));
  return invoice.state.status !== 'OPEN' && left.minor <= 0 ? { kind: 'SETTLED' } : { kind: 'OPEN', left };
}

function isEstimate({ lines }: Invoice): boolean {
  return lines.some((line) => isCharged(line) && line.certainty === 'ESTIMATE');
}
