import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import type { Money } from '../../base/money.ts';
import { rub, vnd } from '../../testing/builders/catalogue.ts';
import {
  aClaim,
  aClientPackage,
  anEntryContext,
  aPaymentContext,
  aTill,
  bookingId,
  card,
  cash,
  clientId,
  entryId,
  invoiceId,
  paymentId,
  totalOf,
} from '../../testing/builders/ledger.ts';
import { at, staffId, today } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { payByPackage, payByPlan, visitReturned } from './cover-rules.ts';
import { settleOldestFirst, totalDue } from './debt-rules.ts';
import { invoiceStanding } from './invoice-standing.ts';
import { ledgerEvents } from './ledger-events.ts';
import { type LedgerEntry, ledgerEntrySchema, type PaymentEntry } from './ledger.ts';
import { packageStanding } from './package-rules.ts';
import { payInvoice, paySplit, type PaymentContext } from './payment-rules.ts';
import type { PaymentWish } from './wishes.ts';
import { gatewayPaid, gatewayStep, paymentStatus } from './payment-status.ts';
import { refundPayment, type RefundRequest } from './refund-rules.ts';
import { tillFigures } from './till-figures.ts';

const pay = (total: Money, wish: PaymentWish, context: Partial<PaymentContext> = {}) => {
  const { claim, standing } = aClaim(total);
  return payInvoice(claim, standing, { id: paymentId('p'), wish }, aPaymentContext(context));
};

const wallet = (balance: number): PaymentContext['wallet'] => ({
  balance: rub(balance),
  freshness: { kind: 'ONLINE' },
});

describe('story 1: paying the walk-in', () => {
  it('takes 2,500.00 in cash for 2,300.00, gives back 200.00 and leaves 7,300.00 in the drawer', () => {
    const { payment, change, standing } = given(pay(rub(2300), cash(2500)));
    expect(change).toEqual(rub(200));
    expect(standing).toMatchObject({ left: rub(0), settled: true });
    expect(tillFigures(aTill(), [payment]).cashExpected).toEqual(rub(7300));
    expect(ledgerEntrySchema.parse(payment)).toEqual(payment);
  });
});

describe('story 7: what is left of an invoice', () => {
  it('is 500.00 of 1,500.00 after 1,000.00, and nothing after 500.00 more', () => {
    const { claim } = aClaim(rub(1500));
    const first = given(pay(rub(1500), card(1000))).payment;
    const standing = invoiceStanding(claim, [first]);
    expect(standing).toMatchObject({ paid: rub(1000), left: rub(500), settled: false });
    const second = given(
      payInvoice(claim, standing, { id: paymentId('q'), wish: cash(500) }, aPaymentContext()),
    ).payment;
    expect(invoiceStanding(claim, [first, second])).toMatchObject({ paid: rub(1500), left: rub(0), settled: true });
  });
});

