import { mapOk } from '@lapka/shared/base/result.ts';
import { withdrawDeath as decide } from '@lapka/shared/domain/pets/pet-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const withdrawDeath: CommandFor<'pets', 'withdrawDeath'> = {
  run(transactor, { pet }, { stamp }) {
    return mapOk(
      changeOne(transactor, pets, pet, (stored) => decide(stored, stamp)),
      () => ({ pet }),
    );
  },
};
