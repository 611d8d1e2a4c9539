import { failure, type Failure } from '../../base/failure.ts';
import { type Money, negate, sum } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { largestAmount } from '../amounts.ts';
import type { Stamp } from '../document.ts';
import { type Account, type EntryId, type EntryOf, ledgerVersion, postings } from '../ledger/ledger.ts';
import type { Invoice, IssuedState, Totals } from './invoice.ts';
import type { InvoiceLine } from './line.ts';
import { isCharged, priceInvoice } from './pricing.ts';

export interface Issue {
  readonly sale: EntryId;
  readonly number: string;
  /** The day it counts for. */
  readonly date: Invoice['date'];
}

export interface Issued {
  readonly invoice: Invoice;
  readonly sale: EntryOf<'SALE'>;
}

export type IssueRefusal = Failure<'INVOICE_NOT_OPEN' | 'INVOICE_EMPTY' | 'WEIGHT_MISSING' | 'AMOUNT_TOO_LARGE'>;

/**
 * Fixes what the client owes: the invoice gets its number, its totals are kept, and the ledger books the sale. An
 * estimate has to be weighed first (C-01).
 */
export function issueInvoice(
  invoice: Invoice,
  { sale, number, date }: Issue,
  stamp: Stamp,
): Result<Issued, IssueRefusal> {
  if (invoice.state.status !== 'OPEN') return err(failure('INVOICE_NOT_OPEN'));
  const charged = invoice.lines.filter(isCharged);
  if (charged.length === 0) return err(failure('INVOICE_EMPTY'));
  const estimate = charged.find(({ certainty }) => certainty === 'ESTIMATE');
  if (estimate !== undefined) return err(failure('WEIGHT_MISSING', { code: estimate.code }));
  const totals = priceInvoice(invoice);
  if (totals.total.minor > largestAmount) return err(failure('AMOUNT_TOO_LARGE'));
  const state: IssuedState = {
    status: 'ISSUED',
    number,
    numberShared: false,
    issued: stamp,
    totals,
    entries: 1,
    sales: [sale],
    lost: [],
  };
  return ok({
    invoice: {
      ...invoice,
      date,
      state,
      history: [...invoice.history, { status: 'ISSUED', stamp }],
      changed: stamp,
    },
    sale: saleEntry({ sale, number, date }, invoice, totals, stamp),
  });
}

/** Lines that reached an issued invoice from another device and are not in its totals. */
export function lateLines(invoice: Invoice): InvoiceLine[] {
  if (!('totals' in invoice.state)) return [];
  const billed = new Set(invoice.state.totals.lines.map(({ line }) => line));
  return invoice.lines.filter((line) => isCharged(line) && !billed.has(line.id));
}

/** Lines of the totals that another device had struck out: candidates for a credit note. */
export function struckTooLate(invoice: Invoice): InvoiceLine[] {
  if (!('totals' in invoice.state)) return [];
  const billed = new Set(invoice.state.totals.lines.map(({ line }) => line));
  return invoice.lines.filter((line) => !isCharged(line) && billed.has(line.id));
}

/** Bills what arrived late: the totals grow by those lines, and one more sale entry says by how much. */
export function billLateLines(
  invoice: Invoice,
  { sale, date }: Omit<Issue, 'number'>,
  stamp: Stamp,
): Result<Issued, Failure<'INVOICE_NOT_ISSUED' | 'NOTHING_TO_BOOK' | 'WEIGHT_MISSING' | 'AMOUNT_TOO_LARGE'>> {
  const { state } = invoice;
  if (!('totals' in state)) return err(failure('INVOICE_NOT_ISSUED'));
  const late = lateLines(invoice);
  if (late.length === 0) return err(failure('NOTHING_TO_BOOK'));
  const estimate = late.find(({ certainty }) => certainty === 'ESTIMATE');
  if (estimate !== undefined) return err(failure('WEIGHT_MISSING', { code: estimate.code }));
  const added = priceInvoice({ ...invoice, lines: late, promotion: null });
  const totals: Totals = {
    lines: [...state.totals.lines, ...added.lines],
    total: sum([state.totals.total, added.total], invoice.currency),
  };
  if (totals.total.minor > largestAmount) return err(failure('AMOUNT_TOO_LARGE'));
  const { number } = state;
  const billed: IssuedState = { ...state, status: 'ISSUED', totals, sales: [...state.sales, sale] };
  return ok({
    invoice: { ...invoice, state: billed, changed: stamp },
    sale: saleEntry({ sale, number, date }, invoice, added, stamp),
  });
}

/** What packages and plans are to pay for, line by line, at check-out. */
export function coveredLines(invoice: Invoice): { line: InvoiceLine; amount: Money }[] {
  const { lines } = 'totals' in invoice.state ? invoice.state.totals : priceInvoice(invoice);
  const byId = new Map(invoice.lines.map((line) => [line.id, line]));
  return lines.flatMap((total) => {
    const line = byId.get(total.line);
    return line === undefined || total.covered.minor === 0 ? [] : [{ line, amount: total.covered }];
  });
}

/** Where the money of a line belongs: earned, or kept for the visits and months it is paid ahead for. */
export function earnedOn(line: InvoiceLine, location: Invoice['location'], how: 'SALES' | 'RETURNS'): Account {
  switch (line.item.kind) {
    case 'SERVICE':
    case 'PRODUCT':
      return { kind: how, location };
    case 'PACKAGE':
      return { kind: 'PACKAGE', package: line.item.package };
    case 'PLAN':
      return { kind: 'PLAN', subscription: line.item.subscription };
  }
}

/** Amounts of lines, one side per account. */
export function sidesOf(
  amounts: readonly (readonly [InvoiceLine, Money])[],
  location: Invoice['location'],
  how: 'SALES' | 'RETURNS',
): (readonly [Account, Money])[] {
  const sides = new Map<string, readonly [Account, Money]>();
  for (const [line, amount] of amounts) {
    const account = earnedOn(line, location, how);
    const key = line.item.kind === 'PACKAGE' || line.item.kind === 'PLAN' ? line.id : how;
    const known = sides.get(key);
    sides.set(key, [account, known === undefined ? amount : sum([known[1], amount], amount.currency)]);
  }
  return [...sides.values()];
}

function saleEntry(
  { sale, number, date }: Issue,
  { id, location, lines }: Invoice,
  totals: Totals,
  stamp: Stamp,
): EntryOf<'SALE'> {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const amounts = totals.lines.flatMap(({ line, amount }) => {
    const found = byId.get(line);
    return found === undefined ? [] : [[found, amount] as const];
  });
  const earned = sidesOf(amounts, location, 'SALES');
  return {
    id: sale,
    kind: 'SALE',
    invoice: id,
    number,
    location,
    date,
    postings: postings(
      [{ kind: 'RECEIVABLE', invoice: id }, totals.total],
      ...earned.map(([account, amount]) => [account, negate(amount)] as const),
    ),
    v: ledgerVersion,
    created: stamp,
    changed: stamp,
  };
}
