import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { changeOwner as decide } from '@lapka/shared/domain/pets/ownership-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';

export const changeOwner: CommandFor<'pets', 'changeOwner'> = {
  run(transactor, { pet, seenOwner, owner, on, reason }, context) {
    const next = found(transactor, clients, owner);
    if (!next.ok) return next;
    const surroundings = { stamp: context.stamp, today: todayAt(context) };
    const changed = changeOne(transactor, pets, pet, (stored) =>
      stored.owner === seenOwner
        ? decide(stored, next.value, on, reason, surroundings)
        : err(failure('CHANGED_MEANWHILE')),
    );
    return mapOk(changed, () => ({ pet }));
  },
};
