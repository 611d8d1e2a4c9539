import { mapOk } from '@lapka/shared/base/result.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { settleTask } from '@lapka/shared/domain/inbox/task-rules.ts';
import { correctNumber } from '@lapka/shared/domain/passports/passport-clash.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';

export const settleClash: CommandFor<'passports', 'settleClash'> = {
  run(transactor, { task: id, pet, passport, number }, { actor, stamp }) {
    const task = foundOf(transactor, inbox, 'TASK', id);
    if (!task.ok) return task;
    const settled = settleTask(task.value, 'NUMBER_CORRECTED', rolesAt(actor, 'ANYWHERE'), stamp);
    if (!settled.ok) return settled;
    const changed = changeOne(transactor, pets, pet, (stored) =>
      correctNumber(stored, passport, number, transactor, stamp),
    );
    return mapOk(changed, () => {
      transactor.put(inbox, settled.value);
      return { pet, passport };
    });
  },
};
