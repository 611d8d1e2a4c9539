import { type Instant, millisecondsBetween, plusMinutes } from '../../base/instant.ts';
import type { Stamp } from '../document.ts';
import {
  type BookingEvent,
  type BookingSlot,
  eventOrder,
  type MissedReason,
  type SlotEvent,
  type StatusEvent,
  type VisitRecord,
  type Waiting,
} from './booking-event.ts';

/** What a booking says about itself: its time and its status, with what belongs to that status. */
export type Standing =
  | (BookingSlot & { readonly status: 'PENDING'; readonly waiting: Waiting })
  | (WithVet & { readonly status: 'ASSIGNED' | 'CONFIRMED' | 'ON_THE_WAY' | 'ARRIVED' | 'IN_PROGRESS' })
  | (BookingSlot & { readonly status: 'CHECK_IN' })
  | (WithVet & { readonly status: 'CHECK_OUT' | 'COMPLETED'; readonly record: VisitRecord })
  | (BookingSlot & {
      readonly status: 'CANCELLED';
      readonly cancelled: { readonly stamp: Stamp; readonly reason: string; readonly late: boolean };
      readonly freedFrom: Instant;
    })
  | (BookingSlot & {
      readonly status: 'NO_SHOW';
      readonly missed: { readonly stamp: Stamp; readonly reason: MissedReason; readonly note?: string };
      readonly freedFrom: Instant;
    });

type WithVet = BookingSlot & { readonly vet: NonNullable<BookingSlot['vet']> };

/**
 * Where a booking stands, as it follows from its history. The history of two devices is the union of what happened on
 * both, so this function decides what wins when both did something:
 *
 * 1. The patient was here. CHECK_IN and everything after it beats whatever another device thought meanwhile, a cancel
 *    included: nobody can call off what has happened. Of these the furthest stands. LEFT_WITHOUT_BEING_SEEN comes after
 *    IN_PROGRESS and before CHECK_OUT: a vet who saw the patient out knows better.
 * 2. Else it is off. A cancel beats a no-show, because somebody spoke with the owner; both beat everything that was
 *    still planned.
 * 3. Else the newest round counts: who had not yet heard that the slot was lost cannot take it back by an old promise.
 *    Within a round the furthest stands.
 *
 * Of two equal ones the earlier stands. Everything else stays in the history, and acceptance makes a task of what was
 * overruled. Undefined for a list that is no history: without a status, or without a slot that fits the status.
 */
export function standingOf(history: readonly BookingEvent[]): Standing | undefined {
  const decisive = decisiveOf(history);
  const slot = decisive === undefined ? undefined : slotOf(history, decisive);
  if (decisive === undefined || slot === undefined) return undefined;
  const { stamp } = decisive;
  const { vet } = slot;
  switch (decisive.to) {
    case 'PENDING':
      return { ...slot, status: 'PENDING', waiting: decisive.waiting };
    case 'ASSIGNED':
    case 'CONFIRMED':
    case 'ON_THE_WAY':
    case 'ARRIVED':
    case 'IN_PROGRESS':
      return vet === undefined ? undefined : { ...slot, vet, status: decisive.to };
    case 'CHECK_IN':
      return { ...slot, status: 'CHECK_IN' };
    case 'CHECK_OUT':
    case 'COMPLETED': {
      const record = recordOf(history);
      return vet === undefined || record === undefined ? undefined : { ...slot, vet, status: decisive.to, record };
    }
    case 'CANCELLED': {
      const { reason, late } = decisive;
      const cancelled = { stamp, reason, late };
      return { ...slot, status: 'CANCELLED', cancelled, freedFrom: freedFrom(slot, stamp.at) };
    }
    case 'NO_SHOW': {
      const { reason, note } = decisive;
      const missed = { stamp, reason, ...(note === undefined ? {} : { note }) };
      return { ...slot, status: 'NO_SHOW', missed, freedFrom: freedFrom(slot, stamp.at) };
    }
  }
}

