import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { rub } from '../../testing/builders/catalogue.ts';
import { aPackageTemplate } from '../../testing/builders/catalogue.ts';
import {
  aClaim,
  aClientPackage,
  anEntryContext,
  aPaymentContext,
  aTill,
  bookingId,
  clientId,
  entryId,
  paymentId,
  totalOf,
} from '../../testing/builders/ledger.ts';
import { at, today } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { invoiceStanding } from './invoice-standing.ts';
import { balanceOf, type LedgerEntry, ledgerEntrySchema } from './ledger.ts';
import {
  endReservation,
  packageSold,
  packageStanding,
  reserveVisit,
  takeVisit,
  visit,
  visitValue,
} from './package-rules.ts';
import { payInvoice } from './payment-rules.ts';
import { refundPayment } from './refund-rules.ts';
import { walletEntries } from './wallet-entries.ts';
import {
  correctWallet,
  depositToWallet,
  mayTakeFromWallet,
  walletBalance,
  withdrawFromWallet,
} from './wallet-rules.ts';
import type { WalletWay } from './wishes.ts';

const client = clientId('Volkova');
const online = { kind: 'ONLINE' as const };

describe('a wallet', () => {
  const till = aTill();
  const request = (name: string, amount: number, way: WalletWay = { method: 'CASH' }) => ({
    id: entryId(name),
    client,
    amount: rub(amount),
    way,
  });

  it('has the five types of entries, and its balance is their sum (R-057, C-20)', () => {
    const deposit = given(depositToWallet(request('d', 1200), till, anEntryContext({ at: at('10:00') })));
    const { claim, standing } = aClaim(rub(300));
    const wallet = { balance: rub(1200), freshness: online };
    const context = aPaymentContext({ ...anEntryContext({ at: at('10:10') }), wallet });
    const { payment } = given(
      payInvoice(claim, standing, { id: paymentId('p'), wish: { method: 'WALLET', amount: rub(300) } }, context),
    );
    const back = {
      id: entryId('r'),
      amount: rub(100),
      to: 'SAME_WAY' as const,
      reference: '',
      reason: 'a line too much',
    };
    const overpaid = invoiceStanding({ ...claim, unposted: rub(200) }, [payment]);
    const refund = given(
      refundPayment(claim, overpaid, payment, [], back, {
        ...anEntryContext({ at: at('10:20') }),
        till,
        entriesOfTill: [],
      }),
    );
    const withdrawal = given(
      withdrawFromWallet(
        request('w', 250),
        { balance: rub(1000), freshness: online },
        till,
        [deposit],
        anEntryContext({ at: at('10:30') }),
      ),
    );
    const correction = given(
      correctWallet(
        { id: entryId('c'), client, change: rub(-50), reason: 'entered twice' },
        anEntryContext({ at: at('10:40') }),
      ),
    );
    const book: LedgerEntry[] = [deposit, payment, refund, withdrawal, correction];
    expect(walletEntries(client, book.toReversed(), 'RUB').map(({ type, change }) => [type, change])).toEqual([
      ['deposit', rub(1200)],
      ['payment', rub(-300)],
      ['refund', rub(100)],
      ['withdraw', rub(-250)],
      ['correction', rub(-50)],
    ]);
    expect(walletBalance(client, book, 'RUB')).toEqual(rub(700));
    expect(totalOf(book)).toEqual({ RUB: 0 });
    for (const entry of book) expect(ledgerEntrySchema.parse(entry)).toEqual(entry);
  });

  it('takes money by every way, through an open till where there is one', () => {
    const ways: WalletWay[] = [
      { method: 'CASH' },
      { method: 'CARD' },
      { method: 'ONLINE', gatewayId: 'g' },
      { method: 'TRANSFER', reference: 'r' },
    ];
    for (const way of ways) expect(codeOf(depositToWallet(request('d', 10, way), till, anEntryContext()))).toBe('ok');
    expect(codeOf(depositToWallet(request('d', 10), undefined, anEntryContext()))).toBe('TILL_NOT_OPEN');
    expect(
      codeOf(depositToWallet(request('d', 10, { method: 'ONLINE', gatewayId: 'g' }), undefined, anEntryContext())),
    ).toBe('ok');
    expect(
      codeOf(
        withdrawFromWallet(request('w', 6000), { balance: rub(9000), freshness: online }, till, [], anEntryContext()),
      ),
    ).toBe('DRAWER_TOO_LOW');
  });

  it('is never overdrawn at a desk that is in touch with the server: the balance is checked before the payment (R-060, C-20)', () => {
    expect(codeOf(mayTakeFromWallet(rub(100), rub(100), online))).toBe('ok');
    expect(codeOf(mayTakeFromWallet(rub(100), rub(100.01), online))).toBe('WALLET_TOO_LOW');
  });

  it('can be spent offline while its balance is younger than 24 hours (C-20)', () => {
    const offline = (now: string, date: string) => ({
      kind: 'OFFLINE' as const,
      syncedAt: at('09:40'),
      now: at(now, date),
    });
    expect(codeOf(mayTakeFromWallet(rub(100), rub(100), offline('09:39', '2026-11-17')))).toBe('ok');
    expect(codeOf(mayTakeFromWallet(rub(100), rub(100), offline('09:40', '2026-11-17')))).toBe('WALLET_BALANCE_OLD');
    expect(codeOf(mayTakeFromWallet(rub(100), rub(101), offline('09:41', '2026-11-16')))).toBe('WALLET_TOO_LOW');
  });

  it('is blocked by a debt until it is filled (C-20)', () => {
    expect(mayTakeFromWallet(rub(-200), rub(1), online)).toMatchObject({
      error: { code: 'WALLET_BLOCKED', details: { debt: rub(200) } },
    });
  });

  it('is corrected with a reason, and not by nothing', () => {
    expect(codeOf(correctWallet({ id: entryId('c'), client, change: rub(1), reason: ' ' }, anEntryContext()))).toBe(
      'REASON_MISSING',
    );
    expect(codeOf(correctWallet({ id: entryId('c'), client, change: rub(0), reason: 'x' }, anEntryContext()))).toBe(
      'NOTHING_TO_BOOK',
    );
  });
});

