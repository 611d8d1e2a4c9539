import type { ContractProcedure, ContractRouterClient, InferSchemaOutput } from '@orpc/contract';
import { bookingCommands } from './commands/bookings.ts';
import { catalogueCommands } from './commands/catalogue.ts';
import { clientCommands } from './commands/clients.ts';
import {
  conversationCommands,
  enquiryCommands,
  noticeCommands,
  recallCommands,
  taskCommands,
} from './commands/inbox.ts';
import { invoiceCommands } from './commands/invoices.ts';
import { packageCommands } from './commands/packages.ts';
import { passportCommands } from './commands/passports.ts';
import { paymentCommands } from './commands/payments.ts';
import { petCommands } from './commands/pets.ts';
import { planCommands } from './commands/plans.ts';
import { recordCommands } from './commands/records.ts';
import { enrolmentContract } from './enrolment.ts';
import { lanContract } from './lan.ts';
import { saleCommands } from './commands/sales.ts';
import { deviceCommands, settingsCommands } from './commands/settings.ts';
import { shiftCommands } from './commands/shifts.ts';
import { staffCommands } from './commands/staff.ts';
import { stockCommands } from './commands/stock.ts';
import { tillCommands } from './commands/till.ts';
import { walletCommands } from './commands/wallets.ts';
import { liveContract } from './live.ts';
import { clientQueries, petQueries } from './queries/cards.ts';
import { deskQueries } from './queries/desk.ts';
import { moneyQueries } from './queries/money.ts';
import { recordQueries } from './queries/records.ts';
import { stockQueries } from './queries/stock.ts';
import { sessionContract } from './session.ts';

/** What changes something, by area; the path is the command's name in the rights matrix. */
export const commandContract = {
  bookings: bookingCommands,
  catalogue: catalogueCommands,
  clients: clientCommands,
  conversations: conversationCommands,
  devices: deviceCommands,
  enquiries: enquiryCommands,
  invoices: invoiceCommands,
  notices: noticeCommands,
  packages: packageCommands,
  passports: passportCommands,
  payments: paymentCommands,
  pets: petCommands,
  plans: planCommands,
  recalls: recallCommands,
  records: recordCommands,
  sales: saleCommands,
  settings: settingsCommands,
  shifts: shiftCommands,
  staff: staffCommands,
  stock: stockCommands,
  tasks: taskCommands,
  till: tillCommands,
  wallets: walletCommands,
};

/** What only reads, by the screen area that asks. */
export const queryContract = {
  clients: clientQueries,
  desk: deskQueries,
  money: moneyQueries,
  pets: petQueries,
  records: recordQueries,
  stock: stockQueries,
};

/** Everything the screen may ask of the clinic node. */
export const bridgeContract = {
  enrolment: enrolmentContract,
  session: sessionContract,
  live: liveContract,
  lan: lanContract,
  do: commandContract,
  ask: queryContract,
};

/** The screen's side of it. */
export type Bridge = ContractRouterClient<typeof bridgeContract>;

/** What a call is given once it is parsed: `InputOf<typeof bridgeContract.do.bookings.book>`. */
export type InputOf<Call> =
  Call extends ContractProcedure<infer Input, infer _Output, infer _Errors, infer _Meta>
    ? InferSchemaOutput<Input>
    : never;
/** What a call answers. */
export type OutputOf<Call> =
  Call extends ContractProcedure<infer _Input, infer Output, infer _Errors, infer _Meta>
    ? InferSchemaOutput<Output>
    : never;
/** The codes a call may fail with. */
export type CodeOf<Call> =
  Call extends ContractProcedure<infer _Input, infer _Output, infer Errors, infer _Meta>
    ? keyof Errors & string
    : never;

type Do = typeof commandContract;
type Ask = typeof queryContract;

/** What a query answers: `Answer<'desk', 'day'>`. */
export type Answer<Area extends keyof Ask, Name extends keyof Ask[Area]> = OutputOf<Ask[Area][Name]>;
/** What a command is given: `Order<'bookings', 'book'>`. */
export type Order<Area extends keyof Do, Name extends keyof Do[Area]> = InputOf<Do[Area][Name]>;
