import type { Id } from '../../base/id.ts';
import { add } from '../../base/money.ts';
import type { DeviceId, StaffId } from '../document.ts';
import type { OpenInvoice } from '../ledger/debt-rules.ts';
import { invoiceStanding } from '../ledger/invoice-standing.ts';
import { entriesOfInvoice } from '../ledger/reading.ts';
import type { World } from '../world.ts';
import { visitInvoiceId } from './invoice-rules.ts';
import {
  type CreditNote,
  type DraftSale,
  type Invoice,
  type InvoiceId,
  invoices,
  type Subscription,
} from './invoice.ts';
import { claimOf } from './settlement.ts';

/** The invoice of a visit, when somebody has opened it. */
export function invoiceOfBooking(world: World, booking: Id<'Booking'>): Invoice | undefined {
  const document = world.get(invoices, visitInvoiceId(booking));
  return document?.kind === 'INVOICE' ? document : undefined;
}

/** The part of an invoice that somebody saw before changing it. */
export function shownOfInvoice({ lines, discounts, promotion, state }: Invoice): object {
  return { lines, discounts, promotion, state };
}

/** What was taken back of an invoice. */
export function creditNotesOf(world: World, invoice: InvoiceId): CreditNote[] {
  return world.byKey(invoices, 'invoice', invoice).filter((document) => document.kind === 'CREDIT_NOTE');
}

/** What a client has not paid yet, put on account or not (C-13). */
export function openInvoicesOf(world: World, client: NonNullable<Invoice['client']>): OpenInvoice[] {
  return world.byKey(invoices, 'client', client).flatMap((document): OpenInvoice[] => {
    if (document.kind !== 'INVOICE' || !('issued' in document.state)) return [];
    const { left, debt } = invoiceStanding(claimOf(document), entriesOfInvoice(world, document.id));
    const due = add(left, debt);
    return due.minor > 0 ? [{ invoice: document.id, issuedAt: document.state.issued.at, due }] : [];
  });
}

/** The sale a person is ringing up at a desk. */
export function activeDraftOf(world: World, staff: StaffId, desk: DeviceId): DraftSale | undefined {
  const where = { kind: 'DRAFT_SALE', staff, desk, 'state.status': 'ACTIVE' };
  return world.find(invoices, { where }).find((document) => document.kind === 'DRAFT_SALE');
}

/** The wellness plans of a pet, ended ones too. */
export function subscriptionsOfPet(world: World, pet: Subscription['pet']): Subscription[] {
  return world.byKey(invoices, 'pet', pet).filter((document) => document.kind === 'SUBSCRIPTION');
}
