import { failure, type Failure } from '../../base/failure.ts';
import { type Instant, plusMinutes } from '../../base/instant.ts';
import type { Money } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { wallMomentAt } from '../../base/wall-time.ts';
import type { FreeSlot } from '../availability/free-slots.ts';
import type { Stamp } from '../document.ts';
import { bySystem } from '../inbox/both-changed.ts';
import { type Booking, type BookingStatus, quoteOf } from './booking.ts';
import { agreedSlot, changedBooking, slotOfBooking } from './booking-change.ts';
import type { MissedReason, NewEvent, VisitRecord } from './booking-event.ts';
import { type BookingNotice, noticesOf } from './notices.ts';
import { allowedFrom, hatsOf, type Party, transitionBetween } from './transitions.ts';

/** A wish to change the status, with what that status needs. */
export type StatusRequest =
  | { readonly to: 'ASSIGNED'; readonly slot: FreeSlot }
  | { readonly to: 'CHECK_OUT'; readonly record: VisitRecord | undefined }
  | { readonly to: 'CANCELLED'; readonly reason: string }
  | { readonly to: 'NO_SHOW'; readonly note?: string }
  | { readonly to: 'CONFIRMED' | 'ON_THE_WAY' | 'ARRIVED' | 'CHECK_IN' | 'IN_PROGRESS' | 'COMPLETED' }
  /** Nothing leads back here. */
  | { readonly to: 'PENDING' };

/** How the invoice of the visit stands. ESTIMATE still has a price nobody knows, because nobody weighed the animal. */
export type Settlement =
  | { readonly kind: 'NO_INVOICE' }
  | { readonly kind: 'ESTIMATE' }
  | { readonly kind: 'OPEN'; readonly left: Money }
  | { readonly kind: 'SETTLED' };

export interface StatusContext {
  readonly party: Party;
  readonly settlement: Settlement;
  readonly noShowMinutes: number;
  readonly lateCancelHours: number;
  readonly now: Instant;
  readonly stamp: Stamp;
}

export interface BookingChange {
  readonly booking: Booking;
  readonly notices: readonly BookingNotice[];
}

export type StatusRefusal = Failure<
  | 'STATUS_NOT_ALLOWED'
  | 'NOT_ALLOWED'
  | 'REASON_MISSING'
  | 'NO_SHOW_TOO_EARLY'
  | 'RECORD_MISSING'
  | 'PRICE_NOT_KNOWN'
  | 'INVOICE_NOT_SETTLED'
  | 'INVOICE_MISSING'
>;

/**
 * Moves a booking on to another status (R-047, section 4 of the domain). Asking for the status it has changes nothing.
 * Whatever is not in the table is refused with what is allowed. A visit that is paid already is completed by the system
 * in the moment it is checked out.
 */
export function changeStatus(
  booking: Booking,
  request: StatusRequest,
  context: StatusContext,
): Result<BookingChange, StatusRefusal> {
  const { status, visit } = booking;
  if (request.to === status) return ok({ booking, notices: [] });
  const transition = transitionBetween(status, request.to, visit.type);
  if (transition === undefined || request.to === 'PENDING') {
    const allowed = allowedFrom(status, visit.type);
    return err(failure('STATUS_NOT_ALLOWED', { from: status, to: request.to, allowed }));
  }
  const hats = hatsOf(context.party, booking);
  if (!transition.who.some((hat) => hats.has(hat))) return err(failure('NOT_ALLOWED', { who: [...transition.who] }));
  const events = eventsFor(booking, request, context);
  if (!events.ok) return events;
  const changed = changedBooking(booking, events.value, context.stamp);
  const notices = noticesOf(changed);
  if (changed.status !== 'CHECK_OUT' || context.settlement.kind !== 'SETTLED') return ok({ booking: changed, notices });
  const completed = changedBooking(changed, [{ kind: 'STATUS', to: 'COMPLETED' }], bySystem(context.stamp));
  return ok({ booking: completed, notices: [...notices, ...noticesOf(completed)] });
}

