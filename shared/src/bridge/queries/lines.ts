import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { wallTimeSchema } from '../../base/wall-time.ts';
import { bookingStatusSchema } from '../../domain/bookings/booking.ts';
import { bookingSlotSchema } from '../../domain/bookings/booking-event.ts';
import { nameSchema } from '../../domain/names.ts';
import { personNameSchema } from '../../domain/people/person-name.ts';
import { speciesSchema } from '../../domain/pets/species.ts';
import { alertSchema, allergySchema } from '../../domain/pets/warnings.ts';

/** A pet in one line of a list, with who to call. */
export const petLineSchema = z.strictObject({
  pet: idSchema('Pet'),
  name: z.string(),
  species: speciesSchema,
  client: idSchema('Client'),
  owner: personNameSchema,
  phone: z.string().optional(),
});

/** What everybody must know before touching the animal: what holds now. */
export const warningsSchema = z.strictObject({
  alerts: z.array(alertSchema.pick({ id: true, kind: true, text: true })),
  allergies: z.array(allergySchema.pick({ id: true, substance: true, severity: true, reaction: true })),
});

/** Somebody who works here. */
export const staffLineSchema = z.strictObject({ staff: idSchema('Staff'), name: personNameSchema });

/** A booking in one line: what it is, when, with whom. */
export const bookingLineSchema = z.strictObject({
  booking: idSchema('Booking'),
  code: z.string(),
  /** What a command on it says was seen. */
  version: z.int(),
  date: bookingSlotSchema.shape.date,
  time: wallTimeSchema,
  start: instantSchema,
  end: instantSchema,
  status: bookingStatusSchema,
  type: z.enum(['IN_CLINIC', 'HOME_VISIT', 'SOS']),
  services: z.array(nameSchema),
  vet: staffLineSchema.optional(),
  room: z.strictObject({ room: idSchema('Room'), name: nameSchema }).optional(),
  note: z.string().optional(),
});
