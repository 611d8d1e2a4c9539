import { failure, type Failure } from '../../base/failure.ts';
import { compareMoney, type Money, negate, smallerOf, subtract, sum } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type AmountRefusal, oneCurrency } from '../amounts.ts';
import { createdBy, type Stamp } from '../document.ts';
import { type EntryId, type EntryOf, ledgerVersion, postings } from '../ledger/ledger.ts';
import { statedReason } from '../reason.ts';
import { type CreditNote, type Invoice, invoicesVersion } from './invoice.ts';
import { sidesOf } from './issue-rules.ts';
import type { LineId } from './make-lines.ts';

export interface CreditRequest {
  readonly id: CreditNote['id'];
  readonly entry: EntryId;
  readonly number: string;
  readonly date: Invoice['date'];
  readonly reason: string;
  /** Which lines, and how much of each; 'ALL': what is left of it. */
  readonly lines: readonly { readonly line: LineId; readonly amount: Money | 'ALL' }[];
}

export type CreditRefusal =
  | AmountRefusal
  | Failure<'INVOICE_NOT_ISSUED' | 'REASON_MISSING' | 'LINE_NOT_FOUND' | 'CREDIT_ABOVE_SALE' | 'NOTHING_TO_BOOK'>;

/**
 * Takes back lines of an issued invoice by a credit note. The claim shrinks at once; what was paid already becomes
 * overpaid and can be refunded. Of no line can more be taken back than it was charged.
 */
export function creditInvoice(
  invoice: Invoice,
  earlier: readonly CreditNote[],
  request: CreditRequest,
  stamp: Stamp,
): Result<{ creditNote: CreditNote; entry: EntryOf<'CREDIT'> }, CreditRefusal> {
  const { state, currency, location } = invoice;
  if (!('totals' in state)) return err(failure('INVOICE_NOT_ISSUED'));
  const stated = statedReason(request.reason);
  if (!stated.ok) return stated;
  const left = creditable(invoice, earlier);
  const taken = new Map<LineId, Money>();
  for (const { line, amount } of request.lines) {
    const most = left.get(line);
    if (most === undefined || taken.has(line)) return err(failure('LINE_NOT_FOUND'));
    const part = amount === 'ALL' ? most : amount;
    const same = oneCurrency([part], currency);
    if (!same.ok) return same;
    if (part.minor < 0 || compareMoney(part, most) > 0) return err(failure('CREDIT_ABOVE_SALE', { most }));
    taken.set(line, part);
  }
  const total = sum(taken.values(), currency);
  if (total.minor <= 0) return err(failure('NOTHING_TO_BOOK'));
  const creditNote: CreditNote = {
    id: request.id,
    kind: 'CREDIT_NOTE',
    location,
    date: request.date,
    invoice: invoice.id,
    number: request.number,
    lines: [...taken].map(([line, amount]) => ({ line, amount })),
    total,
    reason: stated.value,
    state: { status: 'ISSUED', numberShared: false },
    ...createdBy(stamp, invoicesVersion),
  };
  const amounts = invoice.lines.flatMap((line) => {
    const amount = taken.get(line.id);
    return amount === undefined ? [] : [[line, amount] as const];
  });
  const entry: EntryOf<'CREDIT'> = {
    id: request.entry,
    kind: 'CREDIT',
    invoice: invoice.id,
    creditNote: request.id,
    location,
    date: request.date,
    postings: postings(...sidesOf(amounts, location, 'RETURNS'), [
      { kind: 'RECEIVABLE', invoice: invoice.id },
      negate(total),
    ]),
    ...createdBy(stamp, ledgerVersion),
  };
  return ok({ creditNote, entry });
}

/** What can still be taken back of each line. */
export function creditable(invoice: Invoice, earlier: readonly CreditNote[]): Map<LineId, Money> {
  const { state } = invoice;
  const left = new Map<LineId, Money>();
  if (!('totals' in state)) return left;
  for (const { line, amount } of state.totals.lines) left.set(line, amount);
  for (const { line, amount } of earlier.flatMap((note) => (note.invoice === invoice.id ? note.lines : []))) {
    const known = left.get(line);
    if (known !== undefined) left.set(line, subtract(known, smallerOf(known, amount)));
  }
  return left;
}