describe('a payment', () => {
  it('goes by each of the methods a person chooses, balanced to nothing (C-19)', () => {
    const wishes: PaymentWish[] = [
      cash(100),
      card(100),
      { method: 'ONLINE', amount: rub(100), gatewayId: 'pi_1', paidAt: at('09:59') },
      { method: 'WALLET', amount: rub(100) },
      { method: 'TRANSFER', amount: rub(100), reference: 'invoice 17' },
      { method: 'ON_ACCOUNT', amount: rub(100) },
    ];
    const context = { wallet: wallet(100), credit: { on: true, approvedBy: staffId('U6') } };
    for (const wish of wishes) {
      const { payment, standing } = given(pay(rub(100), wish, context));
      expect(ledgerEntrySchema.parse(payment)).toEqual(payment);
      expect(totalOf([payment])).toEqual({ RUB: 0 });
      expect(standing.settled).toBe(true);
    }
  });

  it('is one of many of an invoice: split over several methods, the last cash gives change (C-18, R-059)', () => {
    const { claim, standing } = aClaim(rub(2300));
    const requests = [
      { id: paymentId('1'), wish: card(1000) },
      { id: paymentId('2'), wish: { method: 'WALLET' as const, amount: rub(300) } },
      { id: paymentId('3'), wish: cash(1500) },
    ];
    const split = given(paySplit(claim, standing, requests, aPaymentContext({ wallet: wallet(300) })));
    expect(split).toMatchObject({ change: rub(500), standing: { left: rub(0), settled: true } });
    expect(split.payments.map(({ amount }) => amount)).toEqual([rub(1000), rub(300), rub(1000)]);
    const twice = [requests[1]!, { ...requests[1]!, id: paymentId('4') }];
    expect(codeOf(paySplit(claim, standing, twice, aPaymentContext({ wallet: wallet(300) })))).toBe('WALLET_TOO_LOW');
  });

  it('is never more than is left, except in cash, and never nothing or less (R-062, R-064)', () => {
    expect(codeOf(pay(rub(100), card(100.01)))).toBe('MORE_THAN_IS_LEFT');
    expect(codeOf(pay(rub(0), cash(100)))).toBe('NOTHING_LEFT_TO_PAY');
    expect(codeOf(pay(rub(100), cash(0)))).toBe('NOTHING_LEFT_TO_PAY');
    expect(codeOf(pay(rub(100), cash(-5)))).toBe('NOTHING_LEFT_TO_PAY');
    expect(given(pay(rub(100), cash(40)))).toMatchObject({ change: rub(0), standing: { left: rub(60) } });
  });

  it('is checked, booked and then told, once (R-060)', () => {
    const { payment } = given(pay(rub(100), card(100)));
    const [event, ...others] = ledgerEvents(undefined, payment);
    expect(event).toMatchObject({
      name: 'payment.taken',
      payload: { invoice: payment.invoice, amount: rub(100), method: 'CARD' },
    });
    expect(others).toEqual([]);
    expect(ledgerEvents(undefined, payment)[0]?.id).toBe(event?.id);
    expect(ledgerEvents(payment, payment)).toEqual([]);
    const online = { payment: paymentId('g'), invoice: payment.invoice, amount: rub(1) };
    const pending = given(gatewayStep(online, { status: 'PENDING' }, [], anEntryContext()));
    expect(pending.flatMap((entry) => ledgerEvents(undefined, entry))).toEqual([]);
    const broken = given(gatewayStep(online, { status: 'FAILED', error: 'declined' }, pending, anEntryContext()));
    expect(broken.flatMap((entry) => ledgerEvents(undefined, entry))).toMatchObject([{ name: 'payment.failed' }]);
  });

  it('is exact and above zero (R-064)', () => {
    const { payment } = given(pay(rub(100), card(100)));
    for (const minor of [0, -1, 0.5, 4_000_000_001, Number.NaN]) {
      expect(ledgerEntrySchema.safeParse({ ...payment, amount: { minor, currency: 'RUB' } }).success).toBe(false);
    }
  });

  it('needs an open till for cash and card only, and one currency', () => {
    expect(codeOf(pay(rub(100), cash(100), { till: undefined }))).toBe('TILL_NOT_OPEN');
    expect(codeOf(pay(rub(100), card(100), { till: undefined }))).toBe('TILL_NOT_OPEN');
    expect(codeOf(pay(rub(100), { method: 'TRANSFER', amount: rub(100), reference: '' }, { till: undefined }))).toBe(
      'ok',
    );
    expect(codeOf(pay(vnd(100), cash(100)))).toBe('CURRENCY_MISMATCH');
    expect(codeOf(pay(vnd(100), { method: 'CASH', tendered: vnd(100) }))).toBe('CURRENCY_MISMATCH');
    expect(codeOf(pay(rub(100), cash(1_000_000_000)))).toBe('AMOUNT_TOO_LARGE');
  });

  it('on account is off by default, and otherwise needs a manager and a client who then owes it (C-13)', () => {
    const wish: PaymentWish = { method: 'ON_ACCOUNT', amount: rub(100) };
    const approved = { on: true, approvedBy: staffId('U6') };
    expect(codeOf(pay(rub(100), wish))).toBe('ON_ACCOUNT_IS_OFF');
    expect(codeOf(pay(rub(100), wish, { credit: { on: true, approvedBy: null } }))).toBe('MANAGER_NEEDED');
    const passerBy = aClaim(rub(100), { client: null });
    const request = { id: paymentId('p'), wish };
    expect(codeOf(payInvoice(passerBy.claim, passerBy.standing, request, aPaymentContext({ credit: approved })))).toBe(
      'CLIENT_NEEDED',
    );

    const { claim } = aClaim(rub(100));
    const promised = given(pay(rub(100), wish, { credit: approved })).payment;
    const standing = invoiceStanding(claim, [promised]);
    expect(standing).toMatchObject({ left: rub(0), settled: true, debt: rub(100), paid: rub(0) });
    const paid = given(
      payInvoice(claim, standing, { id: paymentId('later'), wish: cash(100) }, aPaymentContext()),
    ).payment;
    expect(paid.settles).toBe('DEBT');
    expect(invoiceStanding(claim, [promised, paid])).toMatchObject({ left: rub(0), debt: rub(0), paid: rub(100) });
  });
});

