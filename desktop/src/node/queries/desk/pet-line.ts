import type { Answer } from '@lapka/shared/bridge/contract.ts';
import type { Client } from '@lapka/shared/domain/clients/client.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';

/** A pet in one line of a list, with who to call. */
export function petLine(pet: Pet, client: Client): Answer<'desk', 'findPets'>[number] {
  const [phone] = client.phones;
  return {
    pet: pet.id,
    name: pet.name,
    species: pet.species,
    client: client.id,
    owner: client.name,
    ...(phone === undefined ? {} : { phone: phone.number }),
  };
}
