import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { unsettledFields } from '@lapka/shared/domain/records/visit-content.ts';
import { joinTexts as joined } from '@lapka/shared/domain/records/visit-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { settleTasks } from '../inbox/settle-tasks.ts';
import { editorOf, saveVisit, visitBy, visitSurroundings } from './visit-writing.ts';

export const joinTexts: CommandFor<'records', 'joinTexts'> = {
  run(transactor, { record, change }, context) {
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const visit = visitBy(transactor, record);
    if (!visit.ok) return visit;
    const pet = found(transactor, pets, visit.value.pet);
    const decided = andThen(pet, (animal) =>
      joined(visit.value, change, visitSurroundings(clinic.value, animal, context), editorOf(clinic.value, context)),
    );
    return mapOk(decided, (settled) => {
      if (unsettledFields(settled).length === 0) settleTasks(transactor, 'TEXTS_TO_JOIN', [record], '', context.stamp);
      return saveVisit(transactor, settled, context);
    });
  },
};
