import type { CommandExample } from '../command-example.ts';
import { bookingExamples } from './bookings.ts';
import { clientExamples } from './clients.ts';
import { conversationExamples, enquiryExamples, noticeExamples, recallExamples, taskExamples } from './inbox.ts';
import { passportExamples } from './passports.ts';
import { petExamples } from './pets.ts';
import { shiftExamples } from './shifts.ts';

/** One example for each command, by area. */
export const examples: Readonly<Record<string, Readonly<Record<string, CommandExample>>>> = {
  bookings: bookingExamples,
  clients: clientExamples,
  conversations: conversationExamples,
  enquiries: enquiryExamples,
  notices: noticeExamples,
  passports: passportExamples,
  pets: petExamples,
  recalls: recallExamples,
  shifts: shiftExamples,
  tasks: taskExamples,
};
