import type { CommandTable } from '../command.ts';
import { putOnAccount } from './put-on-account.ts';
import { refund } from './refund.ts';
import { takeDebts } from './take-debts.ts';
import { take } from './take.ts';

export const paymentCommands: CommandTable['payments'] = { take, takeDebts, refund, putOnAccount };
