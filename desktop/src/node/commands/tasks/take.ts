import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import { takeTask } from '@lapka/shared/domain/inbox/task-rules.ts';
import type { CommandFor } from '../command.ts';
import { changeTask } from './change-task.ts';

export const take: CommandFor<'tasks', 'take'> = {
  run: (transactor, { task }, { actor, stamp }) =>
    changeTask(transactor, task, (stored) => takeTask(stored, actor.id, rolesAt(actor, 'ANYWHERE'), stamp)),
};
