import { mapOk } from '@lapka/shared/base/result.ts';
import { tidyLine } from '@lapka/shared/base/text.ts';
import { addPassportEntry, entryOf } from '@lapka/shared/domain/passports/entry-rules.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

export const addEntry: CommandFor<'passports', 'addEntry'> = {
  run(transactor, { pet, passport, line, vetName = '' }, context) {
    const { actor, ids, stamp } = context;
    const entry = entryOf(line, ids.next<'PassportEntry'>(), tidyLine(vetName, 120) || fullName(actor.name, 'ru'));
    const changed = changeOne(transactor, pets, pet, (stored) =>
      addPassportEntry(stored, passport, entry, { stamp, today: todayAt(context) }),
    );
    return mapOk(changed, () => ({ pet, passport, entry: entry.id }));
  },
};
