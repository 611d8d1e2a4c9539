import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { archivePet, restorePet } from '@lapka/shared/domain/pets/pet-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const archive: CommandFor<'pets', 'archive'> = {
  run(transactor, { pet, reason }, { stamp }) {
    const changed = changeOne(transactor, pets, pet, (stored) =>
      ok(reason === null ? restorePet(stored, stamp) : archivePet(stored, reason, stamp)),
    );
    return mapOk(changed, () => ({ pet }));
  },
};
