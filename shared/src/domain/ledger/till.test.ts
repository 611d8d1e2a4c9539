import { describe, expect, it } from 'vitest';
import { rub } from '../../testing/builders/catalogue.ts';
import {
  aClaim,
  anEntryContext,
  aPaymentContext,
  aTill,
  card,
  cash,
  clientId,
  entryId,
  paymentId,
  totalOf,
} from '../../testing/builders/ledger.ts';
import { at, deviceId } from '../../testing/builders/stamp.ts';
import { given } from '../../testing/given.ts';
import { fiscalDocumentOf, fiscalQueue, fiscalSent, queueFiscal } from './fiscal-queue.ts';
import { invoiceStanding } from './invoice-standing.ts';
import { type LedgerEntry, ledgerEntrySchema, type TillShift } from './ledger.ts';
import { payInvoice } from './payment-rules.ts';
import type { PaymentWish } from './wishes.ts';
import { refundPayment } from './refund-rules.ts';
import { sumFigures, tillFigures } from './till-figures.ts';
import { closeTill, moveCash, openTill } from './till-rules.ts';
import { depositToWallet } from './wallet-rules.ts';

function sell(till: TillShift, total: number, wish: PaymentWish, name: string) {
  const { claim, standing } = aClaim(rub(total), { name });
  return given(payInvoice(claim, standing, { id: paymentId(name), wish }, aPaymentContext({ till }))).payment;
}

function dayOf(till: TillShift): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  entries.push(sell(till, 2300, cash(2500), 'first'));
  const second = sell(till, 450, cash(450), 'second');
  entries.push(second, sell(till, 6100, card(6100), 'third'));
  const wallet = {
    id: entryId('deposit'),
    client: clientId('Volkova'),
    amount: rub(1200),
    way: { method: 'CASH' as const },
  };
  entries.push(given(depositToWallet(wallet, till, anEntryContext())));
  const { claim } = aClaim(rub(0), { name: 'second' });
  const overpaid = invoiceStanding(claim, [second]);
  const refund = {
    id: entryId('refund'),
    amount: rub(450),
    to: 'SAME_WAY' as const,
    reference: '',
    reason: 'returned',
  };
  const context = { ...anEntryContext(), till, entriesOfTill: entries };
  entries.push(given(refundPayment(claim, overpaid, second, [], refund, context)));
  const collection = {
    id: entryId('collection'),
    direction: 'OUT' as const,
    purpose: 'COLLECTION' as const,
    amount: rub(3000),
    note: '',
  };
  entries.push(given(moveCash(collection, till, entries, anEntryContext())));
  return entries;
}

