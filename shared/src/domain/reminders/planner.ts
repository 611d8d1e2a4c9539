import type { CivilDate } from '../../base/civil-date.ts';
import { derivedId, type Id } from '../../base/id.ts';
import type { Instant } from '../../base/instant.ts';
import type { Booking } from '../bookings/booking.ts';
import type { Client, ClientId } from '../clients/client.ts';
import type { PetId } from '../pets/pet.ts';
import { type AppointmentStage, explainAppointment } from './appointment-notices.ts';
import { type DueVaccination, dueVaccinations } from './due.ts';
import { type ExplainedStage, explainDue } from './explain.ts';
import { type FactIndex, indexFacts, messagesOnDay, type ReminderFacts } from './facts.ts';
import { type RecallLine, recallLine } from './recall-list.ts';
import type { Stage } from './stages.ts';
import type { Moved, Verdict } from './verdict.ts';

/** One thing a message speaks of. */
export type ReminderItem =
  | {
      readonly kind: 'VACCINATION';
      readonly key: string;
      readonly pet: PetId;
      readonly vaccine: string;
      readonly due: CivilDate;
      readonly stage: Stage;
      readonly moved?: Moved;
    }
  | {
      readonly kind: 'APPOINTMENT';
      readonly key: string;
      readonly pet: PetId;
      readonly booking: Booking['id'];
      readonly start: Instant;
      readonly stage: AppointmentStage;
      readonly moved?: Moved;
    };

/** One message to one owner on one day, about all their animals. */
export interface PlannedMessage {
  /** The same however often it is planned, so that it is sent once. */
  readonly id: Id<'Notice'>;
  readonly owner: ClientId;
  readonly sendAt: Instant;
  readonly items: readonly ReminderItem[];
}

export interface ReminderPlan {
  /** Earliest first. */
  readonly messages: readonly PlannedMessage[];
  readonly recall: readonly RecallLine[];
}

/**
 * What is to be sent and who is to be called, as of a moment. It depends on nothing but the facts: whoever runs it, how
 * often, and after whatever restart, plans the same messages, and what is known as sent is not planned again.
 */
export function planReminders(facts: ReminderFacts, now: Instant): ReminderPlan {
  const index = indexFacts(facts);
  const dues = dueVaccinations(facts.vaccinations).map((due) => ({ due, stages: explainDue(index, due, now) }));
  const items = [
    ...dues.flatMap(({ due, stages }) => stages.flatMap((stage) => vaccinationItem(index, due, stage))),
    ...facts.bookings.flatMap((booking) => appointmentItems(index, booking, now)),
  ];
  return {
    messages: messagesFrom(index, items),
    recall: dues.flatMap(({ due, stages }) => recallLine(index, due, stages, now)),
  };
}

/** The messages whose time has come. */
export function messagesDue({ messages }: ReminderPlan, now: Instant): readonly PlannedMessage[] {
  return messages.filter(({ sendAt }) => sendAt <= now);
}

interface TimedItem {
  readonly owner: Client;
  readonly sendAt: Instant;
  readonly item: ReminderItem;
}

function vaccinationItem(index: FactIndex, due: DueVaccination, { stage, key, verdict }: ExplainedStage): TimedItem[] {
  const pet = index.pets.get(due.pet);
  const owner = pet && index.facts.ownerOf(pet.owner);
  if (owner === undefined || verdict.is !== 'PLANNED') return [];
  const { pet: id, vaccine } = due;
  const item = { kind: 'VACCINATION', key, pet: id, vaccine, due: due.due, stage, ...movedOf(verdict) } as const;
  return [{ owner, sendAt: verdict.sendAt, item }];
}

function appointmentItems(index: FactIndex, booking: Booking, now: Instant): TimedItem[] {
  const owner = index.facts.ownerOf(booking.client);
  if (owner === undefined) return [];
  return explainAppointment(index, booking, now).flatMap(({ stage, key, verdict }) => {
    if (verdict.is !== 'PLANNED') return [];
    const { id, pet, start } = booking;
    const item = { kind: 'APPOINTMENT', key, pet, booking: id, start, stage, ...movedOf(verdict) } as const;
    return [{ owner, sendAt: verdict.sendAt, item }];
  });
}

function movedOf(verdict: Extract<Verdict, { is: 'PLANNED' }>): { readonly moved?: Moved } {
  return verdict.moved === undefined ? {} : { moved: verdict.moved };
}

/** What falls on one day of an owner goes out together, with the earliest of it. */
function messagesFrom(index: FactIndex, items: readonly TimedItem[]): PlannedMessage[] {
  const byDay = Map.groupBy(items, ({ owner, sendAt }) => `${owner.id} ${index.clock.dayAt(sendAt, owner.zone)}`);
  return [...byDay]
    .flatMap(([, together]) => {
      const inOrder = together.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
      const [first] = inOrder;
      return first === undefined ? [] : [messageOf(index, first, inOrder)];
    })
    .toSorted((a, b) => (`${a.sendAt} ${a.id}` < `${b.sendAt} ${b.id}` ? -1 : 1));
}

function messageOf(index: FactIndex, { owner, sendAt }: TimedItem, together: readonly TimedItem[]): PlannedMessage {
  const before = messagesOnDay(index, owner, sendAt).size;
  const id = derivedId<'Notice'>('Notice', 'REMINDER', owner.id, index.clock.dayAt(sendAt, owner.zone), String(before));
  return { id, owner: owner.id, sendAt, items: together.map(({ item }) => item) };
}

function orderOf({ sendAt, item }: TimedItem): string {
  return `${sendAt} ${item.key}`;
}
