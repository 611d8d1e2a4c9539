import type { ContractProcedure, ContractRouterClient, InferSchemaOutput } from '@orpc/contract';
import { bookingCommands } from './commands/bookings.ts';
import { clientCommands } from './commands/clients.ts';
import { invoiceCommands } from './commands/invoices.ts';
import { packageCommands } from './commands/packages.ts';
import {
  conversationCommands,
  enquiryCommands,
  noticeCommands,
  recallCommands,
  taskCommands,
} from './commands/inbox.ts';
import { passportCommands } from './commands/passports.ts';
import { paymentCommands } from './commands/payments.ts';
import { petCommands } from './commands/pets.ts';
import { planCommands } from './commands/plans.ts';
import { recordCommands } from './commands/records.ts';
import { shiftCommands } from './commands/shifts.ts';
import { saleCommands } from './commands/sales.ts';
import { stockCommands } from './commands/stock.ts';
import { tillCommands } from './commands/till.ts';
import { walletCommands } from './commands/wallets.ts';
import { liveContract } from './live.ts';
import { deskQueries } from './queries/desk.ts';
import { recordQueries } from './queries/records.ts';
import { sessionContract } from './session.ts';

/** What changes something, by area; the path is the command's name in the rights matrix. */
export const commandContract = {
  bookings: bookingCommands,
  clients: clientCommands,
  conversations: conversationCommands,
  enquiries: enquiryCommands,
  notices: noticeCommands,
  passports: passportCommands,
  pets: petCommands,
  recalls: recallCommands,
  records: recordCommands,
  shifts: shiftCommands,
  invoices: invoiceCommands,
  sales: saleCommands,
  payments: paymentCommands,
  wallets: walletCommands,
  packages: packageCommands,
  plans: planCommands,
  till: tillCommands,
  stock: stockCommands,
  tasks: taskCommands,
};

/** What only reads, by the screen area that asks. */
export const queryContract = {
  desk: deskQueries,
  records: recordQueries,
};

/** Everything the screen may ask of the clinic node. */
export const bridgeContract = {
  session: sessionContract,
  live: liveContract,
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
