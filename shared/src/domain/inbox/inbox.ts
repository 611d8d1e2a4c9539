import { z } from 'zod';
import { collectionKey } from '../collection-key.ts';
import { conversationSchema } from './conversation.ts';
import { enquirySchema } from './enquiry.ts';
import { messageSchema } from './message.ts';
import { noticeSchema } from './notice.ts';
import { recallSchema } from './recall.ts';
import { taskSchema } from './task.ts';

/**
 * What waits for a person: tasks the program must not decide, enquiries and conversations of owners, notices, and the
 * list of owners to call. The desk shows all of it in one place, in clinic words.
 */
export const inboxSchema = z.discriminatedUnion('kind', [
  taskSchema,
  enquirySchema,
  conversationSchema,
  messageSchema,
  noticeSchema,
  recallSchema,
]);
export type InboxEntry = z.infer<typeof inboxSchema>;

export const inbox = collectionKey<InboxEntry>('inbox');