describe('a package of visits (R-058, C-21, C-22)', () => {
  const bought = aClientPackage();
  const wanted = (name: string, on = today) => ({ booking: bookingId(name), service: bought.services[0]!, on });
  const kind = { noShowUses: true, lateCancelUses: true };
  const context = anEntryContext();

  it('is five visits for the price of four, good for a year (R-058, C-22)', () => {
    const sold = packageSold(
      aPackageTemplate(),
      { id: bought.id, client, invoice: bought.invoice, price: rub(1600) },
      context,
    );
    expect(sold).toMatchObject({ visits: 5, price: rub(1600), validUntil: '2027-11-15' });
    expect([0, 1, 2, 3, 4].map((used) => visitValue(sold, used))).toEqual(Array.from({ length: 5 }, () => rub(320)));
    expect(visitValue(sold, 5)).toEqual(rub(0));
    expect(ledgerEntrySchema.parse(sold)).toEqual(sold);
  });

  it('sets a visit aside at booking, once, and takes it at check-out', () => {
    const reserved = given(reserveVisit(bought, [], wanted('b'), context));
    expect(packageStanding(bought, reserved)).toEqual({ free: 4, reserved: 1, used: 0 });
    expect(given(reserveVisit(bought, reserved, wanted('b'), context))).toEqual([]);
    const { visit: used, value } = given(takeVisit(bought, reserved, wanted('b'), context));
    expect(value).toEqual(rub(320));
    expect(packageStanding(bought, [...reserved, used])).toEqual({ free: 4, reserved: 0, used: 1 });
    expect(codeOf(takeVisit(bought, [...reserved, used], wanted('b'), context))).toBe('PACKAGE_EMPTY');
  });

  it('gives a visit back when the booking is cancelled in time', () => {
    const reserved = given(reserveVisit(bought, [], wanted('b'), context));
    const released = endReservation(bought, reserved, bookingId('b'), 'CANCELLED_IN_TIME', kind, context);
    expect(packageStanding(bought, [...reserved, ...released])).toEqual({ free: 5, reserved: 0, used: 0 });
    expect(endReservation(bought, [], bookingId('b'), 'CANCELLED_IN_TIME', kind, context)).toEqual([]);
  });

  it('keeps the visit and its money after a no-show or a late cancel, unless the clinic is kinder', () => {
    const reserved = given(reserveVisit(bought, [], wanted('b'), context));
    for (const why of ['NO_SHOW', 'CANCELLED_LATE'] as const) {
      const kept = endReservation(bought, reserved, bookingId('b'), why, kind, context);
      expect(packageStanding(bought, [...reserved, ...kept])).toEqual({ free: 4, reserved: 0, used: 1 });
      expect(balanceOf({ kind: 'PACKAGE', package: bought.id }, kept, 'RUB')).toEqual(rub(320));
      const kinder = endReservation(
        bought,
        reserved,
        bookingId('b'),
        why,
        { noShowUses: false, lateCancelUses: false },
        context,
      );
      expect(packageStanding(bought, [...reserved, ...kinder]).free).toBe(5);
    }
  });

  it('is refused when empty, out of date or for another service', () => {
    const all = ['1', '2', '3', '4', '5'].flatMap((name) => given(reserveVisit(bought, [], wanted(name), context)));
    expect(codeOf(reserveVisit(bought, all, wanted('6'), context))).toBe('PACKAGE_EMPTY');
    expect(codeOf(takeVisit(bought, all, wanted('6'), context))).toBe('PACKAGE_EMPTY');
    expect(codeOf(takeVisit(bought, all, wanted('5'), context))).toBe('ok');
    const ending = aClientPackage({ validUntil: today });
    expect(codeOf(reserveVisit(ending, [], wanted('b', today), context))).toBe('ok');
    expect(codeOf(reserveVisit(ending, [], wanted('b', civilDate('2026-11-17')), context))).toBe('PACKAGE_EXPIRED');
    const other = { ...wanted('b'), service: aClientPackage().template as never };
    expect(codeOf(reserveVisit(bought, [], other, context))).toBe('PACKAGE_OTHER_SERVICE');
  });

  it('counts a visit as used when one desk let it go and another one used it', () => {
    const steps = (['RESERVED', 'RELEASED', 'USED'] as const).map((step) =>
      visit(bought, bookingId('b'), step, 'BOOKED', context),
    );
    expect(packageStanding(bought, steps)).toMatchObject({ used: 1, free: 4 });
    expect(packageStanding(bought, steps.toReversed())).toMatchObject({ used: 1, free: 4 });
  });
});
