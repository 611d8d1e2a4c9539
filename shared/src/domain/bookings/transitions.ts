import type { StaffId } from '../document.ts';
import type { StaffRole } from '../staff/staff.ts';
import type { Booking, BookingStatus, Visit } from './booking.ts';

/** In whose name somebody acts on a booking. */
export type Hat = 'OWNER' | 'DESK' | 'VET' | 'MANAGER' | 'SYSTEM';

/** One way from a status to another. At home stands for home visits and SOS. */
export interface Transition {
  readonly from: readonly BookingStatus[];
  readonly to: BookingStatus;
  readonly who: readonly Hat[];
  readonly where: 'ANYWHERE' | 'AT_HOME' | 'IN_CLINIC';
}

/** The whole table of section 4 of the domain, without the three ways into it (see booking-creation.ts). */
export const transitions: readonly Transition[] = [
  { from: ['PENDING'], to: 'ASSIGNED', who: ['DESK', 'MANAGER', 'SYSTEM'], where: 'ANYWHERE' },
  { from: ['ASSIGNED'], to: 'CONFIRMED', who: ['OWNER', 'DESK', 'SYSTEM'], where: 'ANYWHERE' },
  { from: ['CONFIRMED'], to: 'ON_THE_WAY', who: ['VET'], where: 'AT_HOME' },
  { from: ['ON_THE_WAY'], to: 'ARRIVED', who: ['VET'], where: 'AT_HOME' },
  { from: ['ARRIVED'], to: 'CHECK_IN', who: ['VET'], where: 'AT_HOME' },
  { from: ['CONFIRMED'], to: 'CHECK_IN', who: ['DESK', 'VET'], where: 'IN_CLINIC' },
  { from: ['CHECK_IN'], to: 'IN_PROGRESS', who: ['VET'], where: 'ANYWHERE' },
  { from: ['IN_PROGRESS'], to: 'CHECK_OUT', who: ['VET'], where: 'ANYWHERE' },
  { from: ['CHECK_OUT'], to: 'COMPLETED', who: ['DESK', 'VET', 'MANAGER', 'SYSTEM'], where: 'ANYWHERE' },
  {
    from: ['PENDING', 'ASSIGNED', 'CONFIRMED'],
    to: 'CANCELLED',
    who: ['OWNER', 'DESK', 'MANAGER'],
    where: 'ANYWHERE',
  },
  { from: ['ON_THE_WAY', 'ARRIVED'], to: 'CANCELLED', who: ['DESK', 'MANAGER'], where: 'AT_HOME' },
  { from: ['CONFIRMED'], to: 'NO_SHOW', who: ['DESK', 'MANAGER', 'SYSTEM'], where: 'ANYWHERE' },
  { from: ['ON_THE_WAY', 'ARRIVED'], to: 'NO_SHOW', who: ['VET', 'MANAGER'], where: 'AT_HOME' },
  { from: ['CHECK_IN', 'IN_PROGRESS'], to: 'NO_SHOW', who: ['MANAGER'], where: 'ANYWHERE' },
];

/** Who asks. A nurse counts as the vet of the visits that are hers, such as trimming nails. */
export type Party =
  | { readonly kind: 'STAFF'; readonly staff: StaffId; readonly roles: readonly StaffRole[] }
  | { readonly kind: 'OWNER'; readonly client: Booking['client'] }
  | { readonly kind: 'SYSTEM' };

export function hatsOf(party: Party, booking: Pick<Booking, 'client' | 'vet'>): Set<Hat> {
  switch (party.kind) {
    case 'SYSTEM':
      return new Set(['SYSTEM']);
    case 'OWNER':
      return new Set(party.client === booking.client ? ['OWNER'] : []);
    case 'STAFF':
      return new Set(party.roles.flatMap((role) => hatsOfRole(role, booking.vet === party.staff)));
  }
}

/** The way from here to there for this kind of visit, if there is one. */
export function transitionBetween(
  from: BookingStatus,
  to: BookingStatus,
  visit: Visit['type'],
): Transition | undefined {
  return transitions.find((one) => one.from.includes(from) && one.to === to && fits(one, visit));
}

/** Where a booking may go from here, in the order of the table. */
export function allowedFrom(from: BookingStatus, visit: Visit['type']): BookingStatus[] {
  return transitions.filter((one) => one.from.includes(from) && fits(one, visit)).map(({ to }) => to);
}

function fits({ where }: Transition, visit: Visit['type']): boolean {
  return where === 'ANYWHERE' || (where === 'IN_CLINIC') === (visit === 'IN_CLINIC');
}

function hatsOfRole(role: StaffRole, isPerformer: boolean): Hat[] {
  switch (role) {
    case 'FRONT_DESK':
      return ['DESK'];
    case 'VET':
      return ['VET'];
    case 'NURSE':
      return isPerformer ? ['VET'] : [];
    case 'CLINIC_MANAGER':
    case 'CLINIC_OWNER':
      return ['MANAGER'];
  }
}
