import { err, mapOk } from '@lapka/shared/base/result.ts';
import { confirmWaiting } from '@lapka/shared/domain/bookings/slot-rules.ts';
import { slotSearch } from '@lapka/shared/domain/bookings/slot-search.ts';
import type { CommandFor } from '../command.ts';
import { heldNow, partyAt, questionFor, targetOf } from './booking-surroundings.ts';
import { changeBooking } from './change-booking.ts';

export const settleConflict: CommandFor<'bookings', 'settleConflict'> = {
  target: targetOf,
  run: (transactor, { slot, ...seen }, context) =>
    changeBooking(transactor, seen, (booking) => {
      const search = slotSearch(transactor, questionFor(booking, slot), heldNow(transactor, context.now));
      if (!search.ok) return err(search.error);
      const party = partyAt(booking.location, context);
      const agreed = confirmWaiting(booking, slot, { search: search.value, party, stamp: context.stamp });
      return mapOk(agreed, (change) => change.booking);
    }),
};
