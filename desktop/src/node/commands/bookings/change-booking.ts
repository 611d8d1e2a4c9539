import type { Failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { type Booking, bookings, versionOf } from '@lapka/shared/domain/bookings/booking.ts';
import { unchangedSince } from '@lapka/shared/domain/bookings/booking-change.ts';
import { found } from '../../reading/found.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { settleTasks } from '../inbox/settle-tasks.ts';

export interface SeenBooking {
  readonly booking: Booking['id'];
  readonly seen: number;
}

/** Lets a rule change a booking as somebody saw it, and answers how it stands. */
export function changeBooking<Code extends string>(
  transactor: StoreTransactor,
  { booking: id, seen }: SeenBooking,
  rule: (booking: Booking) => Result<Booking, Failure<Code>>,
): Result<ReturnType<typeof standingAnswer>, Failure<Code | 'NOT_FOUND' | 'CHANGED_MEANWHILE'>> {
  const booking = found(transactor, bookings, id);
  if (!booking.ok) return booking;
  const fresh = unchangedSince(booking.value, seen);
  if (!fresh.ok) return fresh;
  const changed = rule(booking.value);
  if (!changed.ok) return err(changed.error);
  transactor.put(bookings, changed.value);
  if (booking.value.status === 'PENDING' && changed.value.status !== 'PENDING') {
    settleTasks(transactor, 'SLOT_CONFLICT', [id], outcomeOf(changed.value), changed.value.changed);
  }
  return ok(standingAnswer(changed.value));
}

/** What became of a booking that had lost its slot. */
function outcomeOf({ status, date, time }: Booking): string {
  return status === 'CANCELLED' ? status : `${status} ${date} ${time}`;
}

/** How a booking stands, for the screen that changed it. */
export function standingAnswer(booking: Booking) {
  return { booking: booking.id, status: booking.status, version: versionOf(booking) };
}
