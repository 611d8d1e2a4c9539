import { z } from 'zod';
import { type Id, idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { lineText, longText } from '../../base/text.ts';
import { actorSchema, documentFields, stampSchema } from '../document.ts';
import { evidenceSchema } from './enquiry.ts';

/**
 * One message of a conversation or an enquiry, plain text, signed by one person (R-080, C-45). What was sent is not
 * edited; its text goes only when the person who wrote it asks to be erased (C-53).
 */
export const messageSchema = z.strictObject({
  id: idSchema('Message'),
  kind: z.literal('MESSAGE'),
  /** The conversation or enquiry it belongs to. */
  thread: z.union([idSchema('Conversation'), idSchema('Enquiry')]),
  sentAt: instantSchema,
  author: actorSchema,
  /** As it was on that day, because people change their names and leave. */
  authorName: lineText(160),
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('TEXT'), text: longText(4_000), files: z.array(evidenceSchema).max(10) }),
    z.strictObject({ kind: z.literal('ERASED'), erased: stampSchema }),
  ]),
  ...documentFields,
});
export type Message = z.infer<typeof messageSchema>;
export type MessageId = Id<'Message'>;
