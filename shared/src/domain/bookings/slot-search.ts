import { addDays } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { dateAt } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import { rolesAt } from '../accounts/role.ts';
import type { SlotSearch } from '../availability/free-slots.ts';
import { needOf, type Performer } from '../availability/service-resources.ts';
import type { Taken } from '../availability/slots.ts';
import { catalogue, type ServiceId } from '../catalogue/catalogue.ts';
import type { Find } from '../find.ts';
import { type LocationId, settings } from '../settings/settings.ts';
import { shifts } from '../shifts/shift.ts';
import { staff, type StaffMember } from '../staff/staff.ts';
import { isActive } from '../staff/staff-rules.ts';
import type { Need, World } from '../world.ts';
import { type BookingId, bookings } from './booking.ts';
import { bookedTimes } from './booking-times.ts';

/** Where, what for and when somebody looks for a free slot. */
export interface SlotQuestion {
  readonly location: LocationId;
  readonly services: readonly ServiceId[];
  readonly home: boolean;
  readonly from: Instant;
  readonly below: Instant;
  /** The booking that is to be moved, whose own time counts as free. */
  readonly except?: BookingId;
}

/** What a store has to look up before the question can be answered. */
export function slotSearchNeeds(question: SlotQuestion): Need[] {
  const finds = findsFor(question);
  return [
    { kind: 'get', collection: settings, id: question.location },
    { kind: 'find', collection: settings, find: finds.rooms },
    { kind: 'find', collection: settings, find: finds.holidays },
    { kind: 'find', collection: staff, find: {} },
    { kind: 'find', collection: shifts, find: finds.shifts },
    { kind: 'find', collection: shifts, find: finds.blocks },
    { kind: 'find', collection: bookings, find: finds.bookings },
    ...question.services.map((id): Need => ({ kind: 'get', collection: catalogue, id })),
  ];
}

/** Puts together what the search for free slots looks at. `held` comes from whoever keeps the holds. */
export function slotSearch(
  world: World,
  question: SlotQuestion,
  held: readonly Taken[],
): Result<SlotSearch, Failure<'NOT_FOUND' | 'SERVICE_NOT_OFFERED'>> {
  const finds = findsFor(question);
  const location = world.get(settings, question.location);
  if (location?.kind !== 'LOCATION') return err(failure('NOT_FOUND'));
  const services = question.services.map((id) => world.get(catalogue, id)).filter((entry) => entry?.kind === 'SERVICE');
  if (services.length < question.services.length) return err(failure('NOT_FOUND'));
  const rooms = world.find(settings, finds.rooms).filter((setting) => setting.kind === 'ROOM');
  const performers = world.find(staff, {}).flatMap((member) => performerAt(member, location.id));
  const service = needOf(services, { location: location.id, home: question.home }, performers, rooms);
  if (!service.ok) return service;
  return ok({
    location,
    holidays: world.find(settings, finds.holidays).filter((setting) => setting.kind === 'HOLIDAY'),
    shifts: world.find(shifts, finds.shifts).filter((entry) => entry.kind === 'SHIFT'),
    blocks: world.find(shifts, finds.blocks).filter((entry) => entry.kind === 'BLOCK'),
    booked: bookedTimes(world.find(bookings, finds.bookings), question.except),
    held,
    service: service.value,
    from: question.from,
    below: question.below,
  });
}

/**
 * A day more on either side than the question asks for: the zone of the location is not known before it is read, and a
 * visit or a night shift may have begun the day before.
 */
function findsFor({ location, from, below }: SlotQuestion) {
  const date = { from: addDays(dateAt(from, utc), -1), below: addDays(dateAt(below, utc), 2) };
  return {
    rooms: { where: { kind: 'ROOM', location } },
    holidays: { where: { kind: 'HOLIDAY', location, date } },
    shifts: { where: { kind: 'SHIFT', location, date } },
    blocks: { where: { kind: 'BLOCK', location, start: { below }, end: { from } } },
    bookings: { where: { location, date } },
  } satisfies Record<string, Find>;
}

const utc = zone('UTC');

function performerAt(member: StaffMember, location: LocationId): Performer[] {
  const roles = [...rolesAt(member, location)];
  return isActive(member) && roles.length > 0 ? [{ id: member.id, roles, skills: member.skills }] : [];
}
