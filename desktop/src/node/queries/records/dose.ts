import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { currentWeight } from '@lapka/shared/domain/pets/weight.ts';
import { amountForCourse, doseByWeight } from '@lapka/shared/domain/records/dose.ts';
import { found } from '../../reading/found.ts';
import type { QueryFor } from '../query.ts';

export const dose: QueryFor<'records', 'dose'> = {
  run(reader, { pet: id, rule, frequency, days }) {
    const pet = found(reader, pets, id);
    if (!pet.ok) return pet;
    const kilograms = currentWeight(pet.value)?.kilograms;
    if (kilograms === undefined) return err(failure('WEIGHT_UNKNOWN'));
    const single = doseByWeight(kilograms, rule);
    if (!single.ok) return single;
    return mapOk(amountForCourse(single.value.units, frequency, days, rule.step), (course) => ({
      kilograms,
      ...single.value,
      course,
    }));
  },
};
