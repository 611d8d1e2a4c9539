import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import { add, money, type Money, subtract, sum } from '../../base/money.ts';
import { anInvoice, aLine } from '../../testing/builders/invoices.ts';
import {
  anEntryContext,
  aPaymentContext,
  clientId,
  entryId,
  invoiceId,
  paymentId,
  totalOf,
} from '../../testing/builders/ledger.ts';
import { at, deviceId } from '../../testing/builders/stamp.ts';
import { creditInvoice } from '../invoices/credit-rules.ts';
import type { Invoice } from '../invoices/invoice.ts';
import { issueInvoice } from '../invoices/issue-rules.ts';
import { claimOf } from '../invoices/settlement.ts';
import { balanceOf } from './account.ts';
import { invoiceStanding } from './invoice-standing.ts';
import { type LedgerEntry, ledgerEntrySchema, type PaymentEntry, type TillShift } from './ledger.ts';
import { payInvoice } from './payment-rules.ts';
import { refundPayment } from './refund-rules.ts';
import { tillFigures } from './till-figures.ts';
import { closeTill, moveCash, openTill } from './till-rules.ts';
import { walletEntries } from './wallet-entries.ts';
import { correctWallet, depositToWallet, walletBalance, withdrawFromWallet } from './wallet-rules.ts';
import type { PaymentWish, WalletWay } from './wishes.ts';

const client = clientId('Volkova');
const rubles = (minor: number): Money => money(minor, 'RUB');

/** One thing a front desk does; whether it is allowed the rules decide. */
type Step =
  | { readonly does: 'sell'; readonly price: number }
  | { readonly does: 'pay'; readonly invoice: number; readonly method: PaymentWish['method']; readonly part: number }
  | { readonly does: 'credit'; readonly invoice: number; readonly part: number }
  | { readonly does: 'refund'; readonly payment: number; readonly part: number; readonly to: 'SAME_WAY' | 'WALLET' }
  | {
      readonly does: 'wallet';
      readonly how: 'deposit' | 'withdraw' | 'correct';
      readonly way: WalletWay['method'];
      readonly amount: number;
    }
  | { readonly does: 'cash'; readonly direction: 'IN' | 'OUT'; readonly amount: number }
  | { readonly does: 'z'; readonly off: number; readonly float: number };

const amount = fc.integer({ min: 1, max: 500_000 });
const part = fc.integer({ min: 1, max: 130 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('sell' as const), price: amount }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('pay' as const),
      invoice: fc.nat(),
      method: fc.constantFrom<PaymentWish['method']>('CASH', 'CARD', 'ONLINE', 'WALLET', 'TRANSFER', 'ON_ACCOUNT'),
      part,
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('credit' as const), invoice: fc.nat(), part }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('refund' as const),
      payment: fc.nat(),
      part,
      to: fc.constantFrom('SAME_WAY' as const, 'WALLET' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('wallet' as const),
      how: fc.constantFrom('deposit' as const, 'withdraw' as const, 'correct' as const),
      way: fc.constantFrom<WalletWay['method']>('CASH', 'CARD', 'ONLINE', 'TRANSFER'),
      amount,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('cash' as const),
      direction: fc.constantFrom('IN' as const, 'OUT' as const),
      amount,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('z' as const),
      off: fc.integer({ min: -5_000, max: 5_000 }),
      float: fc.nat(1_000_000),
    }),
  },
);

/** A desk that does as it is told and books what the rules give. */
class Desk {
  readonly book: LedgerEntry[] = [];
  readonly invoices: Invoice[] = [];
  till: TillShift;
  done = 0;
  #made = 0;

  constructor() {
    this.till = this.#open(500_000);
  }

