import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { moneySchema } from '../../base/money.ts';
import { command } from '../define.ts';
import { typedLine } from '../typed.ts';
import { amountCodes, settleCodes, takeCodes } from './codes.ts';
import { goodsSchema } from './goods.ts';
import { settledSchema } from './invoices.ts';
import { paymentWishesSchema } from './payments.ts';

const draft = idSchema('DraftSale');
const draftCodes = [...amountCodes, 'NOT_FOUND', 'DRAFT_IS_CLOSED', 'DRAFT_EXPIRED'] as const;
const { batch: _batch, stockroom: _stockroom, codes: _codes, serials: _serials, ...wanted } = goodsSchema.shape;

export const saleCommands = {
  /** Rings something up: on the sale this person has at this desk, or on a new one. */
  addLine: command({
    input: wanted,
    output: z.strictObject({ draft, line: idSchema('InvoiceLine'), total: moneySchema }),
    errors: [...draftCodes, 'NO_PRICE', 'PRODUCT_NOT_SOLD', 'PACK_UNKNOWN', 'NOT_A_STEP'],
  }),
  removeLine: command({
    input: { draft, line: idSchema('InvoiceLine') },
    output: z.strictObject({ draft, total: moneySchema }),
    errors: draftCodes,
  }),
  /** Puts the sale aside under a few words. */
  park: command({ input: { draft, label: typedLine }, output: z.strictObject({ draft }), errors: draftCodes }),
  /** Goes on with a parked sale; the one at hand is parked instead. */
  resume: command({ input: { draft }, output: z.strictObject({ draft }), errors: draftCodes }),
  discard: command({ input: { draft }, output: z.strictObject({ draft }), errors: ['NOT_FOUND', 'DRAFT_IS_CLOSED'] }),
  /** Sells: the goods leave the cupboard, the invoice is issued, the money is taken. All of it or nothing. */
  sell: command({
    input: {
      draft,
      /** Null: a passer-by. */
      client: idSchema('Client').nullable(),
      payments: paymentWishesSchema,
      /** What the screen said it comes to. */
      asked: moneySchema,
      /** What was scanned of single lines: a batch, codes and numbers of packs. */
      scanned: z
        .array(goodsSchema.pick({ batch: true, codes: true, serials: true }).extend({ line: idSchema('InvoiceLine') }))
        .max(200),
    },
    output: settledSchema,
    errors: [...draftCodes, ...takeCodes, ...settleCodes, 'CHANGED_MEANWHILE', 'INVOICE_NOT_SETTLED'],
  }),
};
