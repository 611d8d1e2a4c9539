import { ok } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { QueryFor } from '../query.ts';
import { petLine } from './pet-line.ts';

const most = 20;

export const findPets: QueryFor<'desk', 'findPets'> = {
  run(reader, { text }) {
    const found = reader.search(text).flatMap(({ collection, id }) => {
      if (collection === 'pets') return reader.find(pets, { where: { id } });
      if (collection === 'clients') return reader.find(pets, { where: { owner: id }, sort: { by: 'name' } });
      return [];
    });
    const unique = [...new Map(found.map((pet) => [pet.id, pet])).values()].slice(0, most);
    const lines = unique.flatMap((pet) => {
      const client = reader.get(clients, pet.owner);
      return client === undefined ? [] : [petLine(pet, client)];
    });
    return ok(lines);
  },
};
