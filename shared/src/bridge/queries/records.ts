import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { moneySchema } from '../../base/money.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { wallTimeSchema } from '../../base/wall-time.ts';
import { bookingStatusSchema } from '../../domain/bookings/booking.ts';
import { codeSchema, nameSchema } from '../../domain/names.ts';
import { personNameSchema } from '../../domain/people/person-name.ts';
import { petSchema } from '../../domain/pets/pet.ts';
import { speciesSchema } from '../../domain/pets/species.ts';
import { doseRuleSchema } from '../../domain/records/dose.ts';
import { frequencySchema, prescriptionSchema } from '../../domain/records/prescription.ts';
import { visitSchema } from '../../domain/records/visit.ts';
import { seenSchema } from '../../domain/seen.ts';
import { query } from '../define.ts';

/** What a vet has to know of an animal while treating it (V2). */
const patientSchema = petSchema
  .pick({ name: true, species: true, sex: true, neutered: true, born: true, deceased: true })
  .extend({
    pet: idSchema('Pet'),
    kilograms: quantitySchema.optional(),
    allergies: petSchema.shape.allergies,
    alerts: petSchema.shape.alerts,
    problems: petSchema.shape.problems,
  });

const labelSchema = z.strictObject({
  clinic: z.strictObject({ name: z.string(), address: z.string(), phone: z.string() }),
  vet: z.string(),
  date: civilDateSchema,
  owner: z.string(),
  pet: z.strictObject({ name: z.string(), species: speciesSchema }),
  medicine: prescriptionSchema.options[0].shape.medicine.pick({
    name: true,
    substance: true,
    strength: true,
    form: true,
  }),
  quantity: prescriptionSchema.options[0].shape.dispensed,
  directions: prescriptionSchema.options[0].pick({
    dose: true,
    route: true,
    frequency: true,
    days: true,
    instructions: true,
  }),
  warnings: z.array(z.string()),
  withdrawal: z.string(),
  batch: z.strictObject({ number: z.string(), expires: civilDateSchema }).optional(),
  storage: z.string(),
});

export const recordQueries = {
  /** Everything the screen of a visit shows: the patient, what was written, what is charged, and the templates. */
  visit: query({
    input: { booking: idSchema('Booking') },
    output: z.strictObject({
      code: z.string(),
      status: bookingStatusSchema,
      version: z.int(),
      date: civilDateSchema,
      time: wallTimeSchema,
      vet: personNameSchema.optional(),
      services: z.array(nameSchema),
      patient: patientSchema,
      owner: z.strictObject({ client: idSchema('Client'), name: personNameSchema, phone: z.string().optional() }),
      /** Null until somebody writes. */
      visit: visitSchema.nullable(),
      /** The mark of what is signed. */
      seen: seenSchema.nullable(),
      /** Fields in which several people wrote: to be joined before signing. */
      unsettled: z.array(z.string()),
      warnings: z.array(
        z.strictObject({ measurement: idSchema('Measurement'), what: z.string(), side: z.enum(['LOW', 'HIGH']) }),
      ),
      /** What the visit comes to by now; null when nobody has opened its invoice. */
      charged: z
        .strictObject({
          invoice: idSchema('Invoice'),
          number: z.string().nullable(),
          total: moneySchema,
          left: moneySchema,
        })
        .nullable(),
      templates: z.array(z.strictObject({ code: codeSchema, name: nameSchema })),
    }),
    reads: ['bookings', 'pets', 'clients', 'records', 'invoices', 'ledger', 'staff', 'settings'],
    right: 'records.read',
    errors: ['NOT_FOUND'],
  }),
  /** The dose by weight and how much to hand out for a course (V5). */
  dose: query({
    input: {
      pet: idSchema('Pet'),
      rule: doseRuleSchema,
      frequency: frequencySchema,
      days: z.int().min(1).max(366),
    },
    output: z.strictObject({
      kilograms: quantitySchema,
      units: quantitySchema,
      milligrams: quantitySchema,
      perKg: quantitySchema,
      course: quantitySchema,
    }),
    reads: ['pets'],
    right: 'records.read',
    errors: ['NOT_FOUND', 'WEIGHT_UNKNOWN', 'DOSE_OUT_OF_RANGE', 'DOSE_NOT_DIVISIBLE', 'COURSE_TOO_LARGE'],
  }),
  /** The vaccination card, newest first. */
  card: query({
    input: { pet: idSchema('Pet') },
    output: z.array(
      z.strictObject({
        record: idSchema('Record'),
        vaccine: codeSchema,
        product: z.string(),
        batch: z.string().optional(),
        date: civilDateSchema,
        counts: z.boolean(),
        validFrom: civilDateSchema.optional(),
        validUntil: civilDateSchema.optional(),
        nextDue: civilDateSchema.optional(),
        /** Whether it is the last dose of its vaccine, whose next date counts. */
        isLast: z.boolean(),
        vet: z.string(),
        clinic: z.string(),
      }),
    ),
    reads: ['records'],
    right: 'records.read',
  }),
  /** What is printed on the label of a medicine that was prescribed, and what a label must have and is not there (§7.4). */
  label: query({
    input: { record: idSchema('Record'), prescription: idSchema('Prescription') },
    output: z.strictObject({ label: labelSchema, missing: z.array(z.string()) }),
    reads: ['records', 'pets', 'clients', 'settings', 'catalogue', 'stock', 'invoices'],
    right: 'records.read',
    errors: ['NOT_FOUND'],
  }),
  /** Drafts nobody has signed within a day, oldest first: the list of the chief vet (story 9). */
  unsigned: query({
    input: {},
    output: z.array(
      z.strictObject({
        record: idSchema('Record'),
        pet: idSchema('Pet'),
        name: z.string(),
        date: civilDateSchema,
        vet: z.string(),
      }),
    ),
    reads: ['records', 'pets'],
    right: 'records.read',
  }),
  /** The vaccines of this place that an animal can get, each with the batches at hand, first expiring first (V6). */
  vaccines: query({
    input: { pet: idSchema('Pet') },
    output: z.array(
      z.strictObject({
        product: idSchema('Product'),
        code: codeSchema,
        name: nameSchema,
        batches: z.array(
          z.strictObject({
            batch: idSchema('Batch'),
            lot: z.string(),
            expiry: civilDateSchema.nullable(),
            quantity: quantitySchema,
          }),
        ),
      }),
    ),
    reads: ['catalogue', 'stock', 'pets', 'settings'],
    right: 'records.read',
    errors: ['NOT_FOUND'],
  }),
};
