import { derivedId } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ClientId } from '@lapka/shared/domain/clients/client.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import type { Notice } from '@lapka/shared/domain/inbox/notice.ts';
import { createNotice } from '@lapka/shared/domain/inbox/notice-rules.ts';
import {
  messagesDue,
  type PlannedMessage,
  planReminders,
  type ReminderItem,
} from '@lapka/shared/domain/reminders/planner.ts';
import { wallMomentAt } from '@lapka/shared/base/wall-time.ts';
import { serverDevice } from '../stores/server-device.ts';
import type { ClinicTransaction } from '../stores/document-store.ts';
import { type OwnerFacts, ownerFacts, type ReminderDetails, reminderTopic } from './owner-facts.ts';

export interface Reminded {
  /** What is sent now, written down in the same transaction: sent once, whatever breaks afterwards. */
  readonly notices: readonly Notice[];
  /** When to look at this owner next; undefined when nothing is planned. */
  readonly next: Instant | undefined;
}

/**
 * Looks at an owner's reminders as of now and writes down what is to be sent. Everything is decided at this moment from
 * what was committed, so that what was cancelled, done or withdrawn in the meantime is never sent (R-076, story 12).
 */
export async function remindOwner(transaction: ClinicTransaction, client: ClientId, now: Instant): Promise<Reminded> {
  const known = await ownerFacts(transaction, client);
  if (known === undefined) return { notices: [], next: undefined };
  const plan = planReminders(known.facts, now);
  const due = messagesDue(plan, now);
  const notices = due.map((message) => noticeOf(message, known, now));
  const operation = derivedId<'Operation'>('Operation', 'reminders', client, now);
  const writes = notices.map((document) => ({
    collection: inbox.name,
    document,
    deleted: false,
    device: serverDevice,
    operation,
  }));
  if (writes.length > 0) await transaction.put(writes);
  const next = plan.messages.find((message) => !due.includes(message))?.sendAt;
  return { notices, next };
}

function noticeOf(message: PlannedMessage, { petOf, facts }: OwnerFacts, now: Instant): Notice {
  const details: ReminderDetails = {
    items: message.items.map((item) => ({
      key: item.key,
      kind: item.kind,
      petName: petOf(item.pet)?.name ?? '–',
      ...(item.kind === 'VACCINATION' ? { vaccine: item.vaccine } : {}),
      due: dayOf(item, facts),
    })),
  };
  return createNotice(
    {
      id: message.id,
      type: 'REMINDER',
      to: { kind: 'CLIENT', client: message.owner },
      topic: reminderTopic,
      details,
    },
    {
      operation: derivedId<'Operation'>('Operation', 'reminder', message.id),
      at: now,
      by: { kind: 'SYSTEM' },
      device: serverDevice,
    },
  );
}

/** The day the item speaks of: when the dose is due, or the day of the visit at its location. */
function dayOf(item: ReminderItem, { bookings }: OwnerFacts['facts']): string {
  if (item.kind === 'VACCINATION') return item.due;
  const booking = bookings.find(({ id }) => id === item.booking);
  return booking === undefined ? item.start.slice(0, 10) : wallMomentAt(item.start, booking.zone).date;
}
