import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { moneySchema } from '../../base/money.ts';
import { wallTimeSchema } from '../../base/wall-time.ts';
import { freeSlotSchema } from '../../domain/availability/free-slots.ts';
import { nameSchema } from '../../domain/names.ts';
import { personNameSchema } from '../../domain/people/person-name.ts';
import { speciesSchema } from '../../domain/pets/species.ts';
import { seenSchema } from '../../domain/seen.ts';
import { blockSchema, shiftSchema } from '../../domain/shifts/shift.ts';
import { query } from '../define.ts';
import { bookingLineSchema, petLineSchema, staffLineSchema, warningsSchema } from './lines.ts';

/** A booking of the day with what the desk has to see at a glance. */
const dayLineSchema = bookingLineSchema.extend({
  pet: petLineSchema,
  source: z.enum(['PHONE', 'ONLINE', 'WALK_IN', 'TELEGRAM']),
  warnings: warningsSchema,
  /** Minutes since it should have begun, while the patient is not here. */
  lateMinutes: z.int().optional(),
  /** Minutes in the waiting room so far. */
  waitingMinutes: z.int().optional(),
  /** It lost its slot to another one; the task about it says what is free. */
  conflict: z.boolean(),
  /** What is left to pay of a visit that is over. */
  left: moneySchema.optional(),
  /** Whether the server has confirmed it. */
  sent: z.boolean(),
});

export const deskQueries = {
  /** Who comes on a day to this desk's location, by time. */
  day: query({
    input: { date: civilDateSchema },
    output: z.array(dayLineSchema),
    reads: ['bookings', 'pets', 'clients', 'staff', 'settings', 'invoices', 'ledger'],
    right: 'bookings.read',
  }),
  /** Who sits in the waiting room or is with a vet right now, who waits longest first. */
  waitingRoom: query({
    input: {},
    output: z.array(dayLineSchema),
    reads: ['bookings', 'pets', 'clients', 'staff', 'settings', 'invoices', 'ledger'],
    right: 'bookings.read',
  }),
  /** The plan of some days by vet and by room: when the place is open, who works, what is booked and blocked. */
  calendar: query({
    input: { location: idSchema('Location'), from: civilDateSchema, days: z.int().min(1).max(14) },
    output: z.strictObject({
      days: z.array(z.strictObject({ date: civilDateSchema, closed: nameSchema.optional() })),
      rooms: z.array(z.strictObject({ room: idSchema('Room'), name: nameSchema })),
      vets: z.array(staffLineSchema),
      shifts: z.array(
        z.strictObject({
          shift: idSchema('Shift'),
          staff: idSchema('Staff'),
          date: civilDateSchema,
          from: shiftSchema.shape.from,
          to: shiftSchema.shape.to,
          breaks: shiftSchema.shape.breaks,
          is: z.enum(['PROPOSED', 'SCHEDULED', 'COMPLETED']),
          seen: seenSchema,
        }),
      ),
      blocks: z.array(
        z.strictObject({
          block: idSchema('Block'),
          what: blockSchema.shape.what,
          start: instantSchema,
          end: instantSchema,
          reason: z.string(),
        }),
      ),
      bookings: z.array(bookingLineSchema.extend({ pet: z.string(), species: speciesSchema, conflict: z.boolean() })),
    }),
    reads: ['bookings', 'pets', 'staff', 'settings', 'shifts'],
    right: 'bookings.read',
    errors: ['NOT_FOUND'],
  }),
  /** Anything by what a person types: owners, pets, phones, chips, passports, numbers. Best first. */
  search: query({
    input: { text: z.string().max(100) },
    output: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('PET'), found: z.string(), pet: petLineSchema }),
        z.strictObject({
          kind: z.literal('CLIENT'),
          found: z.string(),
          client: idSchema('Client'),
          name: personNameSchema,
          phone: z.string().optional(),
          pets: z.array(z.string()),
        }),
        z.strictObject({
          kind: z.literal('BOOKING'),
          found: z.string(),
          booking: idSchema('Booking'),
          date: civilDateSchema,
          time: wallTimeSchema,
          pet: z.string(),
        }),
        z.strictObject({ kind: z.literal('INVOICE'), found: z.string(), invoice: idSchema('Invoice') }),
        z.strictObject({
          kind: z.literal('PRODUCT'),
          found: z.string(),
          product: idSchema('Product'),
          name: nameSchema,
        }),
        z.strictObject({
          kind: z.literal('STAFF'),
          found: z.string(),
          staff: idSchema('Staff'),
          name: personNameSchema,
        }),
      ]),
    ),
    reads: ['pets', 'clients', 'bookings', 'invoices', 'catalogue', 'staff'],
    right: 'clients.read',
  }),
  /** Pets by what a person types: the pet, the owner, a phone, a chip. */
  findPets: query({
    input: { text: z.string().max(100) },
    output: z.array(petLineSchema).max(20),
    reads: ['pets', 'clients'],
    right: 'pets.read',
  }),
  /** When somebody can come, by time: what is booked or held is left out. Holds of others are named, because they end. */
  freeSlots: query({
    input: {
      location: idSchema('Location'),
      /** For a new booking, or in place of the time one has, which then counts as free. */
      visit: z.discriminatedUnion('is', [
        z.strictObject({
          is: z.literal('NEW'),
          services: z.array(idSchema('Service')).min(1).max(20),
          home: z.boolean(),
        }),
        z.strictObject({ is: z.literal('BOOKED'), booking: idSchema('Booking') }),
      ]),
      from: civilDateSchema,
      days: z.int().min(1).max(14),
      /** Only this vet's. */
      vet: idSchema('Staff').optional(),
    },
    output: z.strictObject({
      minutes: z.int(),
      vets: z.array(staffLineSchema),
      slots: z.array(
        freeSlotSchema.pick({ vet: true, room: true, date: true, time: true, offset: true, start: true, end: true }),
      ),
      held: z.array(
        z.strictObject({
          hold: idSchema('Hold'),
          vet: idSchema('Staff'),
          start: instantSchema,
          expires: instantSchema,
          mine: z.boolean(),
        }),
      ),
    }),
    reads: ['bookings', 'shifts', 'settings', 'staff', 'catalogue'],
    right: 'bookings.read',
    errors: ['NOT_FOUND', 'SERVICE_NOT_OFFERED'],
  }),
  /** What a booking can be made of: the services and the vets of the clinic. */
  choices: query({
    input: {},
    output: z.strictObject({
      services: z.array(z.strictObject({ service: idSchema('Service'), name: nameSchema })),
      vets: z.array(staffLineSchema),
    }),
    reads: ['catalogue', 'staff'],
    right: 'bookings.read',
  }),
};
