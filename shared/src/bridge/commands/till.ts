import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { moneySchema } from '../../base/money.ts';
import { amountSchema, priceSchema } from '../../domain/amounts.ts';
import { tillFiguresSchema } from '../../domain/ledger/till-entries.ts';
import { command } from '../define.ts';
import { typedText } from '../typed.ts';
import { amountCodes } from './codes.ts';

const till = idSchema('Till');
const moveCodes = [...amountCodes, 'NOT_FOUND', 'TILL_NOT_OPEN', 'DRAWER_TOO_LOW', 'COMMENT_REQUIRED'] as const;
const moved = z.strictObject({ entry: idSchema('Entry'), cashExpected: moneySchema });

export const tillCommands = {
  /** Begins this desk's shift with the cash in its drawer. */
  open: command({
    input: { float: priceSchema },
    output: z.strictObject({ till, figures: tillFiguresSchema }),
    errors: [...amountCodes, 'NOT_FOUND', 'TILL_ALREADY_OPEN', 'FISCAL_STORE_BLOCKED'],
  }),
  payIn: command({ input: { amount: amountSchema, note: typedText }, output: moved, errors: moveCodes }),
  /** Cash leaves the drawer: to the safe, for an expense, to be changed. */
  payOut: command({
    input: { amount: amountSchema, purpose: z.enum(['COLLECTION', 'CHANGE', 'EXPENSE']), note: typedText },
    output: moved,
    errors: moveCodes,
  }),
  /** The figures of the shift as they are now; nothing is reset. */
  readX: command({
    input: {},
    output: z.strictObject({ till, figures: tillFiguresSchema }),
    errors: ['TILL_NOT_OPEN'],
  }),
  /** Ends the shift with what was counted. */
  closeZ: command({
    input: { counted: priceSchema, comment: typedText },
    output: z.strictObject({ till, closing: idSchema('Entry'), figures: tillFiguresSchema, difference: moneySchema }),
    errors: [...amountCodes, 'NOT_FOUND', 'TILL_NOT_OPEN', 'COMMENT_REQUIRED', 'FISCAL_STORE_BLOCKED'],
  }),
};
