import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { type JsonObject, jsonObjectSchema } from '../../base/json.ts';
import type { SideDocument } from '../acceptance.ts';
import { createdBy, documentFields, type Stamp, stampSchema } from '../document.ts';
import { type Subject, subjectSchema } from './subject.ts';
import { inboxVersion } from './version.ts';

/** Found when changes of several devices meet. */
export const conflictKinds = [
  'SLOT_CONFLICT',
  'STATUS_CONFLICT',
  'PASSPORT_CLASH',
  'CHIP_CLASH',
  'BOTH_CHANGED',
  'TEXTS_TO_JOIN',
  'LATE_EDIT_OF_SIGNED',
  'OVERDRAFT',
  'PACKAGE_USED_TWICE',
  'STOCK_CONFLICT',
  'PROMOTION_OVERUSED',
  'INVOICE_CHANGED_LATE',
  'NUMBER_USED_TWICE',
  'DUPLICATE_CLIENT',
  'LAST_OWNER',
  'SHIFT_CLASH',
] as const;

/**
 * Something a person has to look at, because the program must not decide it: two bookings met in one slot, two passports
 * have one number, a draft was never signed. A task says what it is about and what both sides were, stays open until
 * somebody settles it, and then says how.
 *
 * Two devices that find the same thing make the same task: its id is derived from the reason and what is concerned.
 */
export const taskKindSchema = z.enum([
  ...conflictKinds,
  // Found by the sync itself.
  'REFUSED_CHANGE',
  'NEWER_DOCUMENT',
  // Found by a look at the day.
  'UNSIGNED_DRAFT',
  'LOW_STOCK',
  'NEAR_EXPIRY',
  'SHIFT_NOT_CLOSED',
  'TO_DO',
]);
export type TaskKind = z.infer<typeof taskKindSchema>;

/** OPEN → DONE, and OPEN again when it was settled too early. */
export const taskStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('OPEN') }),
  z.strictObject({ status: z.literal('DONE'), done: stampSchema, outcome: z.string().max(500) }),
]);

export const taskSchema = z.strictObject({
  id: idSchema('Task'),
  kind: z.literal('TASK'),
  task: taskKindSchema,
  subject: subjectSchema,
  /** What its sentence says and what a screen needs to offer a way out; the shape depends on the kind of task. */
  details: jsonObjectSchema,
  state: taskStateSchema,
  /** Who took it on. */
  assignee: idSchema('Staff').optional(),
  /** Not before this day does it need anybody. */
  due: civilDateSchema.optional(),
  note: z.string().max(8_000).optional(),
  ...documentFields,
});
export type Task = z.infer<typeof taskSchema>;
export type TaskId = Id<'Task'>;

export interface NewTask {
  /** `derivedId('Task', reason, ...parts)` where two devices may find the same thing, else a fresh id. */
  readonly id: TaskId;
  readonly kind: TaskKind;
  readonly subject: Subject;
  readonly details: JsonObject;
  readonly stamp: Stamp;
}

export function createTask({ id, kind, subject, details, stamp }: NewTask): Task {
  return {
    id,
    kind: 'TASK',
    task: kind,
    subject,
    details,
    state: { status: 'OPEN' },
    ...createdBy(stamp, inboxVersion),
  };
}

/** A task as a decision brings it about beside the document it decides. */
export function alongside(task: Task): SideDocument {
  return { collection: 'inbox', document: task };
}
