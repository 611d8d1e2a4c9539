import type { Booking, BookingStatus } from './booking.ts';

/** Whom a change of a booking is told to. CLINIC is everybody on duty at the location. */
export type Recipient = 'OWNER' | 'VET' | 'MANAGER' | 'CLINIC';

export interface BookingNotice {
  readonly to: Recipient;
  readonly topic: NoticeTopic;
}

export type NoticeTopic = `BOOKING_${BookingStatus}` | 'BOOKING_MOVED';

/** Who is told of a booking's new status (section 4 of the domain, R-050). */
export function noticesOf({ status, visit }: Pick<Booking, 'status' | 'visit'>): BookingNotice[] {
  return recipientsOf(status, visit.type === 'IN_CLINIC').map((to) => ({ to, topic: `BOOKING_${status}` }));
}

/** A time that changed is told to the owner and to the vet who has to be there. */
export const movedNotices: readonly BookingNotice[] = [
  { to: 'OWNER', topic: 'BOOKING_MOVED' },
  { to: 'VET', topic: 'BOOKING_MOVED' },
];

function recipientsOf(status: BookingStatus, inClinic: boolean): readonly Recipient[] {
  switch (status) {
    case 'PENDING':
      return ['OWNER', 'MANAGER'];
    case 'ASSIGNED':
      return ['VET', 'OWNER'];
    case 'CONFIRMED':
      return ['VET'];
    case 'ON_THE_WAY':
      return ['OWNER'];
    case 'CHECK_IN':
      return inClinic ? ['VET'] : ['OWNER'];
    case 'CHECK_OUT':
      return ['OWNER'];
    case 'COMPLETED':
      return ['OWNER', 'VET'];
    case 'CANCELLED':
      return ['OWNER', 'CLINIC'];
    case 'NO_SHOW':
      return ['CLINIC'];
    case 'ARRIVED':
    case 'IN_PROGRESS':
      return [];
  }
}
