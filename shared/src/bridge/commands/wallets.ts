import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { moneySchema } from '../../base/money.ts';
import { amountSchema, signedAmountSchema } from '../../domain/amounts.ts';
import { walletWaySchema } from '../../domain/ledger/wishes.ts';
import { command } from '../define.ts';
import { typedLine } from '../typed.ts';
import { amountCodes, tillCodes } from './codes.ts';

const client = idSchema('Client');
const output = z.strictObject({ entry: idSchema('Entry'), balance: moneySchema });

export const walletCommands = {
  /** Money goes into a client's wallet. */
  deposit: command({
    input: { client, amount: amountSchema, way: walletWaySchema },
    output,
    errors: [...amountCodes, ...tillCodes, 'NOT_FOUND'],
  }),
  withdraw: command({
    input: { client, amount: amountSchema, way: walletWaySchema },
    output,
    errors: [
      ...amountCodes,
      ...tillCodes,
      'NOT_FOUND',
      'WALLET_BLOCKED',
      'WALLET_TOO_LOW',
      'WALLET_BALANCE_OLD',
      'DRAWER_TOO_LOW',
    ],
  }),
  /** Sets a wallet right by an amount of either sign. */
  correct: command({
    input: { client, change: signedAmountSchema, reason: typedLine },
    output,
    errors: [...amountCodes, 'NOT_FOUND', 'REASON_MISSING', 'NOTHING_TO_BOOK'],
  }),
};
