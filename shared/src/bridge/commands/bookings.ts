import { z } from 'zod';
import { geoPositionSchema } from '../../base/geo-position.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { bookingStatusSchema, longestHistory } from '../../domain/bookings/booking.ts';
import { quoteLineSchema } from '../../domain/catalogue/quote.ts';
import { command } from '../define.ts';
import { typedLine, typedText } from '../typed.ts';

const booking = idSchema('Booking');
const location = idSchema('Location');

/** A slot as it was picked from the free ones. */
const slotSchema = z.strictObject({ location, vet: idSchema('Staff'), start: instantSchema });

export const wishedServicesSchema = z
  .array(
    z.strictObject({
      service: idSchema('Service'),
      quantity: quoteLineSchema.shape.quantity,
      /** A visit of this package is set aside for it (C-21). */
      package: idSchema('ClientPackage').optional(),
    }),
  )
  .min(1)
  .max(20);

/** What is missing for a visit at home is said by its rule. */
export const wishedPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CLINIC') }),
  z.strictObject({
    kind: z.literal('HOME'),
    address: typedLine,
    coordinates: geoPositionSchema.nullable(),
    distance: quantitySchema.nullable(),
  }),
]);

export const quoteErrors = [
  'NOT_FOUND',
  'NOTHING_TO_QUOTE',
  'SERVICE_NOT_OFFERED',
  'NOT_FOR_SPECIES',
  'NO_PRICE',
  'WEIGHT_OUTSIDE_BRACKETS',
  'NOT_AT_HOME',
  'COORDINATES_MISSING',
  'DISTANCE_MISSING',
  'AMOUNT_TOO_LARGE',
  'CURRENCY_MISMATCH',
] as const;
const newBookingErrors = [...quoteErrors, 'PET_DECEASED', 'NUMBERS_USED_UP'] as const;
const packageErrors = ['PACKAGE_EMPTY', 'PACKAGE_EXPIRED', 'PACKAGE_OTHER_SERVICE'] as const;

/** The booking as somebody saw it, and how it stands afterwards. */
const seenBooking = { booking, seen: z.int().min(1).max(longestHistory) };
const standing = z.strictObject({ booking, status: bookingStatusSchema, version: z.int() });
const changeErrors = ['NOT_FOUND', 'CHANGED_MEANWHILE'] as const;
const statusErrors = [
  ...changeErrors,
  'STATUS_NOT_ALLOWED',
  'REASON_MISSING',
  'NO_SHOW_TOO_EARLY',
  'RECORD_MISSING',
  'PRICE_NOT_KNOWN',
  'INVOICE_NOT_SETTLED',
  'INVOICE_MISSING',
] as const;
const slotErrors = ['SLOT_BUSY', 'SERVICE_NOT_OFFERED'] as const;

const made = z.strictObject({ booking, code: z.string(), status: bookingStatusSchema, version: z.int() });

export const bookingCommands = {
  /** Keeps a free slot for two minutes, for whoever is still choosing. */
  hold: command({
    input: { services: z.array(idSchema('Service')).min(1).max(20), home: z.boolean(), slot: slotSchema },
    output: z.strictObject({ hold: idSchema('Hold'), expires: instantSchema, room: idSchema('Room').nullable() }),
    errors: ['NOT_FOUND', ...slotErrors],
  }),
  /** Gives it back. */
  release: command({ input: { hold: idSchema('Hold') }, output: z.strictObject({}), errors: ['NOT_YOUR_HOLD'] }),
  /** Books a known pet, for a slot that was held or for a free one (R-044, C-09). */
  book: command({
    input: {
      pet: idSchema('Pet'),
      services: wishedServicesSchema,
      place: wishedPlaceSchema,
      source: z.enum(['PHONE', 'ONLINE', 'TELEGRAM']),
      note: typedText.optional(),
      slot: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('HOLD'), hold: idSchema('Hold') }),
        slotSchema.extend({ by: z.literal('SLOT') }),
      ]),
      /** Whether this vet was wished for, or the clinic may assign any. */
      vet: z.enum(['THIS_ONE', 'ANY']),
    },
    output: made,
    errors: [...newBookingErrors, ...packageErrors, 'SLOT_BUSY', 'HOLD_EXPIRED', 'NOT_YOUR_HOLD'],
  }),
  /** Moves a visit that has not begun to another free slot (C-06). */
  move: command({
    input: { ...seenBooking, slot: slotSchema, reason: typedLine },
    output: standing,
    errors: [...changeErrors, ...slotErrors, 'NOT_MOVABLE'],
  }),
  /** Gives a waiting booking a vet and a time; the owner has still to agree (C-09). */
  assign: command({
    input: { ...seenBooking, slot: slotSchema },
    output: standing,
    errors: [...statusErrors, ...slotErrors],
  }),
  confirm: command({ input: seenBooking, output: standing, errors: statusErrors }),
  startTravel: command({ input: seenBooking, output: standing, errors: statusErrors }),
  arrive: command({ input: seenBooking, output: standing, errors: statusErrors }),
  checkIn: command({ input: seenBooking, output: standing, errors: statusErrors }),
  start: command({ input: seenBooking, output: standing, errors: statusErrors }),
  /** The vet is done: the record is saved, or none is needed. What is paid already is completed by itself. */
  checkOut: command({
    input: { ...seenBooking, record: z.enum(['SAVED', 'NOT_NEEDED']) },
    output: standing,
    errors: statusErrors,
  }),
  complete: command({ input: seenBooking, output: standing, errors: statusErrors }),
  cancel: command({ input: { ...seenBooking, reason: typedLine }, output: standing, errors: statusErrors }),
  markNoShow: command({
    input: { ...seenBooking, note: typedLine.optional() },
    output: standing,
    errors: statusErrors,
  }),
  /** The patient was here and left again (C-11). */
  markLeftUnseen: command({
    input: { ...seenBooking, note: typedLine.optional() },
    output: standing,
    errors: statusErrors,
  }),
  /** Somebody came without a booking and waits, for a vet or for whoever is free first (C-42). */
  walkIn: command({
    input: {
      pet: idSchema('Pet'),
      services: wishedServicesSchema,
      location,
      vet: idSchema('Staff').optional(),
      note: typedText.optional(),
    },
    output: made,
    errors: [...newBookingErrors, ...packageErrors],
  }),
  /** An emergency at the owner's home, in one step, for the vet on duty (C-16). */
  callOut: command({
    input: {
      pet: idSchema('Pet'),
      services: wishedServicesSchema,
      location,
      place: wishedPlaceSchema.options[1],
      note: typedText.optional(),
    },
    output: made,
    errors: [...newBookingErrors, ...packageErrors, 'NO_VET_ON_DUTY'],
  }),
  /** A new version of the quote, before the patient is here (C-05). */
  requote: command({
    input: { ...seenBooking, services: wishedServicesSchema, place: wishedPlaceSchema, reason: typedLine },
    output: standing,
    errors: [...changeErrors, ...quoteErrors, 'QUOTE_IS_FIXED', 'REASON_MISSING'],
  }),
  /** The owner of a booking that waits took a free slot, on the phone. Settles the task about the slot it lost. */
  settleConflict: command({
    input: { ...seenBooking, slot: slotSchema },
    output: standing,
    errors: [...changeErrors, ...slotErrors, 'NOT_WAITING'],
  }),
};
