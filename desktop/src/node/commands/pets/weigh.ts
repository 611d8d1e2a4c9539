import { mapOk } from '@lapka/shared/base/result.ts';
import { weighPet } from '@lapka/shared/domain/pets/findings-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const weigh: CommandFor<'pets', 'weigh'> = {
  run(transactor, { pet, weight, kilograms, at, source, confirmed }, { ids, now, stamp }) {
    const point = { id: weight ?? ids.next<'Weight'>(), at: at ?? now, kilograms, source: { kind: source } };
    const changed = changeOne(transactor, pets, pet, (stored) => weighPet(stored, point, confirmed, now, stamp));
    return mapOk(changed, () => ({ pet }));
  },
};
