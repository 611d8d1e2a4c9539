import { z } from 'zod';
import { present } from '../../base/assert.ts';
import { geoPositionSchema } from '../../base/geo-position.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { sameJson } from '../../base/json.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { lineText, longText } from '../../base/text.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields, stampOrder, stampSchema } from '../document.ts';
import { bookingCodeSchema } from '../accounts/device-series.ts';
import { type Quote, quoteSchema } from '../catalogue/quote.ts';
import {
  bookingEventSchema,
  bookingSlotSchema,
  missedReasonSchema,
  visitRecordSchema,
  waitingSchema,
} from './booking-event.ts';
import { standingOf } from './standing.ts';

/**
 * A visit that was agreed on, or is being asked for: which animal, when, with whom, what for and at what price. It goes
 * through eleven states:
 *
 * PENDING waits for the clinic → ASSIGNED has a vet and a time → CONFIRMED the owner agreed → (at the owner's home:
 * ON_THE_WAY → ARRIVED) → CHECK_IN the patient is here → IN_PROGRESS with the vet → CHECK_OUT done, to be paid →
 * COMPLETED. It ends early as CANCELLED, while the patient is not here, or as NO_SHOW.
 *
 * A booking keeps everything that happened to it in `history`. Its status, its time, its vet and its room are written
 * out beside the history for everybody who looks for them, and always follow from it.
 */
export const bookingStatusSchema = z.enum([
  'PENDING',
  'ASSIGNED',
  'CONFIRMED',
  'ON_THE_WAY',
  'ARRIVED',
  'CHECK_IN',
  'IN_PROGRESS',
  'CHECK_OUT',
  'COMPLETED',
  'CANCELLED',
  'NO_SHOW',
]);
export type BookingStatus = z.infer<typeof bookingStatusSchema>;

const home = { address: lineText(300), coordinates: geoPositionSchema, distance: quantitySchema };

/** Where the visit takes place; SOS is a home visit that comes before others (C-16). */
export const visitSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('IN_CLINIC') }),
  z.strictObject({ type: z.literal('HOME_VISIT'), ...home }),
  z.strictObject({ type: z.literal('SOS'), ...home }),
]);
export type Visit = z.infer<typeof visitSchema>;

/** A visit has a handful of events; acceptance leaves room for its own. */
export const longestHistory = 500;

/** What does not follow from the history. */
const core = {
  id: idSchema('Booking'),
  code: bookingCodeSchema,
  client: idSchema('Client'),
  pet: idSchema('Pet'),
  visit: visitSchema,
  source: z.enum(['PHONE', 'ONLINE', 'WALK_IN', 'TELEGRAM']),
  /** What the owner said when booking. */
  note: longText(8_000).optional(),
  /** The services are the lines of the newest quote; older ones stay (C-05, C-17). */
  quotes: z.array(quoteSchema).min(1).max(50),
  history: z.array(bookingEventSchema).min(2).max(longestHistory),
  ...documentFields,
};

const slot = bookingSlotSchema.shape;
const withVet = { ...core, ...slot, vet: idSchema('Staff') };
const withOrWithoutVet = { ...core, ...slot };

const statusesSchema = z.discriminatedUnion('status', [
  z.strictObject({ ...withOrWithoutVet, status: z.literal('PENDING'), waiting: waitingSchema }),
  z.strictObject({ ...withVet, status: z.enum(['ASSIGNED', 'CONFIRMED', 'ON_THE_WAY', 'ARRIVED', 'IN_PROGRESS']) }),
  /** Without a vet: sitting in the waiting room for whoever is free first. */
  z.strictObject({ ...withOrWithoutVet, status: z.literal('CHECK_IN') }),
  z.strictObject({ ...withVet, status: z.enum(['CHECK_OUT', 'COMPLETED']), record: visitRecordSchema }),
  z.strictObject({
    ...withOrWithoutVet,
    status: z.literal('CANCELLED'),
    cancelled: z.strictObject({ stamp: stampSchema, reason: lineText(500), late: z.boolean() }),
    freedFrom: instantSchema,
  }),
  z.strictObject({
    ...withOrWithoutVet,
    status: z.literal('NO_SHOW'),
    missed: z.strictObject({ stamp: stampSchema, reason: missedReasonSchema, note: lineText(500).optional() }),
    freedFrom: instantSchema,
  }),
]);

export const bookingSchema = statusesSchema.refine(followsFromHistory, { error: 'does not follow from its history' });
export type Booking = z.infer<typeof statusesSchema>;
export type BookingId = Booking['id'];

const coreSchema = z.strictObject(core);
/** A booking without what follows from its history: what rules change and merges join. */
export type BookingCore = z.infer<typeof coreSchema>;

export const bookings = collectionKey<Booking>('bookings');
export const bookingVersion = 1;

/** The booking as it stands. Undefined when the history is none; of a booking that was parsed it always is one. */
export function bookingOf(given: BookingCore): Booking | undefined {
  const found = standingOf(given.history);
  return found === undefined ? undefined : { ...given, ...found };
}

/** The part of a booking that does not follow from its history. */
export function coreOf(booking: Booking): BookingCore {
  const { id, code, client, pet, visit, source, note, quotes, history, v, created, changed, merged, ext } = booking;
  const always = { id, code, client, pet, visit, source, quotes, history, v, created, changed };
  return {
    ...always,
    ...(note === undefined ? {} : { note }),
    ...(merged === undefined ? {} : { merged }),
    ...(ext === undefined ? {} : { ext }),
  };
}

/** How often something happened to the booking; who changes it says which of these states they saw. */
export function versionOf({ history }: Pick<Booking, 'history'>): number {
  return history.length;
}

/** What the visit is booked for and costs, by the newest quote; of two made at once the later one. */
export function quoteOf({ quotes }: Pick<Booking, 'quotes'>): Quote {
  const newest = quotes.reduce<Quote | undefined>(
    (best, quote) => (best === undefined || quoteOrder(quote) > quoteOrder(best) ? quote : best),
    undefined,
  );
  return present(newest, 'the quote of a booking');
}

function quoteOrder({ version, made }: Quote): string {
  return `${String(version).padStart(4, '0')} ${stampOrder(made)}`;
}

const standingFields = [
  ...Object.keys(bookingSlotSchema.shape),
  'status',
  'waiting',
  'record',
  'cancelled',
  'missed',
  'freedFrom',
];

function followsFromHistory(booking: Booking): boolean {
  const found: Readonly<Record<string, unknown>> | undefined = standingOf(booking.history);
  const said: Readonly<Record<string, unknown>> = booking;
  return found !== undefined && standingFields.every((name) => sameJson(found[name], said[name]));
}