  do(step: Step): void {
    const name = String((this.#made += 1));
    const results = this.#decide(step, name);
    this.book.push(...results);
    if (results.length > 0) this.done += 1;
  }

  #decide(step: Step, name: string): LedgerEntry[] {
    const context = anEntryContext();
    switch (step.does) {
      case 'sell': {
        const open = anInvoice({
          id: invoiceId(name),
          lines: [aLine({ code: `L${name}`, price: rubles(step.price) })],
        });
        const issued = issueInvoice(open, { sale: entryId(name), number: name, date: open.date }, context.stamp);
        if (!issued.ok) return [];
        this.invoices.push(issued.value.invoice);
        return [issued.value.sale];
      }
      case 'pay': {
        const invoice = this.invoices[step.invoice % Math.max(1, this.invoices.length)];
        if (invoice === undefined) return [];
        const standing = invoiceStanding(claimOf(invoice), this.book);
        const due = standing.left.minor > 0 ? standing.left.minor : standing.debt.minor;
        const offered = rubles(Math.max(1, Math.ceil((due * step.part) / 100)));
        const wallet = { balance: walletBalance(client, this.book, 'RUB'), freshness: { kind: 'ONLINE' as const } };
        const credit = { on: true, approvedBy: derivedId<'Staff'>('Staff', 'U6') };
        const paid = payInvoice(
          claimOf(invoice),
          standing,
          { id: paymentId(name), wish: wishOf(step.method, offered) },
          aPaymentContext({ till: this.till, wallet, credit, coin: 50 }),
        );
        return paid.ok ? [paid.value.payment] : [];
      }
      case 'credit': {
        const invoice = this.invoices[step.invoice % Math.max(1, this.invoices.length)];
        const line = invoice?.lines[0];
        const before = this.book.some((entry) => entry.kind === 'CREDIT' && entry.invoice === invoice?.id);
        if (invoice === undefined || line === undefined || before) return [];
        const part = rubles(Math.max(1, Math.floor((line.unitPrice.minor * step.part) / 100)));
        const credited = creditInvoice(
          invoice,
          [],
          {
            id: derivedId('CreditNote', name),
            entry: entryId(name),
            number: name,
            date: invoice.date,
            reason: 'x',
            lines: [{ line: line.id, amount: part }],
          },
          context.stamp,
        );
        return credited.ok ? [credited.value.entry] : [];
      }
      case 'refund': {
        const payments = this.book.filter((entry): entry is PaymentEntry => entry.kind === 'PAYMENT');
        const payment = payments[step.payment % Math.max(1, payments.length)];
        const invoice = this.invoices.find(({ id }) => id === payment?.invoice);
        if (payment === undefined || invoice === undefined) return [];
        const claim = claimOf(invoice);
        const wanted = rubles(Math.max(1, Math.floor((payment.amount.minor * step.part) / 100)));
        const request = { id: entryId(name), amount: wanted, to: step.to, reference: 're', reason: 'x' };
        const back = refundPayment(claim, invoiceStanding(claim, this.book), payment, this.book, request, {
          ...context,
          till: this.till,
          entriesOfTill: this.book,
        });
        return back.ok ? [back.value] : [];
      }
      case 'wallet': {
        const way = wayOf(step.way);
        const request = { id: entryId(name), client, amount: rubles(step.amount), way };
        const state = { balance: walletBalance(client, this.book, 'RUB'), freshness: { kind: 'ONLINE' as const } };
        const result =
          step.how === 'deposit'
            ? depositToWallet(request, this.till, context)
            : step.how === 'withdraw'
              ? withdrawFromWallet(request, state, this.till, this.book, context)
              : correctWallet({ id: entryId(name), client, change: rubles(step.amount), reason: 'x' }, context);
        return result.ok ? [result.value] : [];
      }
      case 'cash': {
        const moved = moveCash(
          {
            id: entryId(name),
            direction: step.direction,
            purpose: 'COLLECTION',
            amount: rubles(step.amount),
            note: '',
          },
          this.till,
          this.book,
          context,
        );
        return moved.ok ? [moved.value] : [];
      }
      case 'z': {
        const { cashExpected } = tillFigures(this.till, this.book);
        const counted = rubles(Math.max(0, cashExpected.minor + step.off));
        const closed = closeTill(
          { counted, comment: 'counted' },
          this.till,
          this.book,
          anEntryContext({ at: at('20:00') }),
        );
        if (!closed.ok) return [];
        this.book.push(closed.value);
        this.till = this.#open(step.float);
        return [];
      }
    }
  }

  #open(float: number): TillShift {
    const id = derivedId<'Till'>('Till', String((this.#made += 1)));
    const opened = openTill(
      { id, desk: deviceId('DK-A'), float: rubles(float) },
      undefined,
      [],
      anEntryContext({ at: at('09:00') }),
    );
    if (!opened.ok) throw new Error(opened.error.code);
    this.book.push(opened.value);
    return opened.value;
  }
}

describe('any day at the desk', () => {
  it('leaves the books balanced, the drawer as expected and every wallet and invoice the sum of its entries', () => {
    let done = 0;
    fc.assert(
      fc.property(fc.array(steps, { minLength: 20, maxLength: 60 }), (day) => {
        const desk = new Desk();
        for (const step of day) desk.do(step);
        const { book, till, invoices } = desk;
        for (const entry of book) expect(ledgerEntrySchema.parse(entry)).toEqual(entry);
        for (const closed of book.filter(({ kind }) => kind === 'TILL_CLOSED')) {
          const drawer = closed.kind === 'TILL_CLOSED' ? closed.till : till.id;
          expect(balanceOf({ kind: 'CASH_DRAWER', till: drawer }, book, 'RUB')).toEqual(rubles(0));
        }
        done += desk.done;
        expect(Object.values(totalOf(book)).every((total) => total === 0)).toBe(true);

        const x = tillFigures(till, book);
        const byHand = [x.float, x.late, x.cash.sales, x.cash.deposits, x.paidIn, x.rounding].reduce((all, each) =>
          add(all, each),
        );
        const out = [x.cash.refunds, x.cash.withdrawals, x.paidOut].reduce((all, each) => add(all, each));
        expect(x.cashExpected).toEqual(subtract(byHand, out));
        expect(x.cashExpected.minor).toBeGreaterThanOrEqual(0);
        expect(tillFigures(till, book.toReversed())).toEqual(x);

        const lines = walletEntries(client, book, 'RUB').map(({ change }) => change);
        expect(sum(lines, 'RUB')).toEqual(walletBalance(client, book, 'RUB'));
        expect(walletBalance(client, book, 'RUB').minor).toBeGreaterThanOrEqual(0);

        for (const invoice of invoices) {
          const claim = claimOf(invoice);
          const { paid, refunded, left, debt } = invoiceStanding(claim, book);
          const total = 'totals' in invoice.state ? invoice.state.totals.total : rubles(0);
          const credited = book.flatMap((entry) =>
            entry.kind === 'CREDIT' && entry.invoice === invoice.id ? [entry] : [],
          );
          const back = balanceOf({ kind: 'RECEIVABLE', invoice: invoice.id }, credited, 'RUB');
          expect(add(add(paid, left), debt)).toEqual(add(add(total, refunded), back));
          expect(debt.minor).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
    expect(done).toBeGreaterThan(600);
  });
});

function wishOf(method: PaymentWish['method'], offered: Money): PaymentWish {
  switch (method) {
    case 'CASH':
      return { method, tendered: offered };
    case 'CARD':
      return { method, amount: offered, slip: '1' };
    case 'ONLINE':
      return { method, amount: offered, gatewayId: 'pi', paidAt: at('09:30') };
    case 'TRANSFER':
      return { method, amount: offered, reference: '' };
    case 'WALLET':
    case 'ON_ACCOUNT':
      return { method, amount: offered };
  }
}

function wayOf(method: WalletWay['method']): WalletWay {
  if (method === 'ONLINE') return { method, gatewayId: 'g' };
  return method === 'TRANSFER' ? { method, reference: '' } : { method };
}
