import { mergeAppended } from '../append-only.ts';
import { byKey, type FieldPolicies, first, ranked } from '../merge-policies.ts';
import type { Policy } from '../merging.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import { mergeInvoicesWithReport, mergeLines } from './invoice-merge.ts';
import type { DraftSale, InvoiceDocument, Subscription } from './invoice.ts';

/** Joins two changes of one document of the collection, each kind by its own rules. */
export function mergeInvoiceDocuments(
  base: InvoiceDocument | undefined,
  ours: InvoiceDocument,
  theirs: InvoiceDocument,
): InvoiceDocument {
  return mergeInvoiceDocumentsWithReport(base, ours, theirs).document;
}

export function mergeInvoiceDocumentsWithReport(
  base: InvoiceDocument | undefined,
  ours: InvoiceDocument,
  theirs: InvoiceDocument,
): Merge<InvoiceDocument> {
  if (ours.kind === 'INVOICE' && theirs.kind === 'INVOICE') {
    return mergeInvoicesWithReport(base?.kind === 'INVOICE' ? base : undefined, ours, theirs);
  }
  if (ours.kind === 'DRAFT_SALE' && theirs.kind === 'DRAFT_SALE') {
    return mergeWithReport(base?.kind === 'DRAFT_SALE' ? base : undefined, ours, theirs, draftPolicies);
  }
  if (ours.kind === 'SUBSCRIPTION' && theirs.kind === 'SUBSCRIPTION') {
    return mergeWithReport(base?.kind === 'SUBSCRIPTION' ? base : undefined, ours, theirs, subscriptionPolicies);
  }
  // A credit note is never changed, and no id belongs to two kinds.
  return { document: mergeAppended(base, ours, theirs), replaced: [] };
}

const rankOfDraft: Readonly<Record<DraftSale['state']['status'], number>> = {
  ACTIVE: 0,
  PARKED: 0,
  DISCARDED: 1,
  SOLD: 2,
};

/** What was sold is sold, and stands over being thrown away; whether it is active or parked the later desk says. */
const draftPolicies: FieldPolicies<DraftSale> = {
  lines: mergeLines,
  state: ranked(({ status }) => rankOfDraft[status]),
};

/** An ended plan stays ended, from the earlier of two days. */
const mergeSubscriptionStates: Policy<Subscription['state']> = (field, merging) => {
  const { ours, theirs } = field;
  return ours?.status === 'ENDED' && theirs?.status === 'ENDED'
    ? first<Subscription['state']>((state) => ('on' in state ? state.on : ''))(field, merging)
    : ranked<Subscription['state']>(({ status }) => (status === 'ENDED' ? 1 : 0))(field, merging);
};

const subscriptionPolicies: FieldPolicies<Subscription> = {
  state: mergeSubscriptionStates,
  included: byKey(({ id }) => id),
  discounts: byKey(({ category }) => category),
};
