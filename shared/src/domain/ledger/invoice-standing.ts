import { add, isZero, type Money, subtract, sum, zero } from '../../base/money.ts';
import { balanceOf } from './account.ts';
import type { EntryOf, InvoiceClaim, LedgerEntry } from './ledger.ts';

/** How an invoice stands: Σ paid − refunded against what it asks for (C-18). */
export interface InvoiceStanding {
  readonly paid: Money;
  readonly refunded: Money;
  /** What is still to pay; below zero when too much was paid. */
  readonly left: Money;
  /** What of it was put on the client's account and is not paid yet. */
  readonly debt: Money;
  readonly settled: boolean;
}

export function invoiceStanding(claim: InvoiceClaim, entries: readonly LedgerEntry[]): InvoiceStanding {
  const { id, client, currency, unposted } = claim;
  const own = entries.filter((entry) => 'invoice' in entry && entry.invoice === id);
  const total = (kind: 'PAYMENT' | 'REFUND'): Money =>
    sum(
      own.flatMap((entry) =>
        entry.kind === kind && entry.amount.currency === currency && reallyPaid(entry) ? [entry.amount] : [],
      ),
      currency,
    );
  const left = add(unposted, balanceOf({ kind: 'RECEIVABLE', invoice: id }, own, currency));
  const debt = client === null ? zero(currency) : balanceOf({ kind: 'DEBT', client, invoice: id }, own, currency);
  return { paid: total('PAYMENT'), refunded: total('REFUND'), left, debt, settled: isZero(left) };
}

/** The claim after a payment, for the next one of a split payment. */
export function afterPayment(standing: InvoiceStanding, amount: Money, settles: 'INVOICE' | 'DEBT'): InvoiceStanding {
  const left = settles === 'INVOICE' ? subtract(standing.left, amount) : standing.left;
  const debt = settles === 'DEBT' ? subtract(standing.debt, amount) : standing.debt;
  return { ...standing, paid: add(standing.paid, amount), left, debt, settled: isZero(left) };
}

/** Putting something on account is a promise; it counts as paid when the debt is. */
function reallyPaid(entry: EntryOf<'PAYMENT' | 'REFUND'>): boolean {
  return entry.means.method !== 'ON_ACCOUNT';
}
