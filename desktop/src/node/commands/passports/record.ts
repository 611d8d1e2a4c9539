import { mapOk } from '@lapka/shared/base/result.ts';
import { recordPassport } from '@lapka/shared/domain/passports/passport-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

export const record: CommandFor<'passports', 'record'> = {
  run(transactor, { pet, template, number, on, by }, context) {
    const { ids, stamp } = context;
    const request = { id: ids.next<'Passport'>(), template, number };
    const changed = changeOne(transactor, pets, pet, (stored) =>
      recordPassport(stored, request, { on, by }, transactor, { stamp, today: todayAt(context) }),
    );
    return mapOk(changed, () => ({ pet, passport: request.id }));
  },
};
