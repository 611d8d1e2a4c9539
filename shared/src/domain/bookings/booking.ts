import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { wallTimeSchema } from '../../base/wall-time.ts';
import { zoneSchema } from '../../base/zone.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields } from '../document.ts';

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

/** A visit that was agreed on. It keeps the wall time it was agreed at, its zone, and the instant that gives (C-56). */
export const bookingSchema = z.strictObject({
  id: idSchema('Booking'),
  code: z.string().min(3).max(24),
  location: idSchema('Location'),
  pet: idSchema('Pet'),
  client: idSchema('Client'),
  service: idSchema('Service'),
  vet: idSchema('Staff'),
  status: bookingStatusSchema,
  date: civilDateSchema,
  time: wallTimeSchema,
  zone: zoneSchema,
  start: instantSchema,
  end: instantSchema,
  ...documentFields,
});
export type Booking = z.infer<typeof bookingSchema>;
export type BookingId = Booking['id'];

export const bookings = collectionKey<Booking>('bookings');
