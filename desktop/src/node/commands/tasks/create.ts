import { mapOk } from '@lapka/shared/base/result.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { createToDo } from '@lapka/shared/domain/inbox/task-rules.ts';
import type { CommandFor } from '../command.ts';

export const create: CommandFor<'tasks', 'create'> = {
  run: (transactor, { subject, text, due }, { ids, stamp }) =>
    mapOk(createToDo(ids.next<'Task'>(), subject, text, due, stamp), (task) => {
      transactor.put(inbox, task);
      return { task: task.id };
    }),
};
