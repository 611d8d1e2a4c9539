import { bookingCommands } from './bookings/booking-commands.ts';
import { catalogueCommands } from './catalogue/catalogue-commands.ts';
import { clientCommands } from './clients/client-commands.ts';
import type { CommandTable } from './command.ts';
import { markRead as markConversationRead } from './conversations/mark-read.ts';
import { write } from './conversations/write.ts';
import { change as changeDevice } from './devices/change.ts';
import { revoke } from './devices/revoke.ts';
import { enquiryCommands } from './enquiries/enquiry-commands.ts';
import { invoiceCommands } from './invoices/invoice-commands.ts';
import { markRead as markNoticesRead } from './notices/mark-read.ts';
import { packageCommands } from './packages/package-commands.ts';
import { passportCommands } from './passports/passport-commands.ts';
import { paymentCommands } from './payments/payment-commands.ts';
import { petCommands } from './pets/pet-commands.ts';
import { planCommands } from './plans/plan-commands.ts';
import { note } from './recalls/note.ts';
import { recordCommands } from './records/record-commands.ts';
import { saleCommands } from './sales/sale-commands.ts';
import { settingsCommands } from './settings/settings-commands.ts';
import { shiftCommands } from './shifts/shift-commands.ts';
import { add } from './staff/add.ts';
import { changeRoles } from './staff/change-roles.ts';
import { change as changeStaff } from './staff/change.ts';
import { suspend } from './staff/suspend.ts';
import { stockCommands } from './stock/stock-commands.ts';
import { taskCommands } from './tasks/task-commands.ts';
import { tillCommands } from './till/till-commands.ts';
import { walletCommands } from './wallets/wallet-commands.ts';

/** Every command of the clinic, under the name it has in the contract and in the rights matrix. */
export const commands: CommandTable = {
  bookings: bookingCommands,
  catalogue: catalogueCommands,
  clients: clientCommands,
  conversations: { markRead: markConversationRead, write },
  devices: { change: changeDevice, revoke },
  enquiries: enquiryCommands,
  invoices: invoiceCommands,
  notices: { markRead: markNoticesRead },
  packages: packageCommands,
  passports: passportCommands,
  payments: paymentCommands,
  pets: petCommands,
  plans: planCommands,
  recalls: { note },
  records: recordCommands,
  sales: saleCommands,
  settings: settingsCommands,
  shifts: shiftCommands,
  staff: { add, change: changeStaff, changeRoles, suspend },
  stock: stockCommands,
  tasks: taskCommands,
  till: tillCommands,
  wallets: walletCommands,
};
