import { z } from 'zod';
import { civilDateSchema } from '../base/civil-date.ts';
import { idSchema } from '../base/id.ts';
import { wallTimeSchema } from '../base/wall-time.ts';
import { bookingStatusSchema } from '../domain/bookings/booking.ts';
import { speciesSchema } from '../domain/pets/pet.ts';
import { command, query } from './define.ts';

const petLineSchema = z.strictObject({
  pet: idSchema('Pet'),
  name: z.string(),
  species: speciesSchema,
  client: idSchema('Client'),
  owner: z.string(),
  phone: z.string().optional(),
});

/** The front desk's day: who comes, finding a pet, booking it, and the dose that was given. */
export const deskContract = {
  day: query({
    input: z.strictObject({ date: civilDateSchema }),
    output: z.array(
      z.strictObject({
        booking: idSchema('Booking'),
        code: z.string(),
        time: wallTimeSchema,
        status: bookingStatusSchema,
        pet: petLineSchema,
        service: z.string(),
        vet: z.string(),
        /** Whether the server has confirmed it. */
        sent: z.boolean(),
      }),
    ),
    reads: ['bookings', 'pets', 'clients', 'catalogue', 'staff'],
    errors: [],
  }),
  findPets: query({
    input: z.strictObject({ text: z.string().max(100) }),
    output: z.array(petLineSchema).max(20),
    reads: ['pets', 'clients'],
    errors: [],
  }),
  choices: query({
    input: z.strictObject({}),
    output: z.strictObject({
      services: z.array(z.strictObject({ service: idSchema('Service'), ru: z.string(), en: z.string() })),
      vets: z.array(z.strictObject({ staff: idSchema('Staff'), name: z.string() })),
    }),
    reads: ['catalogue', 'staff'],
    errors: [],
  }),
  book: command({
    input: {
      pet: idSchema('Pet'),
      service: idSchema('Service'),
      vet: idSchema('Staff'),
      date: civilDateSchema,
      time: wallTimeSchema,
    },
    output: z.strictObject({ booking: idSchema('Booking'), code: z.string() }),
    errors: ['NOT_FOUND', 'SLOT_TAKEN'],
  }),
  vaccinate: command({
    input: { pet: idSchema('Pet'), vaccine: z.string().min(1).max(24), date: civilDateSchema },
    output: z.strictObject({ record: idSchema('Record'), nextDue: civilDateSchema.optional() }),
    errors: ['NOT_FOUND', 'PET_DECEASED', 'DATE_IN_FUTURE', 'BEFORE_BIRTH', 'VACCINE_UNKNOWN', 'WRONG_SPECIES'],
  }),
};
