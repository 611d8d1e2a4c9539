import { failure, type Failure } from '../../base/failure.ts';
import { type Instant, laterOf } from '../../base/instant.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyText } from '../../base/text.ts';
import { createdBy, type Stamp } from '../document.ts';
import { type Conversation, conversationId, type Side } from './conversation.ts';
import type { Message, MessageId } from './message.ts';
import { inboxVersion } from './version.ts';

const longest = 4_000;

/** The conversation of an owner, in general or about a booking (C-45). */
export function openConversation(
  client: Conversation['client'],
  booking: Conversation['booking'],
  stamp: Stamp,
): Conversation {
  const id = conversationId(client, booking);
  return { id, kind: 'CONVERSATION', client, ...onlyDefined({ booking }), ...createdBy(stamp, inboxVersion) };
}

export interface NewMessage {
  readonly id: MessageId;
  readonly text: string;
  readonly files: Extract<Message['body'], { kind: 'TEXT' }>['files'];
  readonly authorName: string;
}

export interface SentMessage {
  readonly message: Message;
  readonly conversation: Conversation;
}

/** Sends a message and moves its conversation to the top. Whoever writes has read what was there. */
export function sendMessage(
  conversation: Conversation,
  { id, text, files, authorName }: NewMessage,
  stamp: Stamp,
): Result<SentMessage, Failure<'MESSAGE_EMPTY' | 'MESSAGE_TOO_LONG'>> {
  const body = readBody(text, files);
  if (!body.ok) return body;
  const side: Side = stamp.by.kind === 'OWNER' ? 'OWNER' : 'CLINIC';
  const message: Message = {
    id,
    kind: 'MESSAGE',
    thread: conversation.id,
    sentAt: stamp.at,
    author: stamp.by,
    authorName,
    body: body.value,
    ...createdBy(stamp, inboxVersion),
  };
  const isNewest = conversation.last === undefined || conversation.last.at <= stamp.at;
  const last = isNewest ? { at: stamp.at, side, message: id } : conversation.last;
  const told = { ...conversation, ...onlyDefined({ last }), changed: stamp };
  return ok({ message, conversation: markRead(told, side, stamp.at, stamp) });
}

/** A side has read up to a moment; reading only goes forward. */
export function markRead(conversation: Conversation, side: Side, upTo: Instant, stamp: Stamp): Conversation {
  const field = side === 'CLINIC' ? 'readByClinic' : 'readByOwner';
  const before = conversation[field];
  if (before !== undefined && before >= upTo) return conversation;
  return { ...conversation, [field]: before === undefined ? upTo : laterOf(before, upTo), changed: stamp };
}

/** What a person wrote goes when the person is erased (C-53); that there was a message stays. */
export function eraseMessage(message: Message, stamp: Stamp): Message {
  if (message.body.kind === 'ERASED') return message;
  return { ...message, authorName: '–', body: { kind: 'ERASED', erased: stamp }, changed: stamp };
}

function readBody(
  text: string,
  files: NewMessage['files'],
): Result<Message['body'], Failure<'MESSAGE_EMPTY' | 'MESSAGE_TOO_LONG'>> {
  if (text.length > longest) return err(failure('MESSAGE_TOO_LONG', { most: longest }));
  const tidy = tidyText(text, longest);
  // A file alone is a message, too; its text is then what it is: a sign that something hangs on it.
  const said = tidy === '' && files.length > 0 ? '📎' : tidy;
  return said === '' ? err(failure('MESSAGE_EMPTY')) : ok({ kind: 'TEXT', text: said, files: [...files] });
}
