import { derivedId } from '../../base/id.ts';
import { type Instant, plusDays } from '../../base/instant.ts';
import type { Stamp } from '../document.ts';
import { createTask, type Task } from '../inbox/task.ts';
import type { DraftVisit, Visit } from './visit.ts';

/** Drafts nobody has signed within a day, the oldest first: what the chief vet's list shows (story 9). */
export function unsignedDrafts(visits: readonly Visit[], now: Instant): DraftVisit[] {
  return visits
    .filter((visit) => visit.status === 'DRAFT')
    .filter(({ created }) => plusDays(created.at, 1) <= now)
    .toSorted((a, b) => (`${a.created.at} ${a.id}` < `${b.created.at} ${b.id}` ? -1 : 1));
}

/** One task per draft, however often and wherever the list is made. */
export function unsignedDraftTask({ id, pet, date, vetName, created }: DraftVisit, stamp: Stamp): Task {
  return createTask({
    id: unsignedDraftTaskId(id),
    kind: 'UNSIGNED_DRAFT',
    subject: { collection: 'records', id },
    details: { pet, date, vet: vetName, since: created.at },
    stamp,
  });
}

export function unsignedDraftTaskId(draft: DraftVisit['id']): Task['id'] {
  return derivedId('Task', 'UNSIGNED_DRAFT', draft);
}