describe('a refund', () => {
  const paidBack = (
    payment: PaymentEntry,
    amount: number,
    given: Partial<RefundRequest> = {},
    before: LedgerEntry[] = [],
  ) => {
    const { claim } = aClaim(rub(0));
    const standing = invoiceStanding(claim, [payment, ...before]);
    const request: RefundRequest = {
      id: entryId('r'),
      amount: rub(amount),
      to: 'SAME_WAY',
      reference: 're_1',
      reason: 'returned',
      ...given,
    };
    return refundPayment(claim, standing, payment, before, request, {
      ...anEntryContext(),
      till: aTill(),
      entriesOfTill: [payment],
    });
  };

  it('goes back the way it came, by every method, balanced to nothing', () => {
    const context = { wallet: wallet(100), credit: { on: true, approvedBy: staffId('U6') } };
    const methods: PaymentWish[] = [
      cash(100),
      card(100),
      { method: 'ONLINE', amount: rub(100), gatewayId: 'pi_1', paidAt: at('09:59') },
      { method: 'WALLET', amount: rub(100) },
      { method: 'TRANSFER', amount: rub(100), reference: '' },
      { method: 'ON_ACCOUNT', amount: rub(100) },
    ];
    for (const wish of methods) {
      const { payment } = given(pay(rub(100), wish, context));
      const refund = given(paidBack(payment, 100));
      expect(refund.means.method).toBe(wish.method);
      expect(ledgerEntrySchema.parse(refund)).toEqual(refund);
      expect(totalOf([payment, refund])).toEqual({ RUB: 0 });
      expect(invoiceStanding(aClaim(rub(0)).claim, [payment, refund])).toMatchObject({ left: rub(0), debt: rub(0) });
    }
  });

  it('is never above what is left of the payment, whole or in parts, and says why', () => {
    const { payment } = given(pay(rub(450), cash(450)));
    expect(codeOf(paidBack(payment, 450.01))).toBe('REFUND_ABOVE_SALE');
    expect(codeOf(paidBack(payment, 0))).toBe('REFUND_ABOVE_SALE');
    expect(codeOf(paidBack(payment, 450, { reason: ' ' }))).toBe('REASON_MISSING');
    const first = given(paidBack(payment, 200));
    expect(paymentStatus(payment.id, [payment, first])).toBe('PARTIALLY_REFUNDED');
    expect(codeOf(paidBack(payment, 250.01, { id: entryId('s') }, [first]))).toBe('REFUND_ABOVE_SALE');
    const second = given(paidBack(payment, 250, { id: entryId('s') }, [first]));
    expect(paymentStatus(payment.id, [payment, first, second])).toBe('REFUNDED');
  });

  it('may go into the wallet, unless there is no client or it was no money', () => {
    const { payment } = given(pay(rub(450), card(450)));
    expect(given(paidBack(payment, 450, { to: 'WALLET' })).means).toEqual({
      method: 'WALLET',
      client: clientId('Volkova'),
    });
    const promise = given(
      pay(rub(450), { method: 'ON_ACCOUNT', amount: rub(450) }, { credit: { on: true, approvedBy: staffId('U6') } }),
    ).payment;
    expect(codeOf(paidBack(promise, 450, { to: 'WALLET' }))).toBe('REFUND_WHOLE_ONLY');
  });

  it('of a promise gives back at most what is still owed of it, and what was credited is not asked for again', () => {
    const credit = { on: true, approvedBy: staffId('U6') };
    const promise = given(pay(rub(100), { method: 'ON_ACCOUNT', amount: rub(100) }, { credit })).payment;
    const { claim } = aClaim(rub(0));
    const credited = invoiceStanding({ ...claim, unposted: rub(60) }, [promise]);
    expect(credited).toMatchObject({ left: rub(-40), debt: rub(100) });
    const later = given(payInvoice(claim, credited, { id: paymentId('later'), wish: cash(500) }, aPaymentContext()));
    expect(later).toMatchObject({ payment: { amount: rub(60) }, change: rub(440) });
    const book = [promise, later.payment];
    const standing = invoiceStanding({ ...claim, unposted: rub(60) }, book);
    const back = (amount: number) =>
      refundPayment(
        claim,
        standing,
        promise,
        [],
        { id: entryId('r'), amount: rub(amount), to: 'SAME_WAY', reference: '', reason: 'x' },
        { ...anEntryContext(), till: aTill(), entriesOfTill: [] },
      );
    expect(codeOf(back(40.01))).toBe('REFUND_ABOVE_SALE');
    expect(codeOf(back(40))).toBe('ok');
  });

  it('in cash needs the cash in the drawer', () => {
    const { payment } = given(pay(rub(9000), card(9000)));
    const asCash: PaymentEntry = {
      ...payment,
      means: {
        method: 'CASH',
        drawer: { counted: 'IN_SHIFT', till: aTill().id, desk: aTill().desk },
        tendered: rub(9000),
        change: rub(0),
        rounding: rub(0),
      },
    };
    expect(codeOf(paidBack(asCash, 9000))).toBe('DRAWER_TOO_LOW');
  });
});

