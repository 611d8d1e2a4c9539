import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { moneySchema } from '../../base/money.ts';
import { percentSchema } from '../../base/percent.ts';
import { quoteLineSchema } from '../../domain/catalogue/quote.ts';
import { priceSchema } from '../../domain/amounts.ts';
import { codeSchema } from '../../domain/names.ts';
import { seenSchema } from '../../domain/seen.ts';
import { command } from '../define.ts';
import { typedLine } from '../typed.ts';
import { amountCodes, lineCodes, quoteCodes, reverseCodes, settleCodes, takeCodes } from './codes.ts';
import { goodsSchema } from './goods.ts';

const invoice = idSchema('Invoice');
const line = idSchema('InvoiceLine');

/** An invoice with how it stands after a step. */
export const settledSchema = z.strictObject({
  invoice,
  /** Null while it is open. */
  number: z.string().nullable(),
  /** What the client gets back from the cash that was given. */
  change: moneySchema.nullable(),
  left: moneySchema,
  payments: z.array(idSchema('Payment')),
});

export const invoiceCommands = {
  /** Puts work, goods or a package on the invoice of a visit; goods leave the cupboard with it (C-05). */
  addLine: command({
    input: {
      booking: idSchema('Booking'),
      item: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('SERVICE'),
          service: idSchema('Service'),
          count: quoteLineSchema.shape.quantity,
        }),
        z.strictObject({ kind: z.literal('PRODUCT'), goods: goodsSchema }),
        z.strictObject({ kind: z.literal('PACKAGE'), template: idSchema('PackageTemplate') }),
      ]),
    },
    output: z.strictObject({ invoice, line }),
    errors: [...lineCodes, ...quoteCodes, ...takeCodes, 'PRODUCT_NOT_SOLD', 'NOTHING_TO_BOOK', 'WEIGHT_MISSING'],
  }),
  /** Strikes a line out; goods of it go back to where they came from. */
  removeLine: command({
    input: { invoice, line, reason: typedLine },
    output: z.strictObject({ invoice }),
    errors: [...lineCodes, ...reverseCodes],
  }),
  /** Says what pays for a line before any discount: a visit of a package, a plan, or the client (C-21, C-23). */
  cover: command({
    input: {
      invoice,
      line,
      cover: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('NOTHING') }),
        z.strictObject({ by: z.literal('PACKAGE'), package: idSchema('ClientPackage') }),
        z.strictObject({ by: z.literal('PLAN'), subscription: idSchema('Subscription') }),
      ]),
    },
    output: z.strictObject({ invoice }),
    errors: [
      ...lineCodes,
      'PACKAGE_EMPTY',
      'PACKAGE_EXPIRED',
      'PACKAGE_OTHER_SERVICE',
      'PLAN_NOT_ACTIVE',
      'PLAN_DOES_NOT_COVER',
      'PLAN_USED_UP',
    ],
  }),
  /** The discount of this visit; of it and the client's own the larger counts (R-066, C-23). */
  giveDiscount: command({
    input: { invoice, share: percentSchema, seen: seenSchema },
    output: z.strictObject({ invoice }),
    errors: ['NOT_FOUND', 'INVOICE_NOT_OPEN', 'CHANGED_MEANWHILE'],
  }),
  /** Puts the one promotion an invoice can have on it, by its code, or takes it off. */
  applyPromotion: command({
    input: { invoice, code: codeSchema.nullable() },
    output: z.strictObject({ invoice }),
    errors: [
      'NOT_FOUND',
      'INVOICE_NOT_OPEN',
      'PROMOTION_NOT_NOW',
      'PROMOTION_USED_UP',
      'PROMOTION_USED_BY_CLIENT',
      'PROMOTION_BELOW_MINIMUM',
      'PROMOTION_FOR_OTHER_THINGS',
      'CLIENT_NEEDED',
    ],
  }),
  /** Fixes what the client owes, without a payment yet; package and plan pay what they cover. */
  issue: command({
    input: { invoice, seen: seenSchema },
    output: settledSchema,
    errors: [...settleCodes, 'CHANGED_MEANWHILE'],
  }),
  /** Bills lines that reached an issued invoice from another device. */
  billLate: command({
    input: { invoice, seen: seenSchema },
    output: settledSchema,
    errors: [
      ...amountCodes,
      'NOT_FOUND',
      'CHANGED_MEANWHILE',
      'INVOICE_NOT_ISSUED',
      'NOTHING_TO_BOOK',
      'WEIGHT_MISSING',
    ],
  }),
  /** Takes lines of an issued invoice back by a credit note; what was paid for them can then be refunded. */
  credit: command({
    input: {
      invoice,
      lines: z
        .array(z.strictObject({ line, amount: z.union([priceSchema, z.literal('ALL')]) }))
        .min(1)
        .max(200),
      reason: typedLine,
      /** Lines whose goods came back and are put into the cupboard again. */
      goodsBack: z.array(line).max(200),
      seen: seenSchema,
    },
    output: z.strictObject({
      invoice,
      creditNote: idSchema('CreditNote'),
      number: z.string(),
      total: moneySchema,
      left: moneySchema,
    }),
    errors: [
      ...amountCodes,
      ...reverseCodes,
      'NOT_FOUND',
      'CHANGED_MEANWHILE',
      'INVOICE_NOT_ISSUED',
      'LINE_NOT_FOUND',
      'CREDIT_ABOVE_SALE',
      'NOTHING_TO_BOOK',
      'NUMBERS_USED_UP',
    ],
  }),
  /** Calls an open invoice off; its goods go back to the cupboard. */
  void: command({
    input: { invoice, reason: typedLine, seen: seenSchema },
    output: z.strictObject({ invoice }),
    errors: ['NOT_FOUND', 'CHANGED_MEANWHILE', 'INVOICE_NOT_OPEN', ...reverseCodes],
  }),
};
