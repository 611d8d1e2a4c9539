import { failure, type Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { type FreeSlot, freeSlotAt, offersIn, type SlotSearch } from '../availability/free-slots.ts';
import type { Stamp, StaffId } from '../document.ts';
import { bySystem } from '../inbox/both-changed.ts';
import type { Booking, BookingId } from './booking.ts';
import { agreedSlot, changedBooking } from './booking-change.ts';
import type { Waiting } from './booking-event.ts';
import { movedNotices, noticesOf } from './notices.ts';
import { type BookingChange, changeStatus, type StatusContext, type StatusRefusal } from './status-rules.ts';
import { type Hat, hatsOf, type Party } from './transitions.ts';

/** A slot somebody chose. The search it is looked up in must not count the booking itself as taking time. */
export interface WantedSlot {
  readonly vet: StaffId;
  readonly start: Instant;
}

export interface SlotContext {
  readonly search: SlotSearch;
  readonly party: Party;
  readonly stamp: Stamp;
}

/** Gives a waiting booking a vet and a time; the owner has still to agree (C-09). */
export function assignBooking(
  booking: Booking,
  wanted: WantedSlot,
  search: SlotSearch,
  context: StatusContext,
): Result<BookingChange, StatusRefusal | Failure<'SLOT_BUSY'>> {
  const slot = lookUp(wanted, search);
  return slot.ok ? changeStatus(booking, { to: 'ASSIGNED', slot: slot.value }, context) : slot;
}

/**
 * Moves a visit that has not begun to another free slot, all of its slots or none (C-06). It keeps its status, and its
 * history keeps where it was.
 */
export function moveBooking(
  booking: Booking,
  wanted: WantedSlot,
  reason: string,
  { search, party, stamp }: SlotContext,
): Result<BookingChange, Failure<'NOT_MOVABLE' | 'NOT_ALLOWED' | 'SLOT_BUSY'>> {
  const { status } = booking;
  if (status !== 'ASSIGNED' && status !== 'CONFIRMED') return err(failure('NOT_MOVABLE', { status }));
  if (!wears(movers, party, booking)) return err(failure('NOT_ALLOWED', { who: [...movers] }));
  const slot = lookUp(wanted, search);
  if (!slot.ok) return slot;
  const why = tidyLine(reason, 500);
  const event = { kind: 'SLOT', slot: agreedSlot(slot.value), ...(why === '' ? {} : { reason: why }) } as const;
  return ok({ booking: changedBooking(booking, [event], stamp), notices: movedNotices });
}

/**
 * Settles a booking that waits: its owner, or the desk on the phone, took a free slot, or the clinic is heard of again
 * and the slot the owner had chosen is still free. Choosing a slot is agreeing to it, so it is ASSIGNED and CONFIRMED.
 */
export function confirmWaiting(
  booking: Booking,
  wanted: WantedSlot,
  { search, party, stamp }: SlotContext,
): Result<BookingChange, Failure<'NOT_WAITING' | 'NOT_ALLOWED' | 'SLOT_BUSY'>> {
  if (booking.status !== 'PENDING') return err(failure('NOT_WAITING'));
  if (!wears(confirmers, party, booking)) return err(failure('NOT_ALLOWED', { who: [...confirmers] }));
  const slot = lookUp(wanted, search);
  if (!slot.ok) return slot;
  const assigned = changedBooking(
    booking,
    [
      { kind: 'SLOT', slot: agreedSlot(slot.value) },
      { kind: 'STATUS', to: 'ASSIGNED' },
    ],
    bySystem(stamp),
  );
  const confirmed = changedBooking(assigned, [{ kind: 'STATUS', to: 'CONFIRMED' }], stamp);
  return ok({ booking: confirmed, notices: noticesOf(confirmed) });
}

/** The booking after another one turned out to have its slot: it waits, with what was free next (C-09). */
export function withoutSlot(booking: Booking, winner: BookingId, offers: readonly FreeSlot[], stamp: Stamp): Booking {
  const waiting: Waiting = { why: 'SLOT_CONFLICT', with: winner, offers: [...offers] };
  return changedBooking(booking, [{ kind: 'STATUS', to: 'PENDING', waiting }], bySystem(stamp));
}

const movers: readonly Hat[] = ['OWNER', 'DESK', 'MANAGER'];
const confirmers: readonly Hat[] = ['OWNER', 'DESK', 'SYSTEM'];

function wears(hats: readonly Hat[], party: Party, booking: Booking): boolean {
  const own = hatsOf(party, booking);
  return hats.some((hat) => own.has(hat));
}

function lookUp(wanted: WantedSlot, search: SlotSearch): Result<FreeSlot, Failure<'SLOT_BUSY'>> {
  const slot = freeSlotAt(search, wanted);
  return slot === undefined ? err(failure('SLOT_BUSY', offersIn(search, wanted.vet))) : ok(slot);
}
