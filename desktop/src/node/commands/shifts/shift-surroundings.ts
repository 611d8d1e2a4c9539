import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import { epochMilliseconds, type Instant } from '@lapka/shared/base/instant.ts';
import { overlaps, type Span } from '@lapka/shared/base/span.ts';
import type { Target } from '@lapka/shared/domain/accounts/rights.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { bookedTimes } from '@lapka/shared/domain/bookings/booking-times.ts';
import type { Taken } from '@lapka/shared/domain/availability/slots.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { type Shift, shifts } from '@lapka/shared/domain/shifts/shift.ts';
import type { StaffId } from '@lapka/shared/domain/staff/staff.ts';
import { isOf } from '../../reading/found.ts';
import type { StoreReader } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';

/** What somebody who acts on an entry of the roster touches; one that is not here is looked for at this desk's location. */
export function targetOfShift(reader: StoreReader, id: Shift['id'], { desk }: CommandContext): Target {
  const shift = reader.get(shifts, id);
  return shift?.kind === 'SHIFT' ? { location: shift.location, staff: shift.staff } : { location: desk.location };
}

/** Who plans, with the roles that count at the location. */
export function plannerAt(location: LocationId, { actor }: CommandContext) {
  return { id: actor.id, roles: [...rolesAt(actor, location)] };
}

/** A person's shifts of the days around a day, at all locations. */
export function shiftsAround(reader: StoreReader, staff: StaffId, first: CivilDate, last = first): Shift[] {
  const date = { from: addDays(first, -1), below: addDays(last, 2) };
  return reader.find(shifts, { where: { staff, date } }).filter((entry) => isOf(entry, 'SHIFT'));
}

/** The time visits take at a location on a few days; a visit may have begun the day before. */
export function takenAt(reader: StoreReader, location: LocationId, first: CivilDate, last = first): Taken[] {
  const date = { from: addDays(first, -1), below: addDays(last, 2) };
  return bookedTimes(reader.find(bookings, { where: { location, date } }));
}

/** The time a person's visits take on the day of a shift. */
export function bookedIn(reader: StoreReader, { staff, location, date }: Shift): Span[] {
  return takenAt(reader, location, date).flatMap(({ vet, span }) => (vet === staff ? [span] : []));
}

export function meets(span: Span, start: Instant, end: Instant): boolean {
  return overlaps(span, { start: epochMilliseconds(start), end: epochMilliseconds(end) });
}
