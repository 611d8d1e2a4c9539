import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { currencySchema } from '../../base/money.ts';
import { percentSchema } from '../../base/percent.ts';
import { lineText } from '../../base/text.ts';
import { amountSchema, priceSchema } from '../amounts.ts';
import { promotionEffectSchema, promotionScopeSchema } from '../catalogue/catalogue.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields, stampSchema } from '../document.ts';
import { codeSchema } from '../names.ts';
import { reasonSchema } from '../reason.ts';
import { creditNoteSchema } from './credit-note.ts';
import { draftSaleSchema } from './draft-sale.ts';
import { lineSchema } from './line.ts';
import { subscriptionSchema } from './subscription.ts';

/**
 * What a client is asked to pay: for a visit, over the counter, or for a month of a wellness plan. A booking has one
 * invoice (C-18), and its id follows from the booking, so two desks can never write two.
 *
 * OPEN: lines come and go, nothing is owed yet, though it may be paid ahead.
 * ISSUED: it has its number, its totals are fixed and in the ledger. What was entered on another device meanwhile is
 * there, too, but not in the totals: somebody has to bill it or strike it out.
 * SETTLED: issued, and nothing is left to pay. A note for lists; what is left is always the ledger's to say.
 * VOIDED: called off before it was issued.
 */
export const promotionUsedSchema = z.strictObject({
  promotion: idSchema('Promotion'),
  code: codeSchema,
  effect: promotionEffectSchema,
  scope: promotionScopeSchema,
  minimum: amountSchema.nullable(),
  totalLimit: z.int().min(0).nullable(),
  perClientLimit: z.int().min(0).nullable(),
});

export const lineTotalSchema = z.strictObject({
  line: idSchema('InvoiceLine'),
  gross: priceSchema,
  covered: priceSchema,
  /** By plan, client or booking, whichever applied. */
  discount: priceSchema,
  promotion: priceSchema,
  /** gross − discount − promotion: what the invoice asks for this line, covered or not. */
  amount: priceSchema,
});
export type LineTotal = z.infer<typeof lineTotalSchema>;

export const totalsSchema = z.strictObject({
  lines: z.array(lineTotalSchema).max(200),
  total: priceSchema,
});
export type Totals = z.infer<typeof totalsSchema>;

const issuedFields = {
  number: lineText(40),
  /** Another invoice has the same number, as a copied device brings it about; the number stays as it was printed. */
  numberShared: z.boolean(),
  issued: stampSchema,
  totals: totalsSchema,
  /** How many entries of the ledger the note of being settled has seen; of two notes the one that saw more stands. */
  entries: z.int().min(0).max(1_000_000),
  /** The ledger's sale entries that speak for it, and those of issues elsewhere that lost against this one. */
  sales: z.array(idSchema('Entry')).max(50),
  lost: z.array(z.strictObject({ sale: idSchema('Entry'), number: lineText(40) })).max(50),
};

export const invoiceStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('OPEN') }),
  z.strictObject({ status: z.literal('VOIDED'), voided: stampSchema, reason: reasonSchema }),
  z.strictObject({ status: z.literal('ISSUED'), ...issuedFields }),
  z.strictObject({ status: z.literal('SETTLED'), ...issuedFields }),
]);
export type InvoiceState = z.infer<typeof invoiceStateSchema>;
export type IssuedState = Extract<InvoiceState, { status: 'ISSUED' | 'SETTLED' }>;

export const invoiceSchema = z
  .strictObject({
    id: idSchema('Invoice'),
    kind: z.literal('INVOICE'),
    location: idSchema('Location'),
    date: civilDateSchema,
    purpose: z.discriminatedUnion('of', [
      z.strictObject({ of: z.literal('VISIT'), booking: idSchema('Booking'), pet: idSchema('Pet') }),
      z.strictObject({ of: z.literal('RETAIL') }),
      z.strictObject({ of: z.literal('PLAN'), subscription: idSchema('Subscription'), month: civilDateSchema }),
    ]),
    /** Null: a passer-by. */
    client: idSchema('Client').nullable(),
    /** The buyer's name as it is printed. */
    buyer: lineText(200, 0),
    currency: currencySchema,
    /** A rule adds 200 at most; two desks may bring more together. */
    lines: z.array(lineSchema).max(600),
    /** The larger of the two counts (R-066, C-23). */
    discounts: z.strictObject({ client: percentSchema, booking: percentSchema }),
    promotion: promotionUsedSchema.nullable(),
    state: invoiceStateSchema,
    /** Which states it came through, by whom. */
    history: z.array(z.strictObject({ status: lineText(20, 0), stamp: stampSchema })).max(600),
    ...documentFields,
  })
  .refine(({ lines, currency }) => lines.every(({ unitPrice }) => unitPrice.currency === currency), {
    error: 'lines of another currency',
  });
export type Invoice = z.infer<typeof invoiceSchema>;
export type InvoiceId = Id<'Invoice'>;

export const invoiceDocumentSchema = z.discriminatedUnion('kind', [
  invoiceSchema,
  creditNoteSchema,
  draftSaleSchema,
  subscriptionSchema,
]);
export type InvoiceDocument = z.infer<typeof invoiceDocumentSchema>;
export type CreditNote = Extract<InvoiceDocument, { kind: 'CREDIT_NOTE' }>;
export type DraftSale = Extract<InvoiceDocument, { kind: 'DRAFT_SALE' }>;
export type Subscription = Extract<InvoiceDocument, { kind: 'SUBSCRIPTION' }>;

export const invoices = collectionKey<InvoiceDocument>('invoices');
export const invoicesVersion = 1;
