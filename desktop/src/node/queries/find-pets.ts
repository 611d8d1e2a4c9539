import { clients } from '@lapka/shared/domain/clients/client.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { StoreReader } from '../store/store.ts';
import { petLine } from './day.ts';

/** Pets by what a person types: the pet's name, the owner's name, a phone. */
export function findPets(reader: StoreReader, text: string) {
  const found = reader.search(text).flatMap(({ collection, id }) => {
    if (collection === 'pets') return reader.find(pets, { where: { id } });
    if (collection === 'clients') return reader.find(pets, { where: { owner: id }, sort: { by: 'name' } });
    return [];
  });
  const unique = [...new Map(found.map((pet) => [pet.id, pet])).values()].slice(0, 20);
  return unique.flatMap((pet) => {
    const client = reader.get(clients, pet.owner);
    return client === undefined ? [] : [petLine(pet, client)];
  });
}
