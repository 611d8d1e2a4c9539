import { mapOk } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { newPet } from './new-pet.ts';

export const register: CommandFor<'pets', 'register'> = {
  run(transactor, { owner, ...typed }, context) {
    const client = found(transactor, clients, owner);
    if (!client.ok) return client;
    return mapOk(newPet(client.value, typed, context), (pet) => {
      transactor.put(pets, pet);
      return { pet: pet.id };
    });
  },
};
