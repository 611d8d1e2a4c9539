import { z } from 'zod';
import type { Currency, Money } from '../../base/money.ts';
import { collectionKey } from '../collection-key.ts';
import {
  cashMoveSchema,
  correctionSchema,
  creditSchema,
  depositSchema,
  gatewayStepSchema,
  packageSoldSchema,
  packageVisitSchema,
  paymentSchema,
  refundSchema,
  saleReversedSchema,
  saleSchema,
  withdrawalSchema,
} from './entries.ts';
import { fiscalQueuedSchema, fiscalSentSchema, tillClosedSchema, tillOpenedSchema } from './till-entries.ts';

/**
 * The clinic's book of money. An entry says what happened and between which accounts money moved; its sides add up to
 * nothing. Entries are only ever added, never changed or removed: a mistake is set right by another entry. Everything
 * one would like to know (what is left of an invoice, what is in a wallet or a drawer) is a sum of entries.
 */
export const ledgerEntrySchema = z.discriminatedUnion('kind', [
  saleSchema,
  saleReversedSchema,
  creditSchema,
  paymentSchema,
  refundSchema,
  gatewayStepSchema,
  depositSchema,
  withdrawalSchema,
  correctionSchema,
  cashMoveSchema,
  packageSoldSchema,
  packageVisitSchema,
  tillOpenedSchema,
  tillClosedSchema,
  fiscalQueuedSchema,
  fiscalSentSchema,
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type EntryOf<Kind extends LedgerEntry['kind']> = Extract<LedgerEntry, { kind: Kind }>;

export type PaymentEntry = EntryOf<'PAYMENT'>;
export type PaymentId = PaymentEntry['id'];
export type TillShift = EntryOf<'TILL_OPENED'>;
export type TillId = TillShift['id'];
export type ClientPackage = EntryOf<'PACKAGE_SOLD'>;
export type EntryId = EntryOf<'SALE'>['id'];

export type InvoiceId = PaymentEntry['invoice'];

/** An invoice as the ledger needs to know it. */
export interface InvoiceClaim {
  readonly id: InvoiceId;
  /** Null: a passer-by, who can neither have a wallet nor owe. */
  readonly client: EntryOf<'DEPOSIT'>['client'] | null;
  readonly currency: Currency;
  /** What an invoice that is still open asks for; zero once it was issued, because its sale entry says so then. */
  readonly unposted: Money;
}

export { type Account, balanceOf, type Posting, postings } from './account.ts';

export const ledger = collectionKey<LedgerEntry>('ledger');
export const ledgerVersion = 1;
