import type { CommandExample } from '../command-example.ts';
import { bookingExamples } from './bookings.ts';
import { clientExamples } from './clients.ts';
import { invoiceExamples } from './invoices.ts';
import { conversationExamples, enquiryExamples, noticeExamples, recallExamples, taskExamples } from './inbox.ts';
import { passportExamples } from './passports.ts';
import { paymentExamples, walletExamples } from './payments.ts';
import { petExamples } from './pets.ts';
import { shiftExamples } from './shifts.ts';
import { planExamples } from './plans.ts';
import { recordExamples } from './records.ts';
import { packageExamples, saleExamples } from './sales.ts';
import { stockExamples } from './stock.ts';
import { tillExamples } from './till.ts';

/** One example for each command, by area. */
export const examples: Readonly<Record<string, Readonly<Record<string, CommandExample>>>> = {
  bookings: bookingExamples,
  clients: clientExamples,
  conversations: conversationExamples,
  enquiries: enquiryExamples,
  notices: noticeExamples,
  passports: passportExamples,
  pets: petExamples,
  records: recordExamples,
  invoices: invoiceExamples,
  sales: saleExamples,
  payments: paymentExamples,
  wallets: walletExamples,
  packages: packageExamples,
  plans: planExamples,
  till: tillExamples,
  stock: stockExamples,
  recalls: recallExamples,
  shifts: shiftExamples,
  tasks: taskExamples,
};
