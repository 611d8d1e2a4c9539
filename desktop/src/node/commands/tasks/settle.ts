import { andThen } from '@lapka/shared/base/result.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import { statedOutcome } from '@lapka/shared/domain/inbox/task-outcomes.ts';
import { settleTask } from '@lapka/shared/domain/inbox/task-rules.ts';
import type { CommandFor } from '../command.ts';
import { changeTask } from './change-task.ts';

export const settle: CommandFor<'tasks', 'settle'> = {
  run: (transactor, { task, outcome, said = '' }, { actor, stamp }) =>
    changeTask(transactor, task, (stored) =>
      andThen(statedOutcome(stored.task, outcome, said), (stated) =>
        settleTask(stored, stated, rolesAt(actor, 'ANYWHERE'), stamp),
      ),
    ),
};
