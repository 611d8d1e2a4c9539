import { z } from 'zod';
import { type Id, idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { jsonObjectSchema } from '../../base/json.ts';
import { staffRoleSchema } from '../accounts/role.ts';
import { documentFields } from '../document.ts';
import { noticeTypeSchema } from './notice-type.ts';
import { subjectSchema } from './subject.ts';

/** To whom: one person, or everybody of a role, at one location or all. */
export const addresseeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CLIENT'), client: idSchema('Client') }),
  z.strictObject({ kind: z.literal('STAFF'), staff: idSchema('Staff') }),
  z.strictObject({ kind: z.literal('ROLE'), role: staffRoleSchema, location: idSchema('Location').optional() }),
]);
export type Addressee = z.infer<typeof addresseeSchema>;

/** Who has read it, and when: the staff member or client. */
export const readingSchema = z.strictObject({
  reader: z.union([idSchema('Staff'), idSchema('Client')]),
  at: instantSchema,
});
export type Reading = z.infer<typeof readingSchema>;

/**
 * A piece of news for somebody (R-077, C-47). It keeps what it says as a topic with values, so that every reader gets it
 * in the own language; the screen makes title and text of it, and `link` is where a click leads.
 */
export const noticeSchema = z.strictObject({
  id: idSchema('Notice'),
  kind: z.literal('NOTICE'),
  type: noticeTypeSchema,
  to: addresseeSchema,
  topic: z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/),
  details: jsonObjectSchema,
  link: subjectSchema.optional(),
  readings: z.array(readingSchema).max(2_000),
  ...documentFields,
});
export type Notice = z.infer<typeof noticeSchema>;
export type NoticeId = Id<'Notice'>;
