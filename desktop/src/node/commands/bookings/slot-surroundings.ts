import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import { dayBounds } from '@lapka/shared/base/wall-time.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import type { SlotSearch } from '@lapka/shared/domain/availability/free-slots.ts';
import { needOf, type Performer } from '@lapka/shared/domain/availability/service-resources.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { bookedTimes } from '@lapka/shared/domain/bookings/booking-times.ts';
import type { Service } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { type Location, settings } from '@lapka/shared/domain/settings/settings.ts';
import { shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import type { StoreReader } from '../../store/store.ts';

/** Everything that decides what is free on a day at a location for a visit with these services (C-40). */
export function slotSearchFor(
  reader: StoreReader,
  location: Location,
  services: readonly Service[],
  date: CivilDate,
): Result<SlotSearch, Failure<'SERVICE_NOT_OFFERED'>> {
  const at = { location: location.id };
  const set = reader.find(settings, { where: at });
  const rooms = set.flatMap((setting) => (setting.kind === 'ROOM' ? [setting] : []));
  const holidays = set.flatMap((setting) => (setting.kind === 'HOLIDAY' ? [setting] : []));
  // A shift or block of the day before may reach into this one.
  const days = { from: addDays(date, -1), below: addDays(date, 2) };
  const roster = reader.find(shifts, { where: { ...at, date: days } });
  const booked = reader.find(bookings, { where: { ...at, date: days } });
  const { start, end } = dayBounds(date, location.zone);
  const need = needOf(services, { ...at, home: false }, performersAt(reader, location), rooms);
  return mapOk(need, (service) => ({
    location,
    holidays,
    shifts: roster.flatMap((entry) => (entry.kind === 'SHIFT' ? [entry] : [])),
    blocks: roster.flatMap((entry) => (entry.kind === 'BLOCK' ? [entry] : [])),
    booked: bookedTimes(booked),
    held: [],
    service,
    from: start,
    below: end,
  }));
}

function performersAt(reader: StoreReader, location: Location): Performer[] {
  return reader
    .find(staff, { where: { 'state.status': 'ACTIVE' } })
    .map((person) => ({ id: person.id, roles: [...rolesAt(person, location.id)], skills: person.skills }));
}
