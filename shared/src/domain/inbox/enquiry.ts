import { z } from 'zod';
import { type Id, idSchema } from '../../base/id.ts';
import { lineText, longText } from '../../base/text.ts';
import { documentFields, stampSchema } from '../document.ts';
import { subjectSchema } from './subject.ts';

/**
 * Something an owner wants from the clinic (C-46): a question, a ticket, a complaint, or a report about somebody, with
 * evidence. It gets a priority and a person, and ends resolved or rejected; what is written back and forth is a
 * conversation of its own.
 *
 * NEW → ASSIGNED → IN_PROGRESS → WAITING_OWNER → RESOLVED or REJECTED; the ways between them are in `enquiry-rules.ts`.
 */
export const enquiryKinds = ['QUESTION', 'TICKET', 'COMPLAINT', 'REPORT'] as const;
export const enquiryStatuses = ['NEW', 'ASSIGNED', 'IN_PROGRESS', 'WAITING_OWNER', 'RESOLVED', 'REJECTED'] as const;
export const enquiryStatusSchema = z.enum(enquiryStatuses);
export type EnquiryStatus = z.infer<typeof enquiryStatusSchema>;

export const prioritySchema = z.enum(['LOW', 'NORMAL', 'HIGH', 'URGENT']);
export type Priority = z.infer<typeof prioritySchema>;

/** A file that was sent along, by its content hash (C-55). */
export const evidenceSchema = z.strictObject({
  file: z.string().regex(/^[0-9a-f]{64}$/),
  description: lineText(200).optional(),
});

/** Where it stands since its newest step, and who takes care of it. */
const standingSchema = z.strictObject({
  status: enquiryStatusSchema,
  since: stampSchema,
  assignee: idSchema('Staff').optional(),
});
export type EnquiryStanding = z.infer<typeof standingSchema>;

/** One step on the way. */
export const enquiryStepSchema = z.strictObject({
  stamp: stampSchema,
  to: enquiryStatusSchema,
  /** Why it was rejected, how it was resolved, what the clinic waits for. */
  said: lineText(1_000).optional(),
});
export type EnquiryStep = z.infer<typeof enquiryStepSchema>;

export const enquirySchema = z.strictObject({
  id: idSchema('Enquiry'),
  kind: z.literal('ENQUIRY'),
  enquiry: z.enum(enquiryKinds),
  /** Whose it is; a report may come from somebody the clinic does not know. */
  client: idSchema('Client').optional(),
  source: z.enum(['PORTAL', 'TELEGRAM', 'PHONE', 'AT_DESK', 'EMAIL']),
  title: lineText(160),
  text: longText(20_000),
  about: subjectSchema.optional(),
  evidence: z.array(evidenceSchema).max(200),
  priority: prioritySchema,
  standing: standingSchema,
  steps: z.array(enquiryStepSchema).min(1).max(2_000),
  ...documentFields,
});
export type Enquiry = z.infer<typeof enquirySchema>;
export type EnquiryId = Id<'Enquiry'>;
