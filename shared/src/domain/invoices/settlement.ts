import { derivedId } from '../../base/id.ts';
import { negate, zero } from '../../base/money.ts';
import { createdBy, type Stamp } from '../document.ts';
import { balanceOf, type EntryOf, type InvoiceClaim, type LedgerEntry, ledgerVersion } from '../ledger/ledger.ts';
import type { Invoice } from './invoice.ts';
import { priceInvoice } from './pricing.ts';

/** An invoice as the ledger needs to know it. */
export function claimOf(invoice: Invoice): InvoiceClaim {
  const { id, client, currency, state } = invoice;
  const unposted = state.status === 'OPEN' ? priceInvoice(invoice).total : zero(currency);
  return { id, client, currency, unposted };
}

/**
 * The invoice with its note brought in line with the ledger: SETTLED when nothing is left, ISSUED again when something
 * is. The same invoice when the note is right already.
 */
export function withSettlement(invoice: Invoice, entries: readonly LedgerEntry[], stamp: Stamp): Invoice {
  const { state, currency } = invoice;
  if (state.status !== 'ISSUED' && state.status !== 'SETTLED') return invoice;
  const left = balanceOf({ kind: 'RECEIVABLE', invoice: invoice.id }, entries, currency);
  const known = new Set<string>(entries.map(({ id }) => id));
  const status = left.minor <= 0 && state.sales.every((sale) => known.has(sale)) ? 'SETTLED' : 'ISSUED';
  if (status === state.status) return invoice;
  const history = [...invoice.history, { status, stamp }].slice(-200);
  return { ...invoice, state: { ...state, status, entries: entries.length }, history, changed: stamp };
}

/**
 * Takes back the sales of issues that lost against another device's (see the merge), so that the client owes the invoice
 * once. Every device and the server come to the same entries.
 */
export function takeBackLostSales(
  invoice: Invoice,
  entries: readonly LedgerEntry[],
  stamp: Stamp,
): EntryOf<'SALE_REVERSED'>[] {
  const { state } = invoice;
  if (!('lost' in state)) return [];
  return state.lost.flatMap(({ sale: lost }) => {
    const sale = entries.find((entry) => entry.kind === 'SALE' && entry.id === lost);
    const id = derivedId<'Entry'>('Entry', 'SALE_REVERSED', lost);
    if (sale === undefined || entries.some((entry) => entry.id === id)) return [];
    const { location, date, postings } = sale;
    return [
      {
        id,
        kind: 'SALE_REVERSED' as const,
        invoice: invoice.id,
        sale: lost,
        location,
        date,
        postings: postings.map(({ account, amount }) => ({ account, amount: negate(amount) })),
        ...createdBy(stamp, ledgerVersion),
      },
    ];
  });
}
