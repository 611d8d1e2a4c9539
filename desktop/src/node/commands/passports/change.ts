import { mapOk } from '@lapka/shared/base/result.ts';
import { correctNumber } from '@lapka/shared/domain/passports/passport-clash.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const change: CommandFor<'passports', 'change'> = {
  run(transactor, { pet, passport, number }, { stamp }) {
    const changed = changeOne(transactor, pets, pet, (stored) =>
      correctNumber(stored, passport, number, transactor, stamp),
    );
    return mapOk(changed, () => ({ pet, passport }));
  },
};
