import { ok } from '@lapka/shared/base/result.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { unsignedDrafts } from '@lapka/shared/domain/records/unsigned-drafts.ts';
import type { QueryFor } from '../query.ts';

export const unsigned: QueryFor<'records', 'unsigned'> = {
  run(reader, _input, { now }) {
    const drafts = reader
      .find(records, { where: { kind: 'VISIT', status: 'DRAFT' } })
      .filter((record) => record.kind === 'VISIT');
    return ok(
      unsignedDrafts(drafts, now).map(({ id, pet, date, vetName }) => ({
        record: id,
        pet,
        name: reader.get(pets, pet)?.name ?? '',
        date,
        vet: vetName,
      })),
    );
  },
};
