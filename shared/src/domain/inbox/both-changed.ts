import { derivedId } from '../../base/id.ts';
import type { SideDocument } from '../acceptance.ts';
import { type DocumentFields, type Stamp, stampOrder } from '../document.ts';
import type { Replaced } from '../merging.ts';
import type { Subject } from './subject.ts';
import { alongside, createTask } from './task.ts';

/**
 * The task that shows a person what a merge could not keep: two desks gave one field two values, the later one stands,
 * and the other one is here to be taken instead. Nothing to show, no task.
 */
export function bothChangedTask(
  subject: Subject,
  wanted: DocumentFields,
  stored: DocumentFields,
  replaced: readonly Replaced[],
): SideDocument[] {
  if (replaced.length === 0) return [];
  const [earlier, later] = inOrder(wanted.changed, stored.changed);
  const task = createTask({
    id: derivedId('Task', 'BOTH_CHANGED', subject.id, earlier.operation, later.operation),
    kind: 'BOTH_CHANGED',
    subject,
    details: {
      fields: replaced.map(({ path, kept, other }) => ({ path, kept: kept ?? null, other: other ?? null })),
      changedBy: [earlier.by, later.by],
    },
    stamp: bySystem(later),
  });
  return [alongside(task)];
}

/** The stamp of something that follows from a change by a rule; the same wherever the rule runs. */
export function bySystem(cause: Stamp): Stamp {
  return { ...cause, by: { kind: 'SYSTEM' } };
}

/** The stamp of a document that a rule changes because of another one: it never goes back in time. */
export function changedBecauseOf(cause: Stamp, { changed }: DocumentFields): Stamp {
  const [, later] = inOrder(cause, changed);
  return bySystem(later);
}

function inOrder(a: Stamp, b: Stamp): readonly [Stamp, Stamp] {
  return stampOrder(a) <= stampOrder(b) ? [a, b] : [b, a];
}
