import { err, mapOk } from '@lapka/shared/base/result.ts';
import { moveBooking } from '@lapka/shared/domain/bookings/slot-rules.ts';
import { slotSearch } from '@lapka/shared/domain/bookings/slot-search.ts';
import type { CommandFor } from '../command.ts';
import { heldNow, partyAt, questionFor, targetOf } from './booking-surroundings.ts';
import { changeBooking } from './change-booking.ts';

export const move: CommandFor<'bookings', 'move'> = {
  target: targetOf,
  run: (transactor, { slot, reason, ...seen }, context) =>
    changeBooking(transactor, seen, (booking) => {
      const search = slotSearch(transactor, questionFor(booking, slot), heldNow(transactor, context.now));
      if (!search.ok) return err(search.error);
      const party = partyAt(booking.location, context);
      const moved = moveBooking(booking, slot, reason, { search: search.value, party, stamp: context.stamp });
      return mapOk(moved, (change) => change.booking);
    }),
};