describe('paying by what was bought ahead', () => {
  const bought = aClientPackage();
  const wanted = { booking: bookingId('b'), service: bought.services[0]!, on: today };
  const line = { line: 'line-1', amount: rub(600) };
  const { claim, standing } = aClaim(rub(600));

  it('uses a package visit for the whole line and books the difference to what the visit was paid with (C-21)', () => {
    const { payment, visit } = given(payByPackage(claim, standing, line, bought, [], wanted, anEntryContext()));
    expect(visit).toMatchObject({ step: 'USED', booking: wanted.booking });
    expect(payment.postings.map(({ account, amount }) => [account.kind, amount])).toEqual([
      ['PACKAGE', rub(320)],
      ['PACKAGE_DIFFERENCE', rub(280)],
      ['RECEIVABLE', rub(-600)],
    ]);
    expect(invoiceStanding(claim, [payment])).toMatchObject({ left: rub(0), settled: true });
  });

  it('makes the same payment twice when two desks do it, so the line is paid once', () => {
    const [a, b] = ['DK-A', 'DK-B'].map((device) =>
      given(payByPackage(claim, standing, line, bought, [], wanted, anEntryContext({ device }))),
    );
    expect(a!.payment.id).toBe(b!.payment.id);
    expect(a!.visit.id).toBe(b!.visit.id);
  });

  it('gives back the whole visit or nothing', () => {
    const { payment } = given(payByPackage(claim, standing, line, bought, [], wanted, anEntryContext()));
    const overpaid = invoiceStanding(aClaim(rub(0)).claim, [payment]);
    const refund = (amount: number) =>
      refundPayment(
        aClaim(rub(0)).claim,
        overpaid,
        payment,
        [],
        { id: entryId('r'), amount: rub(amount), to: 'SAME_WAY', reference: '', reason: 'x' },
        { ...anEntryContext(), till: undefined, entriesOfTill: [] },
      );
    expect(codeOf(refund(300))).toBe('REFUND_WHOLE_ONLY');
    const back = given(refund(600));
    expect(totalOf([payment, back])).toEqual({ RUB: 0 });
    const used = given(payByPackage(claim, standing, line, bought, [], wanted, anEntryContext())).visit;
    const returned = visitReturned(bought, back, anEntryContext());
    expect(packageStanding(bought, [used, ...returned])).toEqual({ free: 5, reserved: 0, used: 0 });
    expect(visitReturned(aClientPackage({ id: derivedId('ClientPackage', 'other') }), back, anEntryContext())).toEqual(
      [],
    );
  });

  it('lets a plan pay for a line, at most what is left', () => {
    const subscription = derivedId<'Subscription'>('Subscription', 's');
    const payment = given(payByPlan(claim, standing, line, subscription, anEntryContext()));
    expect(payment.means).toEqual({ method: 'PLAN', subscription });
    expect(codeOf(payByPlan(claim, standing, { ...line, amount: rub(601) }, subscription, anEntryContext()))).toBe(
      'MORE_THAN_IS_LEFT',
    );
  });
});

