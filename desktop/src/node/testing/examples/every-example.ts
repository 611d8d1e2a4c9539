import type { CommandExample } from '../command-example.ts';
import { bookingExamples } from './bookings.ts';
import { catalogueExamples } from './catalogue.ts';
import { clientExamples } from './clients.ts';
import { conversationExamples, enquiryExamples, noticeExamples, recallExamples, taskExamples } from './inbox.ts';
import { invoiceExamples } from './invoices.ts';
import { passportExamples } from './passports.ts';
import { paymentExamples, walletExamples } from './payments.ts';
import { petExamples } from './pets.ts';
import { planExamples } from './plans.ts';
import { recordExamples } from './records.ts';
import { packageExamples, saleExamples } from './sales.ts';
import { deviceExamples, settingsExamples } from './settings.ts';
import { shiftExamples } from './shifts.ts';
import { staffExamples } from './staff.ts';
import { stockExamples } from './stock.ts';
import { tillExamples } from './till.ts';

/** One example for each command, by area. */
export const examples: Readonly<Record<string, Readonly<Record<string, CommandExample>>>> = {
  bookings: bookingExamples,
  catalogue: catalogueExamples,
  clients: clientExamples,
  conversations: conversationExamples,
  devices: deviceExamples,
  enquiries: enquiryExamples,
  invoices: invoiceExamples,
  notices: noticeExamples,
  packages: packageExamples,
  passports: passportExamples,
  payments: paymentExamples,
  pets: petExamples,
  plans: planExamples,
  recalls: recallExamples,
  records: recordExamples,
  sales: saleExamples,
  settings: settingsExamples,
  shifts: shiftExamples,
  staff: staffExamples,
  stock: stockExamples,
  tasks: taskExamples,
  till: tillExamples,
  wallets: walletExamples,
};
