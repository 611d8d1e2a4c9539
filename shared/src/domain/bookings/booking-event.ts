import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { derivedId, type Id, idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { lineText } from '../../base/text.ts';
import { wallTimeSchema } from '../../base/wall-time.ts';
import { zoneSchema } from '../../base/zone.ts';
import { freeSlotSchema } from '../availability/free-slots.ts';
import { stampOrder, type Stamp, stampSchema } from '../document.ts';

/**
 * What happened to a booking, one thing after the other: its time was agreed or moved, its status changed. The list of
 * these is the booking's history, and everything the booking says about itself follows from it (see `standing.ts`), so
 * that two devices that each added something can always be brought together.
 */

/** A time that was agreed on: what the clock on the wall shows, the zone, and the instants that gives (C-56). */
export const bookingSlotSchema = z.strictObject({
  location: idSchema('Location'),
  date: civilDateSchema,
  time: wallTimeSchema,
  zone: zoneSchema,
  start: instantSchema,
  end: instantSchema,
  /** Minutes of one slot of the location when this was agreed; a later grid does not change it. */
  grid: z.int().min(5).max(60),
  /** Missing while nobody is assigned. */
  vet: idSchema('Staff').optional(),
  /** Missing at the owner's home and where the service needs none. */
  room: idSchema('Room').optional(),
});
export type BookingSlot = z.infer<typeof bookingSlotSchema>;

/** Why a booking waits for the clinic. */
export const waitingSchema = z.discriminatedUnion('why', [
  /** The owner takes any vet. */
  z.strictObject({ why: z.literal('NO_VET') }),
  /** The owner took a free slot, but the clinic had not been heard of for a while. */
  z.strictObject({ why: z.literal('CLINIC_SILENT') }),
  /** Another booking has the slot; these were the next free ones when that was found. */
  z.strictObject({
    why: z.literal('SLOT_CONFLICT'),
    with: idSchema('Booking'),
    offers: z.array(freeSlotSchema).max(10),
  }),
]);
export type Waiting = z.infer<typeof waitingSchema>;

export const visitRecordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('SAVED'), record: idSchema('Record') }),
  z.strictObject({ kind: z.literal('NOT_NEEDED') }),
]);
export type VisitRecord = z.infer<typeof visitRecordSchema>;

export const missedReasonSchema = z.enum(['DID_NOT_COME', 'NOT_AT_HOME', 'LEFT_WITHOUT_BEING_SEEN']);
export type MissedReason = z.infer<typeof missedReasonSchema>;

/** No honest history comes near these. */
const lastTurn = 1_000_000;
const lastRound = 1_000;

const happened = {
  id: idSchema('BookingEvent'),
  stamp: stampSchema,
  /** One more than everything the one who did this knew of, so that a clock set back reorders nothing. */
  turn: z.int().min(1).max(lastTurn),
  /** How often the booking had lost its slot before. What was done in an older round knew nothing of that. */
  round: z.int().min(0).max(lastRound),
};
const changed = { ...happened, kind: z.literal('STATUS') };

export const statusEventSchema = z.discriminatedUnion('to', [
  z.strictObject({ ...changed, to: z.literal('PENDING'), waiting: waitingSchema }),
  z.strictObject({
    ...changed,
    to: z.enum(['ASSIGNED', 'CONFIRMED', 'ON_THE_WAY', 'ARRIVED', 'CHECK_IN', 'IN_PROGRESS', 'COMPLETED']),
  }),
  z.strictObject({ ...changed, to: z.literal('CHECK_OUT'), record: visitRecordSchema }),
  z.strictObject({ ...changed, to: z.literal('CANCELLED'), reason: lineText(500), late: z.boolean() }),
  z.strictObject({
    ...changed,
    to: z.literal('NO_SHOW'),
    reason: missedReasonSchema,
    note: lineText(500).optional(),
  }),
]);
export type StatusEvent = z.infer<typeof statusEventSchema>;

export const slotEventSchema = z.strictObject({
  ...happened,
  kind: z.literal('SLOT'),
  slot: bookingSlotSchema,
  reason: lineText(500).optional(),
});
export type SlotEvent = z.infer<typeof slotEventSchema>;

export const bookingEventSchema = z.discriminatedUnion('kind', [slotEventSchema, statusEventSchema]);
export type BookingEvent = z.infer<typeof bookingEventSchema>;

/** What a command adds to a history; the rest is put on when it is added. */
export type NewEvent = Omitted<StatusEvent> | Omitted<SlotEvent>;
type Omitted<Event> = Event extends unknown ? Omit<Event, 'id' | 'stamp' | 'turn' | 'round'> : never;

/** The history with what one operation adds. The same operation on the same history always adds the same. */
export function withEvents(
  booking: Id<'Booking'>,
  history: readonly BookingEvent[],
  added: readonly NewEvent[],
  stamp: Stamp,
): BookingEvent[] {
  const result = [...history];
  for (const event of added) {
    const turn = Math.min(highest(result, 'turn') + 1, lastTurn);
    const id = derivedId('BookingEvent', booking, stamp.operation, String(result.length));
    const lost = event.kind === 'STATUS' && event.to === 'PENDING' && event.waiting.why === 'SLOT_CONFLICT' ? 1 : 0;
    result.push({ ...event, id, stamp, turn, round: Math.min(highest(result, 'round') + lost, lastRound) });
  }
  return inOrder(result);
}

/** One history has one way of writing it. */
export function inOrder(history: readonly BookingEvent[]): BookingEvent[] {
  return history.toSorted((a, b) => (eventOrder(a) < eventOrder(b) ? -1 : 1));
}

/** A total order of events, the same on every device: by what they knew of, then corrected time, device and id. */
export function eventOrder({ turn, stamp, id }: BookingEvent): string {
  return `${String(turn).padStart(7, '0')} ${stampOrder(stamp)} ${id}`;
}

function highest(history: readonly BookingEvent[], name: 'turn' | 'round'): number {
  return history.reduce((most, event) => Math.max(most, event[name]), 0);
}
