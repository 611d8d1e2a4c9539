import { err, ok } from '@lapka/shared/base/result.ts';
import { type Booking } from '@lapka/shared/domain/bookings/booking.ts';
import { changeStatus as decide, type StatusRequest } from '@lapka/shared/domain/bookings/status-rules.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { statusContext } from './booking-surroundings.ts';
import { changeBooking, type SeenBooking } from './change-booking.ts';
import { endVisit } from './end-visit.ts';

/** Moves a booking on to another status, and what was set aside for it with it when it does not take place. */
export function changeStatus(
  transactor: StoreTransactor,
  seen: SeenBooking,
  context: CommandContext,
  requestOf: (booking: Booking) => StatusRequest,
) {
  return changeBooking(transactor, seen, (booking) => {
    const changed = decide(booking, requestOf(booking), statusContext(transactor, booking, context));
    if (!changed.ok) return err(changed.error);
    endVisit(transactor, changed.value.booking, context);
    return ok(changed.value.booking);
  });
}
