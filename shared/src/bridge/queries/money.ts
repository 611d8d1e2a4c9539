import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { moneySchema } from '../../base/money.ts';
import { invoiceSchema, totalsSchema } from '../../domain/invoices/invoice.ts';
import { paymentMeansSchema } from '../../domain/ledger/means.ts';
import { tillFiguresSchema } from '../../domain/ledger/till-entries.ts';
import { nameSchema } from '../../domain/names.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { seenSchema } from '../../domain/seen.ts';
import { query } from '../define.ts';
import { visitInvoiceCodes } from '../commands/codes.ts';

const paymentSchema = z.strictObject({
  payment: idSchema('Payment'),
  amount: moneySchema,
  means: paymentMeansSchema,
  at: instantSchema,
});

const tillSchema = z.strictObject({
  till: idSchema('Till'),
  desk: idSchema('Device'),
  opened: instantSchema,
  /** Null while it is open. */
  closed: instantSchema.nullable(),
  figures: tillFiguresSchema,
  difference: moneySchema.nullable(),
});

export const moneyQueries = {
  /** An invoice as it stands, or the one of a visit as it would be opened now: lines, totals, what is left to ask for. */
  invoice: query({
    input: {
      of: z.discriminatedUnion('what', [
        z.strictObject({ what: z.literal('VISIT'), booking: idSchema('Booking') }),
        z.strictObject({ what: z.literal('INVOICE'), invoice: idSchema('Invoice') }),
      ]),
    },
    output: z.strictObject({
      invoice: invoiceSchema,
      seen: seenSchema,
      totals: totalsSchema,
      paid: moneySchema,
      refunded: moneySchema,
      left: moneySchema,
      debt: moneySchema,
      /** What to ask the client for: what payments name as `asked`. */
      asked: moneySchema,
      payments: z.array(paymentSchema),
    }),
    reads: ['invoices', 'ledger', 'bookings', 'clients', 'catalogue', 'pets'],
    right: 'invoices.read',
    errors: visitInvoiceCodes,
  }),
  /** The invoices of this place that are open or not settled, oldest first. */
  openInvoices: query({
    input: {},
    output: z.array(
      z.strictObject({
        invoice: idSchema('Invoice'),
        number: z.string().nullable(),
        date: civilDateSchema,
        buyer: z.string(),
        client: idSchema('Client').nullable(),
        total: moneySchema,
        left: moneySchema,
        debt: moneySchema,
      }),
    ),
    reads: ['invoices', 'ledger'],
    right: 'invoices.read',
  }),
  /** What is printed for the client: the lines, what was paid how, and the change. */
  receipt: query({
    input: { invoice: idSchema('Invoice') },
    output: z.strictObject({
      clinic: nameSchema,
      address: z.string(),
      phone: z.string().optional(),
      number: z.string().nullable(),
      issued: instantSchema.nullable(),
      buyer: z.string(),
      lines: z.array(
        z.strictObject({ name: nameSchema, quantity: quantitySchema, unitPrice: moneySchema, amount: moneySchema }),
      ),
      total: moneySchema,
      payments: z.array(paymentSchema),
      left: moneySchema,
    }),
    reads: ['invoices', 'ledger', 'settings'],
    right: 'invoices.read',
    errors: ['NOT_FOUND'],
  }),
  /** This desk's shift with its X figures, and what waits for the fiscal device. */
  till: query({
    input: {},
    output: z.strictObject({
      shift: tillSchema.nullable(),
      fiscal: z.strictObject({ waiting: z.int(), daysLeft: z.int(), blocked: z.boolean() }),
    }),
    reads: ['ledger'],
    right: 'till.read',
  }),
  /** The shifts of all desks of this place that were opened on a day, and their sum (story 17). */
  day: query({
    input: { date: civilDateSchema },
    output: z.strictObject({
      shifts: z.array(tillSchema),
      sum: tillFiguresSchema.nullable(),
      /** What was taken on the day by each method, drawers or not. */
      byMethod: z.array(z.strictObject({ method: z.string(), taken: moneySchema, refunded: moneySchema })),
    }),
    reads: ['ledger', 'settings'],
    right: 'reports.money',
  }),
};
