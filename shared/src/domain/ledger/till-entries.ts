import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { moneySchema } from '../../base/money.ts';
import { lineText, longText } from '../../base/text.ts';
import { priceSchema, signedAmountSchema } from '../amounts.ts';
import { entryFields } from './entries.ts';

/** What went through one drawer by one method. */
const turnoverSchema = z.strictObject({
  sales: moneySchema,
  refunds: moneySchema,
  deposits: moneySchema,
  withdrawals: moneySchema,
});

/** What a shift's X report says at any moment, and its Z report once and for all. */
export const tillFiguresSchema = z.strictObject({
  float: moneySchema,
  /** Cash of earlier shifts that arrived late and was taken over. */
  late: moneySchema,
  sales: moneySchema,
  refunds: moneySchema,
  cash: turnoverSchema,
  card: turnoverSchema,
  paidIn: moneySchema,
  paidOut: moneySchema,
  /** By how much rounding to coins raised the cash. */
  rounding: moneySchema,
  cashExpected: moneySchema,
  entries: z.int().min(0).max(1_000_000),
});
export type TillFigures = z.infer<typeof tillFiguresSchema>;

/** A desk's shift begins. Its id is the till's id, which everything taken during the shift carries. */
export const tillOpenedSchema = z.strictObject({
  id: idSchema('Till'),
  kind: z.literal('TILL_OPENED'),
  desk: idSchema('Device'),
  float: priceSchema,
  /** What reached the books after the desk's earlier shifts were closed, counted by this one. */
  late: z.array(z.uuid()).max(1_000),
  ...entryFields,
});

/** The Z report: the shift is over, its drawer empty and its counters at rest. */
export const tillClosedSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('TILL_CLOSED'),
  till: idSchema('Till'),
  desk: idSchema('Device'),
  figures: tillFiguresSchema,
  counted: priceSchema,
  /** counted − expected. */
  difference: signedAmountSchema,
  comment: longText(1_000, 0),
  /** What it counted: an entry of this till that is not among them is late. */
  counts: z.array(z.uuid()).max(5_000),
  ...entryFields,
});

/** A document for the fiscal device. Devices work through their queue in order, also days later (§7.6). */
export const fiscalQueuedSchema = z.strictObject({
  id: idSchema('FiscalDocument'),
  kind: z.literal('FISCAL_QUEUED'),
  desk: idSchema('Device'),
  document: z.enum(['OPEN_SHIFT', 'SELL', 'REFUND', 'CORRECTION', 'CASH_IN', 'CASH_OUT', 'X', 'Z']),
  /** The entry it is the receipt of. */
  about: z.uuid(),
  total: moneySchema,
  ...entryFields,
});

/** The fiscal device has taken a document. */
export const fiscalSentSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('FISCAL_SENT'),
  desk: idSchema('Device'),
  queued: idSchema('FiscalDocument'),
  receiptNumber: lineText(60),
  sign: lineText(120, 0),
  ...entryFields,
});
