import type { Booking } from '@lapka/shared/domain/bookings/booking.ts';
import { idsOfPerson } from '@lapka/shared/domain/clients/same-person.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { voidInvoice } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { invoiceOfBooking } from '@lapka/shared/domain/invoices/reading.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { endReservation } from '@lapka/shared/domain/ledger/package-rules.ts';
import { packagesOf } from '@lapka/shared/domain/ledger/reading.ts';
import { preference, preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';

/**
 * A visit that was called off or missed gives back what was set aside for it, or uses it up, as the clinic has decided
 * (C-21), and asks for no money: its invoice, when there is one already, is void.
 */
export function endVisit(transactor: StoreTransactor, booking: Booking, { now, stamp }: CommandContext): void {
  const why = reasonOf(booking);
  if (why === undefined) return;
  const stored = transactor.find(settings, { where: { kind: 'PREFERENCE' } });
  const uses = preference(stored, preferences.noShowUsesPackage, booking.location);
  const entry = { stamp, location: booking.location, date: dateAt(now, booking.zone) };
  const policy = { noShowUses: uses, lateCancelUses: uses };
  const owned = idsOfPerson(booking.client, transactor).flatMap((id) => packagesOf(transactor, id));
  for (const { bought, entries } of owned) {
    for (const visit of endReservation(bought, entries, booking.id, why, policy, entry)) transactor.put(ledger, visit);
  }
  const invoice = invoiceOfBooking(transactor, booking.id);
  if (invoice?.state.status !== 'OPEN') return;
  const voided = voidInvoice(invoice, booking.status, stamp);
  if (voided.ok) transactor.put(invoices, voided.value);
}

function reasonOf(booking: Booking): Parameters<typeof endReservation>[3] | undefined {
  if (booking.status === 'NO_SHOW') return 'NO_SHOW';
  if (booking.status !== 'CANCELLED') return undefined;
  return booking.cancelled.late ? 'CANCELLED_LATE' : 'CANCELLED_IN_TIME';
}
