import { mapOk } from '@lapka/shared/base/result.ts';
import { writeDose } from '@lapka/shared/domain/passports/entry-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { recordVaccination } from '@lapka/shared/domain/vaccinations/vaccination-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { chargeDose } from './charge-dose.ts';
import { takeDose } from './take-dose.ts';
import { saveDoses, vaccinationSituation } from './vaccination-situation.ts';

export const vaccinate: CommandFor<'records', 'vaccinate'> = {
  run(transactor, input, context) {
    const { pet: animal, date, given, startsSeries, atRisk, due } = input;
    const { desk, ids, stamp } = context;
    const clinic = clinicOf(transactor, desk);
    if (!clinic.ok) return clinic;
    const pet = found(transactor, pets, animal);
    if (!pet.ok) return pet;
    const id = ids.next<'Record'>();
    const dose = takeDose(transactor, clinic.value, given, id, context);
    if (!dose.ok) return dose;
    const decided = recordVaccination(
      vaccinationSituation(transactor, clinic.value, pet.value, context),
      { id, date, location: desk.location, ...dose.value, startsSeries, atRisk, due },
      stamp,
    );
    if (!decided.ok) return decided;
    const { vaccination, recalculated, passportRow, consumption } = decided.value;
    saveDoses(transactor, [vaccination, ...recalculated]);
    if (passportRow !== undefined) transactor.put(pets, writeDose(pet.value, passportRow, stamp));
    const booking = given.where === 'HERE' ? given.booking : null;
    return mapOk(chargeDose(transactor, booking, pet.value, consumption, context), (invoice) => {
      const { nextDue, standing } = vaccination;
      return {
        record: id,
        ...(nextDue === undefined ? {} : { nextDue }),
        ...(standing.counts ? { validFrom: standing.validFrom } : {}),
        invoice,
      };
    });
  },
};
