import { stampOrder } from '../document.ts';
import { byKey, eachField, type FieldPolicies, first } from '../merge-policies.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import { joinStates } from './invoice-state-merge.ts';
import type { Invoice } from './invoice.ts';
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

export const mergeLines = byKey<InvoiceLine>(({ id }) => id, eachField<InvoiceLine>({ charge: first(strikeOrder) }));

const policies: FieldPolicies<Invoice> = {
  lines: mergeLines,
  discounts: eachField(),
  history: byKey(
    ({ status, stamp }) => `${status} ${stamp.operation}`,
    first(({ stamp }) => stampOrder(stamp)),
  ),
  state: (field, merging) => {
    const { ours, theirs } = field;
    if (ours === undefined || theirs === undefined) return merging.take(field, ours === undefined ? 'theirs' : 'ours');
    return merging.joined(field, joinStates(ours, theirs));
  },
};

/** A strike stands over a line that is charged, and of two strikes the first. */
function strikeOrder(charge: InvoiceLine['charge']): string {
  return charge.state === 'STRUCK' ? stampOrder(charge.struck) : 'charged';
}
