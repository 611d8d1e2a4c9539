import { derivedId } from '../../base/id.ts';
import { type Instant, plusMinutes } from '../../base/instant.ts';
import { present } from '../../base/assert.ts';
import { quantity } from '../../base/quantity.ts';
import { wallMomentAt } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import { quote } from '../../domain/catalogue/quote-rules.ts';
import type { Quote } from '../../domain/catalogue/quote.ts';
import type { Service } from '../../domain/catalogue/catalogue.ts';
import {
  type Booking,
  type BookingCore,
  bookingOf,
  type BookingStatus,
  type Visit,
} from '../../domain/bookings/booking.ts';
import { type BookingEvent, type BookingSlot, type NewEvent, withEvents } from '../../domain/bookings/booking-event.ts';
import { createdBy, type Stamp, type StaffId } from '../../domain/document.ts';
import type { Hold } from '../../domain/holds/hold.ts';
import type { RoomId } from '../../domain/settings/settings.ts';
import { given as ofResult } from '../given.ts';
import { aService, location as priceLocation, priceList } from './catalogue.ts';
import { locationId } from './settings.ts';
import { aStamp, at, deviceId, staffId, today } from './stamp.ts';

export const clientId = (name: string): Booking['client'] => derivedId('Client', name);
export const petId = (name: string): Booking['pet'] => derivedId('Pet', name);
export const bookingId = (name: string): Booking['id'] => derivedId('Booking', name);

export const atHome: Extract<Visit, { type: 'HOME_VISIT' }> = {
  type: 'HOME_VISIT',
  address: '3 Birch Lane',
  coordinates: { latitude: 55.7, longitude: 37.5 },
  distance: quantity(5),
};

/** The price of a consultation in the clinic. */
export function aQuote(services: readonly Service[] = [aService()], stamp = aStamp()): Quote {
  return ofResult(
    quote(
      {
        services: services.map((service) => ({ service, quantity: 1 })),
        location: priceLocation,
        species: 'DOG',
        weight: null,
        place: { kind: 'CLINIC' },
        chain: [priceList],
        date: today,
      },
      stamp,
    ),
  );
}

/** U2 in Consult 1 at L1, Tuesday 2026-11-17 at 10:30 for half an hour. */
export function aSlot(
  given: { start?: Instant; minutes?: number; vet?: StaffId | null; room?: RoomId | null; grid?: number } = {},
): BookingSlot {
  const { start = at('10:30', '2026-11-17'), minutes = 30, grid = 30 } = given;
  const { vet = staffId('U2'), room = derivedId<'Room'>('Room', 'Consult 1') } = given;
  const moscow = zone('Europe/Moscow');
  const { date, time } = wallMomentAt(start, moscow);
  return {
    location: locationId('L1'),
    date,
    time,
    zone: moscow,
    start,
    end: plusMinutes(start, minutes),
    grid,
    ...(vet === null ? {} : { vet }),
    ...(room === null ? {} : { room }),
  };
}

interface Given {
  readonly name?: string;
  readonly status?: BookingStatus;
  readonly slot?: BookingSlot;
  readonly stamp?: Stamp;
  readonly core?: Partial<BookingCore>;
}

/** A booking that got where it is by the shortest way, one minute after the other from the day before. */
export function aBooking({ name = 'B1', status = 'CONFIRMED', slot = aSlot(), stamp, core = {} }: Given = {}): Booking {
  const id = bookingId(name);
  const made = stamp ?? aStamp({ at: at('12:00'), operation: name });
  const history = wayTo(status).reduce<BookingEvent[]>(
    (before, event, index) =>
      withEvents(
        id,
        before,
        index === 0 ? [{ kind: 'SLOT', slot }, event] : [event],
        index === 0
          ? made
          : { ...made, at: plusMinutes(made.at, index), operation: derivedId('Operation', name, String(index)) },
      ),
    [],
  );
  return present(
    bookingOf({
      id,
      code: 'L1-A-261117-001',
      client: clientId('Volkova'),
      pet: petId('Baron'),
      visit: { type: 'IN_CLINIC' },
      source: 'PHONE',
      quotes: [aQuote()],
      history,
      ...createdBy(made, 1),
      ...core,
    }),
    'a booking',
  );
}

export function aHold(given: Partial<Hold> = {}): Hold {
  return {
    id: derivedId('Hold', 'H1'),
    location: locationId('L1'),
    vet: staffId('U2'),
    room: derivedId('Room', 'Consult 1'),
    start: at('11:00', '2026-11-17'),
    end: at('11:30', '2026-11-17'),
    grid: 30,
    by: { kind: 'OWNER', client: clientId('Volkova') },
    device: deviceId('DK-A'),
    expires: at('12:02'),
    ...given,
  };
}

function wayTo(status: BookingStatus): NewEvent[] {
  const step = (
    to: 'ASSIGNED' | 'CONFIRMED' | 'ON_THE_WAY' | 'ARRIVED' | 'CHECK_IN' | 'IN_PROGRESS' | 'COMPLETED',
  ): NewEvent => ({
    kind: 'STATUS',
    to,
  });
  const checkOut: NewEvent = { kind: 'STATUS', to: 'CHECK_OUT', record: { kind: 'NOT_NEEDED' } };
  switch (status) {
    case 'PENDING':
      return [{ kind: 'STATUS', to: 'PENDING', waiting: { why: 'CLINIC_SILENT' } }];
    case 'ASSIGNED':
      return [...wayTo('PENDING'), step('ASSIGNED')];
    case 'CONFIRMED':
      return [step('CONFIRMED')];
    case 'ON_THE_WAY':
      return [...wayTo('CONFIRMED'), step('ON_THE_WAY')];
    case 'ARRIVED':
      return [...wayTo('ON_THE_WAY'), step('ARRIVED')];
    case 'CHECK_IN':
      return [...wayTo('CONFIRMED'), step('CHECK_IN')];
    case 'IN_PROGRESS':
      return [...wayTo('CHECK_IN'), step('IN_PROGRESS')];
    case 'CHECK_OUT':
      return [...wayTo('IN_PROGRESS'), checkOut];
    case 'COMPLETED':
      return [...wayTo('CHECK_OUT'), step('COMPLETED')];
    case 'CANCELLED':
      return [...wayTo('CONFIRMED'), { kind: 'STATUS', to: 'CANCELLED', reason: 'ill', late: false }];
    case 'NO_SHOW':
      return [...wayTo('CONFIRMED'), { kind: 'STATUS', to: 'NO_SHOW', reason: 'DID_NOT_COME' }];
  }
}
