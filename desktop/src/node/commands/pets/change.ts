import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { changePet, detailsOfPet } from '@lapka/shared/domain/pets/pet-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

export const change: CommandFor<'pets', 'change'> = {
  run(transactor, { pet, seen, ...typed }, context) {
    const surroundings = { stamp: context.stamp, today: todayAt(context) };
    const changed = changeOne(transactor, pets, pet, (stored) =>
      andThen(stillAsSeen(detailsOfPet(stored), seen), () => changePet(stored, typed, surroundings)),
    );
    return mapOk(changed, () => ({ pet }));
  },
};
