import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { addCoOwner, removeCoOwner } from '@lapka/shared/domain/pets/ownership-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';

export const changeCoOwners: CommandFor<'pets', 'changeCoOwners'> = {
  run(transactor, { pet, change }, context) {
    const surroundings = { stamp: context.stamp, today: todayAt(context) };
    const changed = changeOne(transactor, pets, pet, (stored) =>
      change.do === 'ADD'
        ? andThen(found(transactor, clients, change.client), (client) =>
            addCoOwner(stored, client, change.since, surroundings),
          )
        : removeCoOwner(stored, change.client, change.on, change.reason, surroundings),
    );
    return mapOk(changed, () => ({ pet }));
  },
};
