import type { Stamp } from '@lapka/shared/domain/document.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { settled } from '@lapka/shared/domain/inbox/task-rules.ts';
import type { Task, TaskKind } from '@lapka/shared/domain/inbox/task.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { isOf } from '../../reading/found.ts';

/** Settles the open tasks of a kind about these documents: what they asked for has been done just now. */
export function settleTasks(
  transactor: StoreTransactor,
  kind: TaskKind,
  subjects: readonly string[],
  outcome: string,
  stamp: Stamp,
  concerns: (task: Task) => boolean = () => true,
): void {
  const about = transactor.find(inbox, { where: { kind: 'TASK', 'subject.id': { in: subjects } } });
  for (const task of about) {
    if (!isOf(task, 'TASK') || task.task !== kind || task.state.status !== 'OPEN' || !concerns(task)) continue;
    transactor.put(inbox, settled(task, outcome, stamp));
  }
}