/** What people decided and something else overruled: a cancel or a no-show of a patient who came, a no-show by a cancel. */
export function overruled(history: readonly BookingEvent[]): StatusEvent[] {
  const decisive = decisiveOf(history);
  return history
    .filter((event) => event.kind === 'STATUS')
    .filter(({ to }) => (to === 'CANCELLED' || to === 'NO_SHOW') && to !== decisive?.to);
}

function decisiveOf(history: readonly BookingEvent[]): StatusEvent | undefined {
  let decisive: StatusEvent | undefined;
  for (const event of history) {
    if (event.kind === 'STATUS' && (decisive === undefined || beats(event, decisive))) decisive = event;
  }
  return decisive;
}

/** The newest agreed time. A wish without a vet that was moved elsewhere meanwhile does not undo an assignment. */
function slotOf(history: readonly BookingEvent[], decisive: StatusEvent): BookingSlot | undefined {
  let agreed: SlotEvent | undefined;
  for (const event of history) {
    if (event.kind !== 'SLOT' || (event.slot.vet === undefined && mustHaveVet.has(decisive.to))) continue;
    if (agreed === undefined || isNewerSlot(event, agreed)) agreed = event;
  }
  return agreed?.slot;
}

/** What was said about the record when the patient was first checked out. */
function recordOf(history: readonly BookingEvent[]): VisitRecord | undefined {
  let first: Extract<StatusEvent, { to: 'CHECK_OUT' }> | undefined;
  for (const event of history) {
    if (event.kind !== 'STATUS' || event.to !== 'CHECK_OUT') continue;
    if (first === undefined || eventOrder(event) < eventOrder(first)) first = event;
  }
  return first?.record;
}

/** From when on the slots are free again after a cancel or a no-show: those not yet begun by then (C-14). */
function freedFrom({ start, end, grid }: BookingSlot, at: Instant): Instant {
  if (at < start) return start;
  const begun = Math.floor(millisecondsBetween(start, at) / (grid * 60_000)) + 1;
  const free = plusMinutes(start, begun * grid);
  return free < end ? free : end;
}

const mustHaveVet: ReadonlySet<StatusEvent['to']> = new Set([
  'ASSIGNED',
  'CONFIRMED',
  'ON_THE_WAY',
  'ARRIVED',
  'IN_PROGRESS',
  'CHECK_OUT',
  'COMPLETED',
]);

/** Group and rank within the group: 2 the patient was here, 1 it is off, 0 it is planned. */
const stages = {
  PENDING: [0, 0],
  ASSIGNED: [0, 1],
  CONFIRMED: [0, 2],
  ON_THE_WAY: [0, 3],
  ARRIVED: [0, 4],
  NO_SHOW: [1, 0],
  CANCELLED: [1, 1],
  CHECK_IN: [2, 0],
  IN_PROGRESS: [2, 1],
  LEFT: [2, 2],
  CHECK_OUT: [2, 3],
  COMPLETED: [2, 4],
} as const;

function beats(event: StatusEvent, other: StatusEvent): boolean {
  const [group, rank] = stageOf(event);
  const [otherGroup, otherRank] = stageOf(other);
  if (group !== otherGroup) return group > otherGroup;
  if (group === 0 && event.round !== other.round) return event.round > other.round;
  if (rank !== otherRank) return rank > otherRank;
  return eventOrder(event) < eventOrder(other);
}

function stageOf(event: StatusEvent): readonly [number, number] {
  return stages[event.to === 'NO_SHOW' && event.reason === 'LEFT_WITHOUT_BEING_SEEN' ? 'LEFT' : event.to];
}

function isNewerSlot(event: SlotEvent, other: SlotEvent): boolean {
  if (event.round !== other.round) return event.round > other.round;
  return eventOrder(event) > eventOrder(other);
}
