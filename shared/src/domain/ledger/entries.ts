import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText, longText } from '../../base/text.ts';
import { amountSchema, signedAmountSchema } from '../amounts.ts';
import { documentFields } from '../document.ts';
import { codeSchema, nameSchema } from '../names.ts';
import { reasonSchema } from '../reason.ts';
import { postingsSchema } from './account.ts';
import { drawerSchema, paymentMeansSchema, refundMeansSchema, walletMeansSchema } from './means.ts';

/** What every entry has. `date` is the day it counts for at the location; `postings` is empty where no money moved. */
export const entryFields = {
  location: idSchema('Location'),
  date: civilDateSchema,
  postings: postingsSchema,
  ...documentFields,
};

/** An invoice was issued: the client owes it, the clinic has earned it. */
export const saleSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('SALE'),
  invoice: idSchema('Invoice'),
  number: lineText(40),
  ...entryFields,
});

/** A sale of an invoice that another device had issued already is taken back by the system. */
export const saleReversedSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('SALE_REVERSED'),
  invoice: idSchema('Invoice'),
  sale: idSchema('Entry'),
  ...entryFields,
});

/** A part of an invoice was taken back by a credit note. */
export const creditSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('CREDIT'),
  invoice: idSchema('Invoice'),
  creditNote: idSchema('CreditNote'),
  ...entryFields,
});

export const paymentSchema = z.strictObject({
  id: idSchema('Payment'),
  kind: z.literal('PAYMENT'),
  invoice: idSchema('Invoice'),
  amount: amountSchema,
  /** The invoice itself, or what was put on account for it before. */
  settles: z.enum(['INVOICE', 'DEBT']),
  means: paymentMeansSchema,
  ...entryFields,
});

export const refundSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('REFUND'),
  invoice: idSchema('Invoice'),
  payment: idSchema('Payment'),
  amount: amountSchema,
  means: refundMeansSchema,
  reason: reasonSchema,
  ...entryFields,
});

/** A step of an online payment that moves no money yet, or never will. Being paid is a PAYMENT of that id. */
export const gatewayStepSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('GATEWAY'),
  payment: idSchema('Payment'),
  invoice: idSchema('Invoice'),
  amount: amountSchema,
  step: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('PENDING') }),
    z.strictObject({ status: z.literal('AUTHORIZED'), gatewayId: lineText(120) }),
    z.strictObject({ status: z.literal('FAILED'), error: longText(1_000, 0) }),
  ]),
  ...entryFields,
});

/** Money put into a wallet, taken out of it, or a wallet set right (§5 of the domain). */
export const depositSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('DEPOSIT'),
  client: idSchema('Client'),
  amount: amountSchema,
  means: walletMeansSchema,
  ...entryFields,
});

export const withdrawalSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('WITHDRAWAL'),
  client: idSchema('Client'),
  amount: amountSchema,
  means: walletMeansSchema,
  ...entryFields,
});

export const correctionSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('CORRECTION'),
  client: idSchema('Client'),
  change: signedAmountSchema.refine(({ minor }) => minor !== 0),
  reason: reasonSchema,
  ...entryFields,
});

/** Cash put into a drawer or taken out of it beside sales: change, collection to the safe, a small expense. */
export const cashMoveSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('CASH_MOVE'),
  drawer: drawerSchema,
  direction: z.enum(['IN', 'OUT']),
  purpose: z.enum(['COLLECTION', 'CHANGE', 'EXPENSE']),
  amount: amountSchema,
  note: longText(500, 0),
  ...entryFields,
});

/** Visits a client bought ahead. What it was sold as is copied. */
export const packageSoldSchema = z.strictObject({
  id: idSchema('ClientPackage'),
  kind: z.literal('PACKAGE_SOLD'),
  client: idSchema('Client'),
  invoice: idSchema('Invoice'),
  template: idSchema('PackageTemplate'),
  code: codeSchema,
  name: nameSchema,
  services: z.array(idSchema('Service')).min(1).max(20),
  visits: z.int().min(1).max(100),
  price: amountSchema,
  /** The last day a visit can be used; null: without end. */
  validUntil: civilDateSchema.nullable(),
  ...entryFields,
});

/** What happened to one visit of a package (C-21). One of each step per package and booking. */
export const packageVisitSchema = z.strictObject({
  id: idSchema('Entry'),
  kind: z.literal('PACKAGE_VISIT'),
  package: idSchema('ClientPackage'),
  booking: idSchema('Booking'),
  step: z.enum(['RESERVED', 'RELEASED', 'USED', 'RETURNED']),
  why: z.enum(['BOOKED', 'CANCELLED_IN_TIME', 'CHECK_OUT', 'NO_SHOW', 'CANCELLED_LATE', 'REFUND']),
  ...entryFields,
});
