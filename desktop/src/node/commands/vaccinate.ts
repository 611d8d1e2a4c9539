import type { CallInput, CallOutput } from '@lapka/shared/bridge/contract.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { recordVaccination, type VaccinationRefusal } from '@lapka/shared/domain/vaccinations/vaccination-rules.ts';
import type { Command } from './command.ts';

/** Enters a dose that was given and tells when the next one is due. */
export const vaccinate: Command<
  CallInput['desk']['vaccinate'],
  CallOutput['desk']['vaccinate'],
  'NOT_FOUND' | VaccinationRefusal['code']
> = {
  name: 'desk.vaccinate',
  run(transactor, input, { actor, desk, ids, now, stamp }) {
    const pet = transactor.get(pets, input.pet);
    if (pet === undefined) return err(failure('NOT_FOUND'));
    const request = { id: ids.next<'Record'>(), vaccine: input.vaccine, date: input.date, vetName: actor.name };
    const decided = recordVaccination(pet, request, dateAt(now, desk.zone), stamp);
    if (!decided.ok) return decided;
    transactor.put(records, decided.value);
    const { id, nextDue } = decided.value;
    return ok({ record: id, ...(nextDue === undefined ? {} : { nextDue }) });
  },
};
