import type { Instant } from '../../base/instant.ts';
import { type Currency, type Money, smallerOf, subtract, sum, zero } from '../../base/money.ts';
import type { InvoiceId } from './ledger.ts';

/** An invoice a client has not paid, or had put on account. */
export interface OpenInvoice {
  readonly invoice: InvoiceId;
  readonly issuedAt: Instant;
  /** What is left of it, put on account or not. */
  readonly due: Money;
}

/** What a client owes in all (C-13). */
export function totalDue(open: readonly OpenInvoice[], currency: Currency): Money {
  return sum(
    open.map(({ due }) => due),
    currency,
  );
}

/**
 * Which invoices a payment settles: the oldest first (§7.6), each as far as the money goes. What is over is the client's
 * and comes back as `rest`.
 */
export function settleOldestFirst(
  amount: Money,
  open: readonly OpenInvoice[],
): { readonly parts: readonly { invoice: InvoiceId; amount: Money }[]; readonly rest: Money } {
  const parts: { invoice: InvoiceId; amount: Money }[] = [];
  let rest = amount;
  for (const { invoice, due } of open.filter((one) => one.due.minor > 0).toSorted(byAge)) {
    const part = smallerOf(rest, due);
    if (part.minor <= 0) break;
    parts.push({ invoice, amount: part });
    rest = subtract(rest, part);
  }
  return { parts, rest: rest.minor > 0 ? rest : zero(amount.currency) };
}

function byAge(a: OpenInvoice, b: OpenInvoice): number {
  if (a.issuedAt !== b.issuedAt) return a.issuedAt < b.issuedAt ? -1 : 1;
  return a.invoice < b.invoice ? -1 : 1;
}
