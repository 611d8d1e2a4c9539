import { bookingCommands } from './bookings/booking-commands.ts';
import { clientCommands } from './clients/client-commands.ts';
import type { CommandTable } from './command.ts';
import { invoiceCommands } from './invoices/invoice-commands.ts';
import { packageCommands } from './packages/package-commands.ts';
import { markRead as markConversationRead } from './conversations/mark-read.ts';
import { write } from './conversations/write.ts';
import { enquiryCommands } from './enquiries/enquiry-commands.ts';
import { markRead as markNoticesRead } from './notices/mark-read.ts';
import { passportCommands } from './passports/passport-commands.ts';
import { paymentCommands } from './payments/payment-commands.ts';
import { petCommands } from './pets/pet-commands.ts';
import { planCommands } from './plans/plan-commands.ts';
import { recordCommands } from './records/record-commands.ts';
import { saleCommands } from './sales/sale-commands.ts';
import { stockCommands } from './stock/stock-commands.ts';
import { tillCommands } from './till/till-commands.ts';
import { walletCommands } from './wallets/wallet-commands.ts';
import { note } from './recalls/note.ts';
import { shiftCommands } from './shifts/shift-commands.ts';
import { taskCommands } from './tasks/task-commands.ts';

/** Every command of the clinic, under the name it has in the contract and in the rights matrix. */
export const commands: CommandTable = {
  bookings: bookingCommands,
  clients: clientCommands,
  conversations: { markRead: markConversationRead, write },
  enquiries: enquiryCommands,
  notices: { markRead: markNoticesRead },
  passports: passportCommands,
  pets: petCommands,
  records: recordCommands,
  invoices: invoiceCommands,
  sales: saleCommands,
  payments: paymentCommands,
  wallets: walletCommands,
  packages: packageCommands,
  plans: planCommands,
  till: tillCommands,
  stock: stockCommands,
  recalls: { note },
  shifts: shiftCommands,
  tasks: taskCommands,
};
