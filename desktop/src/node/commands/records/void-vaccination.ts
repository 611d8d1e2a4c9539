import { mapOk } from '@lapka/shared/base/result.ts';
import { strikeDose } from '@lapka/shared/domain/passports/entry-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { voidVaccination as declareMistake } from '@lapka/shared/domain/vaccinations/vaccination-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { found, foundOf } from '../../reading/found.ts';
import { movementsOf, returnGoods } from '../goods/return-goods.ts';
import { saveDoses, vaccinationSituation } from './vaccination-situation.ts';

export const voidVaccination: CommandFor<'records', 'voidVaccination'> = {
  run(transactor, { record: id, reason }, context) {
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const dose = foundOf(transactor, records, 'VACCINATION', id);
    if (!dose.ok) return dose;
    const pet = found(transactor, pets, dose.value.pet);
    if (!pet.ok) return pet;
    const situation = vaccinationSituation(transactor, clinic.value, pet.value, context);
    const voided = declareMistake(situation, dose.value, reason, context.stamp);
    if (!voided.ok) return voided;
    transactor.put(records, voided.value.vaccination);
    saveDoses(transactor, voided.value.recalculated);
    transactor.put(pets, strikeDose(pet.value, id, reason, context.stamp));
    const gone = movementsOf(transactor, id);
    return mapOk(returnGoods(transactor, gone, { reason, witness: null }, context), () => ({ record: id }));
  },
};
