import { mapOk } from '@lapka/shared/base/result.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { setNextDue as chosen } from '@lapka/shared/domain/vaccinations/vaccination-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { found, foundOf } from '../../reading/found.ts';
import { saveDoses, vaccinationSituation } from './vaccination-situation.ts';

export const setNextDue: CommandFor<'records', 'setNextDue'> = {
  run(transactor, { record: id, due }, context) {
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const dose = foundOf(transactor, records, 'VACCINATION', id);
    if (!dose.ok) return dose;
    const pet = found(transactor, pets, dose.value.pet);
    if (!pet.ok) return pet;
    const situation = vaccinationSituation(transactor, clinic.value, pet.value, context);
    return mapOk(chosen(situation, dose.value, due, context.stamp), (doses) => {
      saveDoses(transactor, doses);
      const nextDue = doses.find((each) => each.id === id)?.nextDue;
      return { record: id, ...(nextDue === undefined ? {} : { nextDue }) };
    });
  },
};
