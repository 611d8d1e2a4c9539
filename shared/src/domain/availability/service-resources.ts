import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { serviceAt } from '../catalogue/service-rules.ts';
import type { Service } from '../catalogue/service.ts';
import type { StaffId } from '../document.ts';
import type { LocationId, Room, RoomId } from '../settings/settings.ts';
import type { StaffRole } from '../staff/staff.ts';
import type { ServiceNeed } from './free-slots.ts';

/** Somebody who works at the location now, with the roles they have there. */
export interface Performer {
  readonly id: StaffId;
  readonly roles: readonly StaffRole[];
  readonly skills: readonly string[];
}

/**
 * What one visit with these services needs: the time of all of them, somebody who may do them all, and a room that fits
 * them all (C-17). At the owner's home no room is needed.
 */
export function needOf(
  services: readonly Service[],
  at: { readonly location: LocationId; readonly home: boolean },
  staff: readonly Performer[],
  rooms: readonly Room[],
): Result<ServiceNeed, Failure<'SERVICE_NOT_OFFERED'>> {
  let need: ServiceNeed = { minutes: 0, slotsRequired: 0, vets: staff.map(({ id }) => id), rooms: undefined };
  for (const service of services) {
    const offered = serviceAt(service, at.location);
    if (offered === undefined) return err(failure('SERVICE_NOT_OFFERED', { code: service.code }));
    const vets = performersOf(service, staff);
    const fitting = at.home ? undefined : roomsFor(service, rooms, at.location);
    need = {
      minutes: need.minutes + offered.minutes,
      slotsRequired: need.slotsRequired + offered.slotsRequired,
      vets: need.vets.filter((vet) => vets.includes(vet)),
      rooms: fitting === undefined ? need.rooms : (need.rooms?.filter((room) => fitting.includes(room)) ?? fitting),
    };
  }
  return ok(need);
}

/**
 * The rooms of a location a service may run in, undefined when it needs none. A room for few things is filled
 * before one that many services need.
 */
export function roomsFor(
  service: Pick<Service, 'id' | 'roomKinds'>,
  rooms: readonly Room[],
  location: LocationId,
): RoomId[] | undefined {
  if (service.roomKinds.length === 0) return undefined;
  return rooms
    .filter((room) => room.active && room.location === location && runsIn(service, room))
    .toSorted((a, b) => a.kinds.length - b.kinds.length || (a.name.en + a.id < b.name.en + b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** Who may do a service, in the order of their ids. */
export function performersOf(service: Pick<Service, 'performers'>, staff: readonly Performer[]): StaffId[] {
  return staff
    .filter((member) => mayPerform(service, member))
    .map(({ id }) => id)
    .toSorted();
}

export function mayPerform({ performers }: Pick<Service, 'performers'>, member: Performer): boolean {
  switch (performers.by) {
    case 'ROLE':
      return performers.roles.some((role) => member.roles.includes(role));
    case 'SKILL':
      return member.skills.includes(performers.skill);
    case 'PEOPLE':
      return performers.people.includes(member.id);
  }
}

function runsIn(service: Pick<Service, 'id' | 'roomKinds'>, { kinds, runs }: Room): boolean {
  if (runs.what === 'ONLY') return runs.services.includes(service.id);
  return kinds.some((kind) => service.roomKinds.includes(kind));
}