/** What happens on the way, or why the way is closed for now. */
function eventsFor(
  booking: Booking,
  request: Exclude<StatusRequest, { to: 'PENDING' }>,
  context: StatusContext,
): Result<readonly NewEvent[], StatusRefusal> {
  switch (request.to) {
    case 'ASSIGNED':
      return ok([
        { kind: 'SLOT', slot: agreedSlot(request.slot) },
        { kind: 'STATUS', to: 'ASSIGNED' },
      ]);
    case 'IN_PROGRESS':
      return ok([...takenOver(booking, context.party), { kind: 'STATUS', to: 'IN_PROGRESS' }]);
    case 'CHECK_OUT':
      return checkOut(booking, request.record, context.settlement);
    case 'COMPLETED':
      return complete(context.settlement);
    case 'CANCELLED':
      return cancel(booking, request.reason, context);
    case 'NO_SHOW':
      return miss(booking, request.note, context);
    case 'CONFIRMED':
    case 'ON_THE_WAY':
    case 'ARRIVED':
    case 'CHECK_IN':
      return ok([{ kind: 'STATUS', to: request.to }]);
  }
}

/** The vet who begins is the vet of the visit, also when nobody or another one was assigned. */
function takenOver(booking: Booking, party: Party): NewEvent[] {
  if (party.kind !== 'STAFF' || booking.vet === party.staff) return [];
  return [{ kind: 'SLOT', slot: { ...slotOfBooking(booking), vet: party.staff } }];
}

/** The record is there or the vet said that none is needed, and every price is known (C-01). */
function checkOut(
  booking: Booking,
  record: VisitRecord | undefined,
  settlement: Settlement,
): Result<readonly NewEvent[], StatusRefusal> {
  if (record === undefined) return err(failure('RECORD_MISSING'));
  const unknown = settlement.kind === 'ESTIMATE' || settlement.kind === 'NO_INVOICE';
  if (quoteOf(booking).certainty === 'ESTIMATE' && unknown) return err(failure('PRICE_NOT_KNOWN'));
  return ok([{ kind: 'STATUS', to: 'CHECK_OUT', record }]);
}

/** Nobody leaves with a debt nobody decided about (R-048, C-13). */
function complete(settlement: Settlement): Result<readonly NewEvent[], StatusRefusal> {
  switch (settlement.kind) {
    case 'NO_INVOICE':
      return err(failure('INVOICE_MISSING'));
    case 'ESTIMATE':
      return err(failure('PRICE_NOT_KNOWN'));
    case 'OPEN':
      return err(failure('INVOICE_NOT_SETTLED', { left: settlement.left }));
    case 'SETTLED':
      return ok([{ kind: 'STATUS', to: 'COMPLETED' }]);
  }
}

/** Why, and whether it came late, which may cost the visit of a package (R-049, C-21). */
function cancel(
  booking: Booking,
  reason: string,
  { now, lateCancelHours }: StatusContext,
): Result<readonly NewEvent[], StatusRefusal> {
  const why = tidyLine(reason, 500);
  if (why === '') return err(failure('REASON_MISSING'));
  const late = now > plusMinutes(booking.start, -60 * lateCancelHours);
  return ok([{ kind: 'STATUS', to: 'CANCELLED', reason: why, late }]);
}

/** Nobody came, nobody was at home, or the patient left again (C-11). */
function miss(
  booking: Booking,
  note: string | undefined,
  { now, noShowMinutes }: StatusContext,
): Result<readonly NewEvent[], StatusRefusal> {
  const earliest = plusMinutes(booking.start, noShowMinutes);
  if (booking.status === 'CONFIRMED' && now < earliest) {
    return err(failure('NO_SHOW_TOO_EARLY', { from: wallMomentAt(earliest, booking.zone).time }));
  }
  const text = tidyLine(note ?? '', 500);
  return ok([
    { kind: 'STATUS', to: 'NO_SHOW', reason: missedReason(booking.status), ...(text === '' ? {} : { note: text }) },
  ]);
}

function missedReason(from: BookingStatus): MissedReason {
  if (from === 'CHECK_IN' || from === 'IN_PROGRESS') return 'LEFT_WITHOUT_BEING_SEEN';
  return from === 'CONFIRMED' ? 'DID_NOT_COME' : 'NOT_AT_HOME';
}
