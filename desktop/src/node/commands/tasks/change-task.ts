import type { Failure } from '@lapka/shared/base/failure.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import type { Task, TaskId } from '@lapka/shared/domain/inbox/task.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { changeOneOf } from '../change-one.ts';

/** Lets a rule change a task, and answers which it was. */
export function changeTask<Code extends string>(
  transactor: StoreTransactor,
  task: TaskId,
  rule: (stored: Task) => Result<Task, Failure<Code>>,
): Result<{ task: TaskId }, Failure<Code | 'NOT_FOUND'>> {
  return mapOk(changeOneOf(transactor, inbox, 'TASK', task, rule), () => ({ task }));
}
