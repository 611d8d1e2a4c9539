import { stampOrder } from '../document.ts';
import { byKey, eachField, type FieldPolicies, first } from '../merge-policies.ts';
import type { Policy } from '../merging.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import { furtherState, isIssued, joinIssues } from './invoice-state-merge.ts';
import type { Invoice, InvoiceState } from './invoice.ts';
import type { InvoiceLine } from './line.ts';

/**
 * Two desks changed one invoice. All lines of both are there, and a line struck at one desk is struck. An issued invoice
 * stands over an open or voided one, so what was entered meanwhile is late and waits for a person. When both desks issued
 * it, the earlier issue stands with its number and totals; the sale entries of the other one are noted as lost, and the
 * ledger takes them back. Money is never merged: what is left to pay is always the sum of the entries.
 */
export function mergeInvoicesWithReport(base: Invoice | undefined, ours: Invoice, theirs: Invoice): Merge<Invoice> {
  return mergeWithReport(base, ours, theirs, policies);
}

/** A strike stands over a line that is charged, and of two strikes the first; the other one's reason is reported. */
const mergeCharges: Policy<InvoiceLine['charge']> = (field, merging) => {
  const { ours, theirs } = field;
  if (ours?.state !== 'STRUCK') return merging.take(field, 'theirs');
  if (theirs?.state !== 'STRUCK') return merging.take(field, 'ours');
  return merging.choose(field, strikeOrder(ours) <= strikeOrder(theirs) ? 'ours' : 'theirs');
};

export const mergeLines = byKey<InvoiceLine>(({ id }) => id, eachField<InvoiceLine>({ charge: mergeCharges }));

/** Two issues are joined; else the further state stands, and what the other said is reported unless it was only open. */
const mergeStates: Policy<InvoiceState> = (field, merging) => {
  const { ours, theirs } = field;
  if (ours === undefined || theirs === undefined) return merging.take(field, ours === undefined ? 'theirs' : 'ours');
  if (isIssued(ours) && isIssued(theirs)) return merging.joined(field, joinIssues(ours, theirs));
  const standing = furtherState(ours, theirs) === ours ? 'ours' : 'theirs';
  const other = standing === 'ours' ? theirs : ours;
  return other.status === 'OPEN' ? merging.take(field, standing) : merging.choose(field, standing);
};

const policies: FieldPolicies<Invoice> = {
  lines: mergeLines,
  discounts: eachField(),
  history: byKey(
    ({ status, stamp }) => `${status} ${stamp.operation}`,
    first(({ stamp }) => stampOrder(stamp)),
  ),
  state: mergeStates,
};

function strikeOrder(charge: Extract<InvoiceLine['charge'], { state: 'STRUCK' }>): string {
  return `${stampOrder(charge.struck)} ${charge.reason}`;
}
