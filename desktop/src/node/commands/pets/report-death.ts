import { mapOk } from '@lapka/shared/base/result.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { isPromised } from '@lapka/shared/domain/bookings/booking-times.ts';
import { reportDeath as decide } from '@lapka/shared/domain/pets/pet-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

export const reportDeath: CommandFor<'pets', 'reportDeath'> = {
  run(transactor, { pet, on }, context) {
    const surroundings = { stamp: context.stamp, today: todayAt(context) };
    const changed = changeOne(transactor, pets, pet, (stored) => decide(stored, on, surroundings));
    return mapOk(changed, () => {
      const upcoming = transactor
        .find(bookings, { where: { pet } })
        .filter((booking) => isPromised(booking) || booking.status === 'PENDING')
        .map(({ id }) => id);
      return { pet, upcoming };
    });
  },
};
