import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { mapOk } from '@lapka/shared/base/result.ts';
import { issuePassport } from '@lapka/shared/domain/passports/passport-rules.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

export const issue: CommandFor<'passports', 'issue'> = {
  run(transactor, { pet, template, number, on, blank }, context) {
    const { actor, ids, stamp } = context;
    const request = { id: ids.next<'Passport'>(), template, number };
    const signed = { on, vet: actor.id, vetName: fullName(actor.name, 'ru'), ...onlyDefined({ blank }) };
    const changed = changeOne(transactor, pets, pet, (stored) =>
      issuePassport(stored, request, signed, transactor, { stamp, today: todayAt(context) }),
    );
    return mapOk(changed, () => ({ pet, passport: request.id }));
  },
};
