import { compareInstants, type Instant, laterOf, millisecondsBetween } from '../../base/instant.ts';
import type { StaffId } from '../document.ts';
import type { Booking } from './booking.ts';

/** A patient in the waiting room. */
export interface WaitingPatient {
  readonly booking: Booking;
  /** Since when they wait through no doing of their own: from their time on, or from coming when they had none. */
  readonly since: Instant;
  readonly minutes: number;
}

/**
 * The waiting room in the order of turns: whoever came early is not served before their time, a walk-in waits from the
 * moment they came.
 */
export function waitingRoom(bookings: readonly Booking[], now: Instant): WaitingPatient[] {
  return bookings
    .filter(({ status }) => status === 'CHECK_IN')
    .map((booking) => {
      const since = laterOf(booking.start, cameAt(booking));
      return { booking, since, minutes: wholeMinutes(since, now) };
    })
    .toSorted((a, b) => compareInstants(a.since, b.since) || (a.booking.id < b.booking.id ? -1 : 1));
}

/** Who is next for a vet: those who wait for this vet, and those who wait for whoever is free first. */
export function nextFor(vet: StaffId, room: readonly WaitingPatient[]): WaitingPatient | undefined {
  return room.find(({ booking }) => booking.vet === undefined || booking.vet === vet);
}

/** What waits for the clinic to assign somebody: emergencies first, then by the day of the visit. */
export function waitingForVet(bookings: readonly Booking[]): Booking[] {
  const urgency = ({ visit }: Booking): number => (visit.type === 'SOS' ? 0 : 1);
  return bookings
    .filter(({ status }) => status === 'PENDING')
    .toSorted((a, b) => urgency(a) - urgency(b) || compareInstants(a.start, b.start) || (a.id < b.id ? -1 : 1));
}

/** By how many minutes the owner is late, 0 when they are not or are here. */
export function minutesLate(booking: Booking, now: Instant): number {
  const expected = booking.status === 'CONFIRMED' || booking.status === 'ASSIGNED';
  return expected && now > booking.start ? wholeMinutes(booking.start, now) : 0;
}

function cameAt({ history, start }: Booking): Instant {
  const came = history.filter((event) => event.kind === 'STATUS' && event.to === 'CHECK_IN');
  return came.reduce((first, { stamp }) => (stamp.at < first ? stamp.at : first), came[0]?.stamp.at ?? start);
}

function wholeMinutes(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor(millisecondsBetween(from, to) / 60_000));
}
