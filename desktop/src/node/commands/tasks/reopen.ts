import { reopenTask } from '@lapka/shared/domain/inbox/task-rules.ts';
import type { CommandFor } from '../command.ts';
import { changeTask } from './change-task.ts';

export const reopen: CommandFor<'tasks', 'reopen'> = {
  run: (transactor, { task }, { stamp }) => changeTask(transactor, task, (stored) => reopenTask(stored, stamp)),
};
