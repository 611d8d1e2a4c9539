import { addDays } from '@lapka/shared/base/civil-date.ts';
import { ok } from '@lapka/shared/base/result.ts';
import { firstInstantOf, wallTime } from '@lapka/shared/base/wall-time.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { hoursOf } from '@lapka/shared/domain/shifts/shift-change-rules.ts';
import { type Shift, shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { foundOf, isOf } from '../../reading/found.ts';
import type { StoreReader } from '../../store/store.ts';
import type { QueryFor } from '../query.ts';
import { bookingLine, isInConflict, placesOf, unique } from '../shown/booking-lines.ts';

const midnight = wallTime('00:00');

export const calendar: QueryFor<'desk', 'calendar'> = {
  run(reader, { location: at, from, days: count }) {
    const location = foundOf(reader, settings, 'LOCATION', at);
    if (!location.ok) return location;
    const below = addDays(from, count);
    const startOf = (date: typeof from) => firstInstantOf({ date, time: midnight, zone: location.value.zone });
    const where = { location: at, date: { from, below } };
    const booked = reader.find(bookings, { where, sort: { by: 'start' } });
    const worked = reader
      .find(shifts, { where: { kind: 'SHIFT', ...where } })
      .filter((entry) => isOf(entry, 'SHIFT'))
      .flatMap(shiftLine);
    const blocked = { kind: 'BLOCK', location: at, start: { below: startOf(below) }, end: { from: startOf(from) } };
    const places = placesOf(reader, booked);
    const animals = new Map(reader.getMany(pets, unique(booked.map(({ pet }) => pet))).map((pet) => [pet.id, pet]));
    const closed = holidaysOf(reader, at);
    const people = unique([...worked.map((shift) => shift.staff), ...booked.flatMap(({ vet }) => vet ?? [])]);
    return ok({
      days: Array.from({ length: count }, (_, index) => addDays(from, index)).map((date) => {
        const reason = closed.get(date);
        return { date, ...(reason && { closed: reason }) };
      }),
      rooms: reader
        .find(settings, { where: { kind: 'ROOM', location: at, active: true } })
        .filter((setting) => isOf(setting, 'ROOM'))
        .map(({ id, name }) => ({ room: id, name })),
      vets: reader.getMany(staff, people).map(({ id, name }) => ({ staff: id, name })),
      shifts: worked,
      blocks: reader
        .find(shifts, { where: blocked })
        .filter((entry) => isOf(entry, 'BLOCK'))
        .filter(({ lifted }) => !lifted)
        .map(({ id: block, what, start, end, reason }) => ({ block, what, start, end, reason })),
      bookings: booked.flatMap((booking) => {
        const pet = animals.get(booking.pet);
        if (pet === undefined) return [];
        const line = bookingLine(booking, places);
        return [{ ...line, pet: pet.name, species: pet.species, conflict: isInConflict(booking) }];
      }),
    });
  },
};

function shiftLine(shift: Shift) {
  const { id, staff: person, date, from, to, breaks, state } = shift;
  if (state.is === 'CANCELLED') return [];
  return [{ shift: id, staff: person, date, from, to, breaks, is: state.is, seen: seenOf(hoursOf(shift)) }];
}

/** The days on which a place is closed, and why. */
function holidaysOf(reader: StoreReader, location: Shift['location']) {
  const holidays = reader.find(settings, { where: { kind: 'HOLIDAY', location } });
  return new Map(
    holidays
      .filter((setting) => isOf(setting, 'HOLIDAY'))
      .filter(({ hours }) => hours.length === 0)
      .map(({ date, reason }) => [date, reason]),
  );
}
