import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { moneySchema } from '../../base/money.ts';
import { amountSchema } from '../../domain/amounts.ts';
import { bookingStatusSchema } from '../../domain/bookings/booking.ts';
import { referenceSchema } from '../../domain/ledger/means.ts';
import { paymentWishSchema } from '../../domain/ledger/wishes.ts';
import { command } from '../define.ts';
import { typedLine } from '../typed.ts';
import { amountCodes, settleCodes, tillCodes, visitInvoiceCodes } from './codes.ts';
import { settledSchema } from './invoices.ts';

/** One payment or a few together (C-18); the change comes from the cash among them. */
export const paymentWishesSchema = z.array(paymentWishSchema).max(8);

export const paymentCommands = {
  /**
   * Takes the client's money for a visit or an invoice: an open one is issued with it, what package and plan cover is
   * paid by them, and a visit that is checked out and settled is completed (C-13, C-19).
   */
  take: command({
    input: {
      of: z.discriminatedUnion('what', [
        z.strictObject({ what: z.literal('VISIT'), booking: idSchema('Booking') }),
        z.strictObject({ what: z.literal('INVOICE'), invoice: idSchema('Invoice') }),
      ]),
      payments: paymentWishesSchema.min(1),
      /** What the screen said is left to pay. */
      asked: moneySchema,
    },
    output: settledSchema.extend({ status: bookingStatusSchema.nullable() }),
    errors: [...settleCodes, ...visitInvoiceCodes, 'CHANGED_MEANWHILE'],
  }),
  /** Takes money for everything a client owes, the oldest invoice first (§7.6). */
  takeDebts: command({
    input: { client: idSchema('Client'), payment: paymentWishSchema, asked: moneySchema },
    output: z.strictObject({
      change: moneySchema.nullable(),
      left: moneySchema,
      parts: z.array(z.strictObject({ invoice: idSchema('Invoice'), amount: moneySchema })),
    }),
    errors: [...settleCodes, 'CHANGED_MEANWHILE'],
  }),
  /** Money of one payment goes back, the way it came or into the wallet. */
  refund: command({
    input: {
      payment: idSchema('Payment'),
      amount: amountSchema,
      to: z.enum(['SAME_WAY', 'WALLET']),
      /** What the terminal or the gateway answered; empty for other ways. */
      reference: referenceSchema,
      reason: typedLine,
    },
    output: z.strictObject({ entry: idSchema('Entry'), left: moneySchema }),
    errors: [
      ...amountCodes,
      ...tillCodes,
      'NOT_FOUND',
      'REFUND_ABOVE_SALE',
      'REFUND_WHOLE_ONLY',
      'REASON_MISSING',
      'CLIENT_NEEDED',
      'DRAWER_TOO_LOW',
    ],
  }),
  /** A manager lets the client owe what is left, or a part of it (C-13). */
  putOnAccount: command({
    input: { invoice: idSchema('Invoice'), amount: amountSchema, asked: moneySchema },
    output: settledSchema.extend({ status: bookingStatusSchema.nullable() }),
    errors: [...settleCodes, 'CHANGED_MEANWHILE'],
  }),
};
