import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine, tidyText } from '../../base/text.ts';
import type { StaffRole } from '../accounts/role.ts';
import { type Stamp, type StaffId } from '../document.ts';
import type { Subject } from './subject.ts';
import { createTask, type Task, type TaskId } from './task.ts';
import { taskTexts } from './task-texts.ts';

type Refusal = Failure<'TASK_ALREADY_DONE' | 'TASK_FOR_OTHERS'>;

/** A person writes down something to do. */
export function createToDo(
  id: TaskId,
  subject: Subject,
  text: string,
  due: CivilDate | undefined,
  stamp: Stamp,
): Result<Task, Failure<'MESSAGE_EMPTY'>> {
  const note = tidyText(text, 4_000);
  if (note === '') return err(failure('MESSAGE_EMPTY'));
  const task = createTask({ id, kind: 'TO_DO', subject, details: {}, stamp });
  return ok({ ...task, note, ...(due !== undefined && { due }) });
}

/** Takes a task on, from nobody or from a colleague. */
export function takeTask(
  task: Task,
  staff: StaffId,
  roles: ReadonlySet<StaffRole>,
  stamp: Stamp,
): Result<Task, Refusal> {
  const refusal = refusalOf(task, roles);
  if (refusal !== undefined) return err(refusal);
  return ok(task.assignee === staff ? task : { ...task, assignee: staff, changed: stamp });
}

/** Settles a task and says how. What it is about was changed before, by a command of its own. */
export function settleTask(
  task: Task,
  outcome: string,
  roles: ReadonlySet<StaffRole>,
  stamp: Stamp,
): Result<Task, Refusal> {
  const refusal = refusalOf(task, roles);
  if (refusal !== undefined) return err(refusal);
  return ok(settled(task, outcome, stamp));
}

/** The task as a rule settles it, when what it was about has been put right elsewhere. */
export function settled(task: Task, outcome: string, stamp: Stamp): Task {
  if (task.state.status === 'DONE') return task;
  return { ...task, state: { status: 'DONE', done: stamp, outcome: tidyLine(outcome, 500) }, changed: stamp };
}

export function reopenTask(task: Task, stamp: Stamp): Result<Task, Failure<'TASK_NOT_DONE'>> {
  if (task.state.status === 'OPEN') return err(failure('TASK_NOT_DONE'));
  return ok({ ...task, state: { status: 'OPEN' }, changed: stamp });
}

/** Whether a task is shown to people with these roles today. */
export function isWaitingFor(task: Task, roles: ReadonlySet<StaffRole>, today: CivilDate): boolean {
  const isDue = task.due === undefined || task.due <= today;
  return task.state.status === 'OPEN' && isDue && isFor(task, roles);
}

function refusalOf(task: Task, roles: ReadonlySet<StaffRole>): Refusal | undefined {
  if (task.state.status === 'DONE') return failure('TASK_ALREADY_DONE');
  return isFor(task, roles) ? undefined : failure('TASK_FOR_OTHERS', { roles: [...taskTexts[task.task].roles] });
}

function isFor({ task }: Task, roles: ReadonlySet<StaffRole>): boolean {
  return taskTexts[task].roles.some((role) => roles.has(role));
}
