import { mapOk } from '@lapka/shared/base/result.ts';
import { closePassport } from '@lapka/shared/domain/passports/passport-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

export const close: CommandFor<'passports', 'close'> = {
  run(transactor, { pet, passport, state }, context) {
    const surroundings = { stamp: context.stamp, today: todayAt(context) };
    const changed = changeOne(transactor, pets, pet, (stored) => closePassport(stored, passport, state, surroundings));
    return mapOk(changed, () => ({ pet, passport }));
  },
};
