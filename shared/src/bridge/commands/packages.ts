import { idSchema } from '../../base/id.ts';
import { command } from '../define.ts';
import { quoteCodes, settleCodes } from './codes.ts';
import { settledSchema } from './invoices.ts';
import { paymentWishesSchema } from './payments.ts';

export const packageCommands = {
  /** Sells a client several visits at once, over the counter. Its price follows from one visit of this animal. */
  sell: command({
    input: { pet: idSchema('Pet'), template: idSchema('PackageTemplate'), payments: paymentWishesSchema },
    output: settledSchema.extend({ package: idSchema('ClientPackage') }),
    errors: [...settleCodes, ...quoteCodes, 'NOTHING_TO_BOOK', 'INVOICE_NOT_SETTLED'],
  }),
};
