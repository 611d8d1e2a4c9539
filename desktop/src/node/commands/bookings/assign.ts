import { err, mapOk } from '@lapka/shared/base/result.ts';
import { assignBooking } from '@lapka/shared/domain/bookings/slot-rules.ts';
import { slotSearch } from '@lapka/shared/domain/bookings/slot-search.ts';
import type { CommandFor } from '../command.ts';
import { heldNow, questionFor, statusContext, targetOf } from './booking-surroundings.ts';
import { changeBooking } from './change-booking.ts';

export const assign: CommandFor<'bookings', 'assign'> = {
  target: targetOf,
  run: (transactor, { slot, ...seen }, context) =>
    changeBooking(transactor, seen, (booking) => {
      const search = slotSearch(transactor, questionFor(booking, slot), heldNow(transactor, context.now));
      if (!search.ok) return err(search.error);
      const assigned = assignBooking(booking, slot, search.value, statusContext(transactor, booking, context));
      return mapOk(assigned, (change) => change.booking);
    }),
};