describe('story 17: a till day', () => {
  const till = given(
    openTill(
      { id: aTill().id, desk: deviceId('DK-A'), float: rub(5000) },
      undefined,
      [],
      anEntryContext({ at: at('09:00') }),
    ),
  );
  const entries = dayOf(till);

  it('shows the same X twice: sales 8,850.00, refunds 450.00, card 6,100.00, cash expected 5,500.00', () => {
    const x = tillFigures(till, entries);
    expect(x).toMatchObject({
      sales: rub(8850),
      refunds: rub(450),
      card: { sales: rub(6100) },
      cashExpected: rub(5500),
      float: rub(5000),
    });
    expect(tillFigures(till, entries)).toEqual(x);
  });

  it('closes with a Z whose difference of −20.00 needs a comment and goes to its own account', () => {
    const z = (comment: string) =>
      closeTill({ counted: rub(5480), comment }, till, entries, anEntryContext({ at: at('20:00') }));
    expect(z('  ')).toMatchObject({ error: { code: 'COMMENT_REQUIRED', details: { difference: rub(-20) } } });
    const closed = given(z('a coin rolled away'));
    expect(closed).toMatchObject({ difference: rub(-20), counted: rub(5480), figures: { cashExpected: rub(5500) } });
    expect(ledgerEntrySchema.parse(closed)).toEqual(closed);
    expect(totalOf([till, ...entries, closed])).toEqual({ RUB: 0 });
    expect(tillFigures(till, [...entries, closed]).cashExpected).toEqual(rub(5500));
  });

  it('starts the next shift from zero, with a float of its own', () => {
    const closed = given(
      closeTill({ counted: rub(5500), comment: '' }, till, entries, anEntryContext({ at: at('20:00') })),
    );
    const next = given(
      openTill(
        { id: aTill({ name: 'next' }).id, desk: deviceId('DK-A'), float: rub(3000) },
        undefined,
        [],
        anEntryContext({ at: at('08:30', '2026-11-17') }),
      ),
    );
    expect(tillFigures(next, [till, ...entries, closed])).toMatchObject({
      sales: rub(0),
      refunds: rub(0),
      cashExpected: rub(3000),
      entries: 0,
    });
    expect(openTill({ id: next.id, desk: deviceId('DK-A'), float: rub(1) }, next, [], anEntryContext())).toMatchObject({
      error: { code: 'TILL_ALREADY_OPEN' },
    });
  });

  it('refuses a refund above the sale', () => {
    const first = entries[0]!;
    if (first.kind !== 'PAYMENT') throw new Error('expected the first sale');
    const { claim } = aClaim(rub(0), { name: 'first' });
    const refund = { id: entryId('x'), amount: rub(2300.01), to: 'SAME_WAY' as const, reference: '', reason: 'x' };
    const context = { ...anEntryContext(), till, entriesOfTill: entries };
    const standing = invoiceStanding(claim, [first]);
    expect(refundPayment(claim, standing, first, [], refund, context)).toMatchObject({
      error: { code: 'REFUND_ABOVE_SALE', details: { most: rub(2300) } },
    });
  });

  it('refuses a sale in a shift older than 24 hours until it is closed, and takes one at exactly 24 hours', () => {
    const { claim, standing } = aClaim(rub(100));
    const sale = (time: string) =>
      payInvoice(
        claim,
        standing,
        { id: paymentId('late'), wish: cash(100) },
        aPaymentContext({ ...anEntryContext({ at: at(time, '2026-11-17') }), till }),
      );
    expect(sale('09:00').ok).toBe(true);
    expect(sale('09:01')).toMatchObject({ error: { code: 'TILL_TOO_OLD' } });
    expect(
      closeTill({ counted: rub(5500), comment: '' }, till, entries, anEntryContext({ at: at('09:01', '2026-11-17') }))
        .ok,
    ).toBe(true);
  });

  it('keeps the shifts of two desks apart, and the report of the location is their sum', () => {
    const other = aTill({ name: 'other', desk: 'DK-B', float: rub(1000) });
    const all = [...entries, sell(other, 700, cash(1000), 'fourth')];
    const [a, b] = [tillFigures(till, all), tillFigures(other, all)];
    expect(a.sales).toEqual(rub(8850));
    expect(b).toMatchObject({ sales: rub(700), cashExpected: rub(1700) });
    expect(sumFigures([a, b], 'RUB')).toMatchObject({
      sales: rub(9550),
      cashExpected: rub(7200),
      float: rub(6000),
      entries: 7,
    });
  });

  it('prints what comes in and goes back in cash and by card, and nothing else', () => {
    const printed = [till, ...entries].map((entry) => fiscalDocumentOf(entry));
    expect(printed).toEqual([
      { document: 'OPEN_SHIFT', total: rub(5000) },
      { document: 'SELL', total: rub(2300) },
      { document: 'SELL', total: rub(450) },
      { document: 'SELL', total: rub(6100) },
      { document: 'SELL', total: rub(1200) },
      { document: 'REFUND', total: rub(450) },
      undefined,
    ]);
    const closed = given(closeTill({ counted: rub(5500), comment: '' }, till, entries, anEntryContext()));
    expect(fiscalDocumentOf(closed)).toEqual({ document: 'Z', total: rub(8850) });
    const transfer: PaymentWish = { method: 'TRANSFER', amount: rub(10), reference: '1' };
    expect(fiscalDocumentOf(sell(till, 10, transfer, 'transfer'))).toBeUndefined();
  });

  it('queues five fiscal documents while the device is away, sends them in order and counts days from 30', () => {
    const desk = deviceId('DK-A');
    let book: LedgerEntry[] = [];
    const now = at('12:00');
    expect(fiscalQueue(desk, book, now)).toEqual({ waiting: [], daysLeft: 30, blocked: false });
    const queued = entries.slice(0, 5).map(({ id }, index) => {
      const document = {
        id: `0000000${index}-0000-7000-8000-000000000000` as never,
        desk,
        document: 'SELL' as const,
        about: id,
        total: rub(1),
      };
      const context = anEntryContext({ at: at(`11:0${index}`) });
      const entry = given(queueFiscal(document, fiscalQueue(desk, book, now), context));
      book = [entry, ...book];
      return entry;
    });
    expect(fiscalQueue(desk, book, now)).toMatchObject({ waiting: queued, daysLeft: 30 });
    expect(fiscalQueue(deviceId('DK-B'), book, now).waiting).toEqual([]);
    const answer = (index: number) => ({ queued: queued[index]!.id, receiptNumber: String(index), sign: 's' });
    expect(fiscalSent(fiscalQueue(desk, book, now), answer(1), anEntryContext())).toMatchObject({
      error: { code: 'FISCAL_OUT_OF_TURN' },
    });
    for (const [index] of queued.entries()) {
      book = [given(fiscalSent(fiscalQueue(desk, book, now), answer(index), anEntryContext())), ...book];
    }
    expect(fiscalQueue(desk, book, now)).toMatchObject({ waiting: [], daysLeft: 30 });
  });

  it('blocks the fiscal device when a document has waited 30 days', () => {
    const desk = deviceId('DK-A');
    const document = {
      id: '00000000-0000-7000-8000-000000000000' as never,
      desk,
      document: 'SELL' as const,
      about: entries[0]!.id,
      total: rub(1),
    };
    const empty = fiscalQueue(desk, [], at('10:00'));
    const entry = given(queueFiscal(document, empty, anEntryContext({ at: at('10:00') })));
    const days = (date: string) => fiscalQueue(desk, [entry], at('10:00', date));
    expect(days('2026-11-17').daysLeft).toBe(29);
    expect(days('2026-12-15')).toMatchObject({ daysLeft: 1, blocked: false });
    expect(days('2026-12-16')).toMatchObject({ daysLeft: 0, blocked: true });
    expect(queueFiscal(document, days('2026-12-16'), anEntryContext())).toMatchObject({
      error: { code: 'FISCAL_STORE_BLOCKED' },
    });
  });
});

