import type { CommandExample } from '../command-example.ts';
import { bookingExamples } from './bookings.ts';
import { clientExamples } from './clients.ts';
import { passportExamples } from './passports.ts';
import { petExamples } from './pets.ts';

/** One example for each command, by area. */
export const examples: Readonly<Record<string, Readonly<Record<string, CommandExample>>>> = {
  bookings: bookingExamples,
  clients: clientExamples,
  passports: passportExamples,
  pets: petExamples,
};
