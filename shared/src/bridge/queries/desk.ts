import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { wallTimeSchema } from '../../base/wall-time.ts';
import { freeSlotSchema } from '../../domain/availability/free-slots.ts';
import { bookingStatusSchema } from '../../domain/bookings/booking.ts';
import { nameSchema } from '../../domain/names.ts';
import { personNameSchema } from '../../domain/people/person-name.ts';
import { speciesSchema } from '../../domain/pets/species.ts';
import { query } from '../define.ts';

/** A pet in one line of a list, with who to call. */
export const petLineSchema = z.strictObject({
  pet: idSchema('Pet'),
  name: z.string(),
  species: speciesSchema,
  client: idSchema('Client'),
  owner: personNameSchema,
  phone: z.string().optional(),
});

export const deskQueries = {
  /** Who comes on a day to this desk's location, by time. */
  day: query({
    input: { date: civilDateSchema },
    output: z.array(
      z.strictObject({
        booking: idSchema('Booking'),
        code: z.string(),
        time: wallTimeSchema,
        status: bookingStatusSchema,
        pet: petLineSchema,
        services: z.array(nameSchema),
        vet: personNameSchema.optional(),
        /** Whether the server has confirmed it. */
        sent: z.boolean(),
      }),
    ),
    reads: ['bookings', 'pets', 'clients', 'staff'],
    right: 'bookings.read',
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
      vets: z.array(z.strictObject({ staff: idSchema('Staff'), name: personNameSchema })),
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
      vets: z.array(z.strictObject({ staff: idSchema('Staff'), name: personNameSchema })),
    }),
    reads: ['catalogue', 'staff'],
    right: 'bookings.read',
  }),
};
