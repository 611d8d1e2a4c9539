import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { type Booking, quoteOf, versionOf } from '@lapka/shared/domain/bookings/booking.ts';
import { type Room, settings } from '@lapka/shared/domain/settings/settings.ts';
import { staff, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import { isOf } from '../../reading/found.ts';
import type { StoreReader } from '../../store/store.ts';

/** The vets and rooms of a list of bookings, looked up once. */
export function placesOf(reader: StoreReader, bookings: readonly Booking[]) {
  const people = reader.getMany(staff, unique(bookings.flatMap(({ vet }) => (vet === undefined ? [] : [vet]))));
  const rooms = reader.getMany(settings, unique(bookings.flatMap(({ room }) => (room === undefined ? [] : [room]))));
  return {
    vets: new Map(people.map((person) => [person.id, person])),
    rooms: new Map(rooms.filter((setting) => isOf(setting, 'ROOM')).map((room) => [room.id, room])),
  };
}

interface Places {
  readonly vets: ReadonlyMap<string, StaffMember>;
  readonly rooms: ReadonlyMap<string, Room>;
}

export function bookingLine(booking: Booking, { vets, rooms }: Places) {
  const { id, code, date, time, start, end, status, visit, note } = booking;
  const vet = vets.get(booking.vet ?? '');
  const room = rooms.get(booking.room ?? '');
  return {
    booking: id,
    code,
    version: versionOf(booking),
    date,
    time,
    start,
    end,
    status,
    type: visit.type,
    services: quoteOf(booking).lines.map(({ name }) => name),
    ...onlyDefined({
      vet: vet && { staff: vet.id, name: vet.name },
      room: room && { room: room.id, name: room.name },
      note,
    }),
  };
}

/** The visits among these that are still to come or under way, by time, each with what a list shows beside it. */
export function upcomingLines<Beside extends object>(
  reader: StoreReader,
  bookings: readonly Booking[],
  beside: (booking: Booking) => Beside,
) {
  const open = bookings.filter(
    ({ status }) => status !== 'COMPLETED' && status !== 'CANCELLED' && status !== 'NO_SHOW',
  );
  const places = placesOf(reader, open);
  return open
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .map((booking) => ({ ...bookingLine(booking, places), ...beside(booking) }));
}

/** It lost its slot to another booking. */
export function isInConflict(booking: Booking): boolean {
  return booking.status === 'PENDING' && booking.waiting.why === 'SLOT_CONFLICT';
}

export function unique<Id extends string>(ids: readonly Id[]): Id[] {
  return [...new Set(ids)];
}
