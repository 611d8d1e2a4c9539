import { failure, type Failure } from '../../base/failure.ts';
import { epochMilliseconds, type Instant, instantOf, millisecondsBetween, plusMinutes } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyText } from '../../base/text.ts';
import { wallMomentAt } from '../../base/wall-time.ts';
import type { Quote } from '../catalogue/quote.ts';
import { createdBy, type Stamp, type StaffId } from '../document.ts';
import type { Hold } from '../holds/hold.ts';
import type { Location, RoomId } from '../settings/settings.ts';
import { type Booking, bookingVersion, type Visit } from './booking.ts';
import { standingBooking } from './booking-change.ts';
import { type BookingSlot, type NewEvent, withEvents } from './booking-event.ts';
import { noticesOf } from './notices.ts';
import type { BookingChange } from './status-rules.ts';
import { type Hat, hatsOf, type Party } from './transitions.ts';

export interface BookingRequest {
  readonly id: Booking['id'];
  readonly code: string;
  readonly client: Booking['client'];
  readonly pet: Booking['pet'];
  readonly visit: Visit;
  readonly source: Booking['source'];
  readonly quote: Quote;
  readonly note?: string;
}

export interface CreationContext {
  readonly party: Party;
  readonly now: Instant;
  readonly stamp: Stamp;
  /** The booking of this id, when it was made before. */
  readonly known: Booking | undefined;
}

export type CreationRefusal = Failure<'NOT_ALLOWED' | 'SAME_OPERATION_OTHER_CONTENT'>;

/** Whose slot is wanted: this vet's, or the time with any vet, which the clinic then assigns (C-09). */
export interface HeldChoice {
  readonly hold: Hold;
  readonly vet: 'THIS_ONE' | 'ANY';
  readonly location: Location;
  /** When the clinic was last heard of; at its own desk that is now. */
  readonly clinicHeard: Instant;
  readonly silentMinutes: number;
}

/**
 * Turns a claimed hold into a booking (R-044, C-09): CONFIRMED when a vet's slot was chosen, because choosing it is
 * agreeing to it; PENDING when any vet will do, or when the clinic was silent so long that it may have given the slot
 * away without a line. The hold is to be deleted in the same transaction. Doing it twice gives the same booking.
 */
export function bookHeld(
  request: BookingRequest,
  choice: HeldChoice,
  context: CreationContext,
): Result<BookingChange, CreationRefusal> {
  const { hold, location, clinicHeard, silentMinutes } = choice;
  const held: BookingSlot = { ...slotAt(location, hold.start, hold.end, hold.grid), vet: hold.vet };
  const slot = hold.room === undefined ? held : { ...held, room: hold.room };
  const silent = millisecondsBetween(clinicHeard, context.now) >= silentMinutes * 60_000;
  const { vet: _vet, room: _room, ...wish } = slot;
  if (choice.vet === 'ANY') {
    return created(request, wish, { kind: 'STATUS', to: 'PENDING', waiting: { why: 'NO_VET' } }, bookers, context);
  }
  if (silent) {
    return created(
      request,
      slot,
      { kind: 'STATUS', to: 'PENDING', waiting: { why: 'CLINIC_SILENT' } },
      bookers,
      context,
    );
  }
  return created(request, slot, { kind: 'STATUS', to: 'CONFIRMED' }, bookers, context);
}

/**
 * Somebody came without a booking (C-42): the patient is here at once. With a vet named, they wait for that vet, else
 * for whoever is free first. A walk-in takes no slot from anybody; it waits its turn.
 */
export function walkIn(
  request: Omit<BookingRequest, 'source' | 'visit'>,
  place: { readonly location: Location; readonly vet?: StaffId; readonly room?: RoomId; readonly minutes: number },
  context: CreationContext,
): Result<BookingChange, CreationRefusal> {
  const { location, vet, room, minutes } = place;
  const start = wholeMinute(context.now);
  const slot: BookingSlot = {
    ...slotAt(location, start, plusMinutes(start, minutes), location.grid),
    ...(vet === undefined ? {} : { vet }),
    ...(room === undefined ? {} : { room }),
  };
  const visit: Visit = { type: 'IN_CLINIC' };
  return created(
    { ...request, visit, source: 'WALK_IN' },
    slot,
    { kind: 'STATUS', to: 'CHECK_IN' },
    receivers,
    context,
  );
}

const bookers: readonly Hat[] = ['OWNER', 'DESK'];
const receivers: readonly Hat[] = ['DESK', 'VET'];

/** The new booking with the first entries of its history. */
export function created(
  request: BookingRequest,
  slot: BookingSlot,
  status: NewEvent,
  who: readonly Hat[],
  { party, known, stamp }: CreationContext,
): Result<BookingChange, CreationRefusal> {
  if (known !== undefined) {
    return known.created.operation === stamp.operation
      ? ok({ booking: known, notices: [] })
      : err(failure('SAME_OPERATION_OTHER_CONTENT'));
  }
  const hats = hatsOf(party, { client: request.client, vet: slot.vet });
  if (!who.some((hat) => hats.has(hat))) return err(failure('NOT_ALLOWED', { who: [...who] }));
  const { id, code, client, pet, visit, source, quote } = request;
  const note = tidyText(request.note ?? '', 8_000);
  const booking = standingBooking({
    id,
    code,
    client,
    pet,
    visit,
    source,
    ...(note === '' ? {} : { note }),
    quotes: [quote],
    history: withEvents(id, [], [{ kind: 'SLOT', slot }, status], stamp),
    ...createdBy(stamp, bookingVersion),
  });
  return ok({ booking, notices: noticesOf(booking) });
}

/** Times that people read have no seconds. */
export function wholeMinute(instant: Instant): Instant {
  return instantOf(Math.floor(epochMilliseconds(instant) / 60_000) * 60_000);
}

export function slotAt(location: Location, start: Instant, end: Instant, grid: number): BookingSlot {
  const { date, time } = wallMomentAt(start, location.zone);
  return { location: location.id, date, time, zone: location.zone, start, end, grid };
}
