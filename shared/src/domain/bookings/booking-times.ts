import { overlaps, type Span, spanOf } from '../../base/span.ts';
import type { Taken } from '../availability/slots.ts';
import type { Booking, BookingId } from './booking.ts';

/** The patient is here, or was. */
export function isHere({ status }: Booking): boolean {
  return status === 'CHECK_IN' || status === 'IN_PROGRESS' || status === 'CHECK_OUT' || status === 'COMPLETED';
}

/** The clinic has promised this time and the visit is still to come. */
export function isPromised({ status }: Booking): boolean {
  return status === 'ASSIGNED' || status === 'CONFIRMED' || status === 'ON_THE_WAY' || status === 'ARRIVED';
}

/**
 * The time of its vet and room that a booking takes (R-032, C-14). A completed visit keeps its slots, a cancelled or
 * missed one those that had begun. A request takes the slot its owner chose, so that two owners do not choose the same,
 * but nothing while it waits for a vet or has lost its slot.
 */
export function timeTakenBy(booking: Booking): Taken | undefined {
  const { vet, room } = booking;
  const span = spanOf(booking.start, endOfTaken(booking));
  return span.start < span.end && (vet !== undefined || room !== undefined) ? { vet, room, span } : undefined;
}

/** What is taken by these bookings, without one that is being moved. */
export function bookedTimes(bookings: readonly Booking[], except?: BookingId): Taken[] {
  return bookings.flatMap((booking) => (booking.id === except ? [] : (timeTakenBy(booking) ?? [])));
}

/** Whether two bookings are about the same time of the same vet or the same room. */
export function shareTime(a: Booking, b: Booking): 'VET' | 'ROOM' | undefined {
  if (!overlaps(wholeSpan(a), wholeSpan(b))) return undefined;
  if (a.vet !== undefined && a.vet === b.vet) return 'VET';
  return a.room !== undefined && a.room === b.room ? 'ROOM' : undefined;
}

function wholeSpan({ start, end }: Booking): Span {
  return spanOf(start, end);
}

function endOfTaken(booking: Booking): Booking['end'] {
  switch (booking.status) {
    case 'PENDING':
      return booking.waiting.why === 'CLINIC_SILENT' ? booking.end : booking.start;
    case 'CANCELLED':
    case 'NO_SHOW':
      return booking.freedFrom;
    case 'ASSIGNED':
    case 'CONFIRMED':
    case 'ON_THE_WAY':
    case 'ARRIVED':
    case 'CHECK_IN':
    case 'IN_PROGRESS':
    case 'CHECK_OUT':
    case 'COMPLETED':
      return booking.end;
  }
}
