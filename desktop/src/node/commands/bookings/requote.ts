import { err } from '@lapka/shared/base/result.ts';
import { requoteBooking } from '@lapka/shared/domain/bookings/booking-quotes.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { found } from '../../reading/found.ts';
import { quoteFor } from '../../reading/quote-for.ts';
import type { CommandFor } from '../command.ts';
import { targetOf } from './booking-surroundings.ts';
import { changeBooking } from './change-booking.ts';

export const requote: CommandFor<'bookings', 'requote'> = {
  target: targetOf,
  run: (transactor, { services, place, reason, ...seen }, { stamp }) =>
    changeBooking(transactor, seen, (booking) => {
      const pet = found(transactor, pets, booking.pet);
      if (!pet.ok) return err(pet.error);
      const { location, date } = booking;
      const fresh = quoteFor(transactor, { pet: pet.value, services, place, location, date }, stamp);
      if (!fresh.ok) return err(fresh.error);
      return requoteBooking(booking, fresh.value, reason, stamp);
    }),
};