describe('an online payment (R-063)', () => {
  const online = { payment: paymentId('o'), invoice: invoiceId('invoice'), amount: rub(1500) };
  const context = anEntryContext();

  it('comes by way of PENDING and AUTHORIZED to PAID, and hearing a thing twice changes nothing', () => {
    const book: LedgerEntry[] = [];
    const step = (status: 'PENDING' | 'AUTHORIZED') => {
      const data = status === 'PENDING' ? { status } : { status, gatewayId: 'pi_1' };
      const entries = given(gatewayStep(online, data, book, context));
      book.push(...entries);
      return entries.length;
    };
    expect(paymentStatus(online.payment, book)).toBeUndefined();
    expect([step('PENDING'), step('PENDING'), step('AUTHORIZED'), step('AUTHORIZED')]).toEqual([1, 0, 1, 0]);
    expect(paymentStatus(online.payment, book)).toBe('AUTHORIZED');
    const paid = gatewayPaid(online, { gatewayId: 'pi_1', paidAt: at('09:58') }, book, context);
    book.push(...paid);
    expect(paid[0]).toMatchObject({ means: { gatewayId: 'pi_1', paidAt: at('09:58') }, created: { at: at('10:00') } });
    expect(gatewayPaid(online, { gatewayId: 'pi_1', paidAt: at('09:58') }, book, context)).toEqual([]);
    expect(paymentStatus(online.payment, book)).toBe('PAID');
    expect(totalOf(book)).toEqual({ RUB: 0 });
  });

  it('keeps the error of a failed one, which cannot be authorised any more', () => {
    const pending = given(gatewayStep(online, { status: 'PENDING' }, [], context));
    const failed = given(gatewayStep(online, { status: 'FAILED', error: 'card declined' }, pending, context));
    expect(failed[0]?.step).toEqual({ status: 'FAILED', error: 'card declined' });
    const book = [...pending, ...failed];
    expect(paymentStatus(online.payment, book)).toBe('FAILED');
    expect(codeOf(gatewayStep(online, { status: 'AUTHORIZED', gatewayId: 'x' }, book, context))).toBe(
      'STATUS_CHANGE_REFUSED',
    );
    expect(
      codeOf(gatewayStep({ ...online, payment: paymentId('new') }, { status: 'FAILED', error: '' }, book, context)),
    ).toBe('STATUS_CHANGE_REFUSED');
  });
});

describe('debts', () => {
  const open = [
    { invoice: invoiceId('new'), issuedAt: at('10:00', '2026-11-10'), due: rub(500) },
    { invoice: invoiceId('old'), issuedAt: at('10:00', '2026-09-01'), due: rub(300) },
    { invoice: invoiceId('paid'), issuedAt: at('10:00', '2026-08-01'), due: rub(0) },
  ];

  it('are settled oldest first, and what is over comes back (§7.6)', () => {
    expect(totalDue(open, 'RUB')).toEqual(rub(800));
    expect(settleOldestFirst(rub(400), open)).toEqual({
      parts: [
        { invoice: invoiceId('old'), amount: rub(300) },
        { invoice: invoiceId('new'), amount: rub(100) },
      ],
      rest: rub(0),
    });
    expect(settleOldestFirst(rub(1000), open)).toMatchObject({ rest: rub(200) });
    expect(settleOldestFirst(rub(0), open)).toEqual({ parts: [], rest: rub(0) });
  });
});