describe('a drawer', () => {
  it('gives no more than it should hold, and an expense only with a word about it', () => {
    const till = aTill();
    const move = (amount: number, purpose: 'COLLECTION' | 'EXPENSE', note = '') =>
      moveCash({ id: entryId('m'), direction: 'OUT', purpose, amount: rub(amount), note }, till, [], anEntryContext());
    expect(move(5000.01, 'COLLECTION')).toMatchObject({
      error: { code: 'DRAWER_TOO_LOW', details: { held: rub(5000) } },
    });
    expect(move(10, 'EXPENSE')).toMatchObject({ error: { code: 'COMMENT_REQUIRED' } });
    expect(move(10, 'EXPENSE', 'stamps').ok).toBe(true);
    expect(move(5000, 'COLLECTION').ok).toBe(true);
  });

  it('takes over cash that arrived after its last shift was closed, where everybody sees it', () => {
    const late: LedgerEntry = {
      ...sell(aTill(), 300, cash(300), 'late'),
      means: {
        method: 'CASH',
        drawer: { counted: 'LATE', missed: aTill().id, desk: deviceId('DK-A') },
        tendered: rub(300),
        change: rub(0),
        rounding: rub(0),
      },
      postings: [
        { account: { kind: 'LATE_CASH', desk: deviceId('DK-A') }, amount: rub(300) },
        { account: { kind: 'RECEIVABLE', invoice: aClaim(rub(1), { name: 'late' }).claim.id }, amount: rub(-300) },
      ],
    };
    const next = given(
      openTill(
        { id: aTill({ name: 'next' }).id, desk: deviceId('DK-A'), float: rub(1000) },
        undefined,
        [late],
        anEntryContext(),
      ),
    );
    expect(next.late).toEqual([late.id]);
    expect(tillFigures(next, [late])).toMatchObject({ late: rub(300), sales: rub(0), cashExpected: rub(1300) });
    expect(totalOf([late, next])).toEqual({ RUB: 0 });
  });

  it('rounds cash to the coins there are and books what is lost or won by it', () => {
    const { claim, standing } = aClaim(rub(2300.4));
    const pay = (total: number, tendered: number) => {
      const asked = aClaim(rub(total));
      return given(
        payInvoice(
          asked.claim,
          asked.standing,
          { id: paymentId('r'), wish: cash(tendered) },
          aPaymentContext({ coin: 100 }),
        ),
      );
    };
    expect(pay(2300.4, 2500)).toMatchObject({
      change: rub(200),
      payment: { amount: rub(2300.4), means: { rounding: rub(0.4) } },
      standing: { settled: true },
    });
    expect(pay(2300.6, 2500)).toMatchObject({ change: rub(199), payment: { means: { rounding: rub(-0.4) } } });
    expect(tillFigures(aTill(), [pay(2300.4, 2500).payment])).toMatchObject({
      cashExpected: rub(7300),
      rounding: rub(-0.4),
    });
    expect(
      payInvoice(claim, standing, { id: paymentId('c'), wish: card(2300.4) }, aPaymentContext({ coin: 100 })),
    ).toMatchObject({ value: { payment: { amount: rub(2300.4) } } });
  });
});
