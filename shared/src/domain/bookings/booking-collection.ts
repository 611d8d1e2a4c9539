import type { CollectionDefinition } from '../collection.ts';
import { type Booking, bookings, bookingSchema, bookingVersion } from './booking.ts';
import { acceptBooking, bookingNeeds, moreBookingNeeds } from './booking-acceptance.ts';
import { bookingEvents } from './booking-events.ts';
import { mergeBookings } from './booking-merge.ts';

export const bookingsCollection: CollectionDefinition<Booking> = {
  key: bookings,
  schema: bookingSchema,
  version: bookingVersion,
  upgrades: {},
  indexes: [['date', 'location'], ['vet', 'start'], ['room', 'start'], ['start'], ['status'], ['pet'], ['client']],
  keys: ({ code }) => [{ key: 'code', value: code, unique: true }],
  searchEntry: ({ code }) => ({ kind: 'BOOKING', words: [], codes: [code] }),
  needs: bookingNeeds,
  moreNeeds: moreBookingNeeds,
  accept: acceptBooking,
  merge: mergeBookings,
  events: bookingEvents,
  serverStore: 'documents',
};
