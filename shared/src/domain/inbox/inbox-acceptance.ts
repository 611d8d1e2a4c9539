import { sameJson } from '../../base/json.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal } from '../acceptance.ts';
import { conversationId } from './conversation.ts';
import type { InboxEntry } from './inbox.ts';
import { mergeInbox } from './inbox-merge.ts';
import { recallId } from './recall.ts';

/**
 * Entries of the inbox are joined. Refused is only what no honest device sends: an entry that changes its kind or whom it
 * is about, a second conversation about the same thing (C-45), a message whose text is edited after it was sent.
 */
export function acceptInbox(proposal: Proposal<InboxEntry>): Acceptance<InboxEntry> {
  const { stored, base, wanted } = proposal;
  const refusal = refusalOf(stored, wanted);
  if (refusal !== undefined) return refusal;
  if (stored === undefined || followsOnStored(proposal)) return accepted;
  const document = mergeInbox(base, wanted, stored);
  return sameJson(document, wanted) ? accepted : { kind: 'merge', document };
}

function refusalOf(stored: InboxEntry | undefined, wanted: InboxEntry): Acceptance<never> | undefined {
  if (stored !== undefined && stored.kind !== wanted.kind) return { kind: 'refuse', reason: 'KIND_CHANGED' };
  switch (wanted.kind) {
    case 'CONVERSATION':
      if (wanted.id === conversationId(wanted.client, wanted.booking)) return undefined;
      return { kind: 'refuse', reason: 'ANOTHER_CONVERSATION' };
    case 'RECALL':
      if (wanted.id === recallId(wanted.pet, wanted.vaccine, wanted.due)) return undefined;
      return { kind: 'refuse', reason: 'ANOTHER_RECALL' };
    case 'MESSAGE':
      if (stored?.kind !== 'MESSAGE' || !isEdited(stored, wanted)) return undefined;
      return { kind: 'refuse', reason: 'MESSAGE_IS_SENT' };
    case 'TASK':
    case 'ENQUIRY':
    case 'NOTICE':
      return undefined;
  }
}

type Message = Extract<InboxEntry, { kind: 'MESSAGE' }>;

function isEdited(stored: Message, wanted: Message): boolean {
  if (stored.thread !== wanted.thread || !sameJson(stored.author, wanted.author)) return true;
  return stored.body.kind === 'TEXT' && wanted.body.kind === 'TEXT' && !sameJson(stored.body, wanted.body);
}
