import { z } from 'zod';
import { derivedId, type Id, idSchema } from '../../base/id.ts';
import { type Instant, instantSchema } from '../../base/instant.ts';
import { documentFields } from '../document.ts';

/**
 * The talk between one owner and the clinic, in general or about one booking; there is one of each (C-45). For the owner
 * it is a chat with one partner; in the clinic it is a team inbox, where each message is signed by the person who wrote it.
 */
export const conversationSchema = z.strictObject({
  id: idSchema('Conversation'),
  kind: z.literal('CONVERSATION'),
  client: idSchema('Client'),
  booking: idSchema('Booking').optional(),
  /** The newest message: lists are ordered by it, and unread counts come from it. */
  last: z
    .strictObject({ at: instantSchema, side: z.enum(['CLINIC', 'OWNER']), message: idSchema('Message') })
    .optional(),
  /** Up to when each side has read. */
  readByClinic: instantSchema.optional(),
  readByOwner: instantSchema.optional(),
  ...documentFields,
});
export type Conversation = z.infer<typeof conversationSchema>;
export type ConversationId = Id<'Conversation'>;
export type Side = 'CLINIC' | 'OWNER';

/** The id says what the conversation is about, so that two devices that open it open one. */
export function conversationId(client: Conversation['client'], booking: Conversation['booking']): ConversationId {
  return derivedId('Conversation', client, booking ?? '');
}

/** Whether a side has something to read. */
export function isUnread({ last, readByClinic, readByOwner }: Conversation, side: Side): boolean {
  if (last === undefined || last.side === side) return false;
  const read: Instant | undefined = side === 'CLINIC' ? readByClinic : readByOwner;
  return read === undefined || read < last.at;
}
