import { mapOk } from '@lapka/shared/base/result.ts';
import { voidPassportEntry } from '@lapka/shared/domain/passports/entry-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const voidEntry: CommandFor<'passports', 'voidEntry'> = {
  run(transactor, { pet, passport, entry, reason }, { stamp }) {
    const changed = changeOne(transactor, pets, pet, (stored) =>
      voidPassportEntry(stored, passport, entry, reason, stamp),
    );
    return mapOk(changed, () => ({ pet, passport }));
  },
};
