import type { CommandExample } from '../command-example.ts';
import { bookingExamples } from './bookings.ts';
import { catalogueExamples } from './catalogue.ts';
import { clientExamples } from './clients.ts';
import { conversationExamples, enquiryExamples, noticeExamples, recallExamples, taskExamples } from './inbox.ts';
import { passportExamples } from './passports.ts';
import { petExamples } from './pets.ts';
import { deviceExamples, settingsExamples } from './settings.ts';
import { shiftExamples } from './shifts.ts';
import { staffExamples } from './staff.ts';

/** One example for each command, by area. */
export const examples: Readonly<Record<string, Readonly<Record<string, CommandExample>>>> = {
  bookings: bookingExamples,
  catalogue: catalogueExamples,
  clients: clientExamples,
  conversations: conversationExamples,
  devices: deviceExamples,
  enquiries: enquiryExamples,
  notices: noticeExamples,
  passports: passportExamples,
  pets: petExamples,
  recalls: recallExamples,
  settings: settingsExamples,
  shifts: shiftExamples,
  staff: staffExamples,
  tasks: taskExamples,
};
