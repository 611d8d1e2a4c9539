import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { voidEntry as declareMistake } from '@lapka/shared/domain/records/book-entry-rules.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { weighedIn } from '@lapka/shared/domain/records/weighing.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';

export const voidEntry: CommandFor<'records', 'voidEntry'> = {
  run(transactor, { record: id, reason }, { stamp }) {
    const entry = found(transactor, records, id);
    if (!entry.ok) return entry;
    if (entry.value.kind === 'VISIT' || entry.value.kind === 'VACCINATION') return err(failure('NOT_FOUND'));
    return mapOk(declareMistake(entry.value, reason, stamp), (voided) => {
      transactor.put(records, voided);
      const pet = voided.kind === 'MEASUREMENT' ? transactor.get(pets, voided.pet) : undefined;
      if (pet !== undefined) transactor.put(pets, weighedIn(pet, id, [], stamp));
      return { record: id };
    });
  },
};
