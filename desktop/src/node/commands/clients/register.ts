import { err, ok } from '@lapka/shared/base/result.ts';
import { registerClient } from '@lapka/shared/domain/clients/client-rules.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { giveConsent } from '@lapka/shared/domain/clients/consent-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { CommandFor } from '../command.ts';
import { newPet } from '../pets/new-pet.ts';
import { clientContext, typedClient } from './client-surroundings.ts';

export const register: CommandFor<'clients', 'register'> = {
  run(transactor, { consents, pets: animals, ...form }, context) {
    const { ids, stamp } = context;
    const typed = typedClient(form, context);
    let client = registerClient(ids.next<'Client'>(), typed, clientContext(transactor, context));
    for (const consent of consents) {
      if (!client.ok) return client;
      const agreed = giveConsent(client.value, { id: ids.next<'Consent'>(), ...consent }, stamp);
      if (!agreed.ok) return err(agreed.error);
      client = agreed;
    }
    if (!client.ok) return client;
    transactor.put(clients, client.value);
    const registered = [];
    for (const animal of animals) {
      const pet = newPet(client.value, animal, context);
      if (!pet.ok) return pet;
      transactor.put(pets, pet.value);
      registered.push(pet.value.id);
    }
    return ok({ client: client.value.id, pets: registered });
  },
};
