import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../base/id.ts';
import { largestMinor, money } from '../../base/money.ts';
import { mapOk, type Result } from '../../base/result.ts';
import { rub } from '../../testing/builders/catalogue.ts';
import { anInvoice, anIssuedInvoice } from '../../testing/builders/invoices.ts';
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
  paymentId,
  totalOf,
} from '../../testing/builders/ledger.ts';
import { at, deviceId } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { MeetingPlace } from '../../testing/meeting-place.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import { mergeAppended } from '../append-only.ts';
import { collectionKey } from '../collection-key.ts';
import type { Task } from '../inbox/task.ts';
import { invoices } from '../invoices/invoice.ts';
import { invoicesCollection } from '../invoices/invoices-collection.ts';
import { withSettlement } from '../invoices/settlement.ts';
import { fiscalQueue, fiscalSent, queueFiscal } from './fiscal-queue.ts';
import { ledgerCollection } from './ledger-collection.ts';
import { ledger, type LedgerEntry, ledgerEntrySchema, type PaymentEntry } from './ledger.ts';
import { packageStanding, visit } from './package-rules.ts';
import { payInvoice } from './payment-rules.ts';
import type { PaymentWish } from './wishes.ts';
import { gatewayStep } from './payment-status.ts';
import {
  entriesOfInvoice,
  entriesOfTill,
  entriesOfWallet,
  fiscalEntriesOf,
  lateEntriesOf,
  openTillOf,
  packageWithVisits,
} from './reading.ts';
import { refundPayment } from './refund-rules.ts';
import { tillFigures } from './till-figures.ts';
import { closeTill, moveCash, openTill } from './till-rules.ts';
import { correctWallet, depositToWallet, mayTakeFromWallet, walletBalance } from './wallet-rules.ts';

const inbox = collectionKey<Task>('inbox');
const client = clientId('Volkova');
const meeting = () => new MeetingPlace(ledgerCollection, invoicesCollection);

/** An id as a device makes it, at random: nothing it stands for can be made twice. */
const made = <Kind extends string>(number: number) =>
  `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as Id<Kind>;

function spend(number: number, amount: number, device = 'DK-A'): PaymentEntry {
  const { claim, standing } = aClaim(rub(amount), { name: `for ${number}` });
  const wallet = { balance: rub(amount), freshness: { kind: 'ONLINE' as const } };
  const context = aPaymentContext({ ...anEntryContext({ device }), wallet });
  return given(
    payInvoice(claim, standing, { id: made(number), wish: { method: 'WALLET', amount: rub(amount) } }, context),
  ).payment;
}

function deposit(number: number, amount: number): LedgerEntry {
  const request = { id: made<'Entry'>(number), client, amount: rub(amount), way: { method: 'CASH' as const } };
  return given(depositToWallet(request, aTill(), anEntryContext()));
}

describe('an entry that arrives', () => {
  it('is written once, and the same again changes nothing', () => {
    const place = meeting();
    expect(place.push(ledger, deposit(1, 100))).toEqual({ kind: 'accept' });
    expect(place.push(ledger, deposit(1, 100))).toEqual({ kind: 'accept' });
    expect(place.all(ledger)).toHaveLength(1);
  });

  it('cannot change what is written', () => {
    const place = meeting();
    place.push(ledger, deposit(1, 100));
    expect(place.push(ledger, deposit(1, 999), deposit(1, 100))).toEqual({
      kind: 'refuse',
      reason: 'ENTRY_IS_WRITTEN',
    });
    expect(place.all(ledger)).toEqual([deposit(1, 100)]);
  });

  it('stands as it was written first when two desks take the same step', () => {
    const place = meeting();
    const step = (device: string) =>
      visit(aClientPackage(), bookingId('b'), 'RESERVED', 'BOOKED', anEntryContext({ device }));
    place.push(ledger, step('DK-B'));
    expect(place.push(ledger, step('DK-A'))).toEqual({ kind: 'merge', document: step('DK-B') });
    expect(place.all(ledger)).toEqual([step('DK-B')]);
  });

  it('is refused when its gateway id stands for another payment (R-063)', () => {
    const online = (number: number) => {
      const { claim, standing } = aClaim(rub(100));
      const wish = { method: 'ONLINE' as const, amount: rub(100), gatewayId: 'pi_1', paidAt: at('09:00') };
      return given(payInvoice(claim, standing, { id: made(number), wish }, aPaymentContext())).payment;
    };
    const place = meeting();
    place.push(ledger, online(1));
    expect(place.push(ledger, online(2))).toEqual({ kind: 'refuse', reason: 'GATEWAY_PAYMENT_KNOWN' });
  });
});

describe('a wallet that two desks spend at once (C-20)', () => {
  it('is kept below zero as a debt with a task, and blocked until it is filled', () => {
    const place = meeting();
    place.push(ledger, deposit(1, 1000));
    expect(place.push(ledger, spend(2, 800)).kind).toBe('accept');
    const second = place.push(ledger, spend(3, 700, 'DK-B'));
    expect(second).toMatchObject({ kind: 'park', reason: 'OVERDRAFT', document: spend(3, 700, 'DK-B') });
    expect(place.all(inbox)).toMatchObject([
      { task: 'OVERDRAFT', details: { client, balance: rub(-500) }, subject: { collection: 'ledger', id: made(3) } },
    ]);
    const balance = walletBalance(client, entriesOfWallet(place.world(), client), 'RUB');
    expect(balance).toEqual(rub(-500));
    expect(codeOf(mayTakeFromWallet(balance, rub(1), { kind: 'ONLINE' }))).toBe('WALLET_BLOCKED');
    expect(place.push(ledger, deposit(4, 600)).kind).toBe('accept');
    expect(place.push(ledger, spend(5, 100)).kind).toBe('accept');
  });

  it('keeps every entry, and has a task whenever it ends below zero, in whatever order they arrive', () => {
    const amounts = fc.array(
      fc.integer({ min: -50_000, max: 50_000 }).filter((minor) => minor !== 0),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(amounts, (minors) => {
        const place = meeting();
        for (const [index, minor] of minors.entries()) {
          const change = { id: made<'Entry'>(index), client, change: money(minor, 'RUB'), reason: 'x' };
          const decision = place.push(ledger, given(correctWallet(change, anEntryContext())));
          const below = minors.slice(0, index + 1).reduce((all, each) => all + each, 0) < 0;
          expect(decision.kind).toBe(minor < 0 && below ? 'park' : 'accept');
        }
        expect(place.all(ledger)).toHaveLength(minors.length);
        const total = minors.reduce((all, each) => all + each, 0);
        expect(place.all(inbox).length > 0 || total >= 0).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a package whose last visit two desks give away (C-21)', () => {
  it('shows less than nothing free, keeps both and gives a task, whichever arrives first', () => {
    const bought = aClientPackage({ visits: 1, price: rub(320) });
    const reserve = (name: string) => visit(bought, bookingId(name), 'RESERVED', 'BOOKED', anEntryContext());
    for (const order of [
      [bought, reserve('a'), reserve('b')],
      [reserve('a'), reserve('b'), bought],
    ]) {
      const place = meeting();
      const kinds = order.map((entry) => place.push(ledger, entry).kind);
      expect(kinds).toEqual(['accept', 'accept', 'park']);
      expect(place.all(inbox)).toMatchObject([
        { task: 'PACKAGE_USED_TWICE', details: { package: bought.id, free: -1 } },
      ]);
      const known = packageWithVisits(place.world(), bought.id)!;
      expect(packageStanding(known.bought, known.entries).free).toBe(-1);
    }
  });
});

describe('what reaches a shift that was closed without it', () => {
  const till = aTill();
  const sale = (number: number, wish = cash(300)) => {
    const { claim, standing } = aClaim(rub(300), { name: `late ${number}` });
    return given(payInvoice(claim, standing, { id: made(number), wish }, aPaymentContext())).payment;
  };
  const counted = sale(1);
  const closed = given(
    closeTill({ counted: rub(5300), comment: '' }, till, [counted], anEntryContext({ at: at('20:00') })),
  );

  it('is booked to the next shift of the desk, where everybody sees it, and pushing it again changes nothing', () => {
    const place = meeting();
    for (const entry of [till, counted, closed]) place.push(ledger, entry);
    const late = sale(2);
    const decision = place.push(ledger, late);
    expect(decision).toMatchObject({
      kind: 'merge',
      document: { means: { drawer: { counted: 'LATE', missed: till.id } } },
    });
    expect(place.push(ledger, late)).toMatchObject({
      kind: 'merge',
      document: { means: { drawer: { counted: 'LATE' } } },
    });
    place.push(ledger, sale(3, card(300)));

    expect(tillFigures(till, entriesOfTill(place.world(), till.id))).toEqual(closed.figures);
    expect(openTillOf(place.world(), till.desk)).toBeUndefined();
    const waiting = lateEntriesOf(place.world(), till.desk);
    expect(waiting.map(({ id }) => id)).toEqual([made(2), made(3)]);
    const next = given(
      openTill(
        { id: made<'Till'>(9), desk: till.desk, float: rub(1000) },
        undefined,
        waiting,
        anEntryContext({ at: at('08:30', '2026-11-17') }),
      ),
    );
    place.push(ledger, next);
    expect(tillFigures(next, [])).toMatchObject({ late: rub(300), cashExpected: rub(1300) });
    expect(lateEntriesOf(place.world(), till.desk)).toEqual([]);
    expect(openTillOf(place.world(), till.desk)).toEqual(next);
    expect(totalOf(place.all(ledger))).toEqual({ RUB: 0 });
  });

  it('is anything that went through the drawer, and nothing that the closing had counted', () => {
    const place = meeting();
    for (const entry of [till, counted, closed]) place.push(ledger, entry);
    expect(place.push(ledger, counted)).toEqual({ kind: 'accept' });
    const move = given(
      moveCash(
        { id: made<'Entry'>(5), direction: 'IN', purpose: 'CHANGE', amount: rub(10), note: '' },
        till,
        [],
        anEntryContext(),
      ),
    );
    expect(place.push(ledger, move)).toMatchObject({
      document: { drawer: { counted: 'LATE' }, postings: [{ account: { kind: 'LATE_CASH' } }, {}] },
    });
    expect(place.push(ledger, deposit(6, 50))).toMatchObject({ document: { means: { drawer: { counted: 'LATE' } } } });
  });
});

describe('the note of an invoice that it is settled', () => {
  it('follows the entries when two desks each took a part, whatever arrives first', () => {
    const { invoice, sale } = anIssuedInvoice(anInvoice());
    const { claim } = aClaim(rub(0), { name: 'visit' });
    const half = (number: number, device: string) => {
      const standing = { paid: rub(0), refunded: rub(0), left: rub(1500), debt: rub(0), settled: false };
      return given(
        payInvoice(claim, standing, { id: made(number), wish: card(750) }, aPaymentContext(anEntryContext({ device }))),
      ).payment;
    };
    const [a, b] = [half(1, 'DK-A'), half(2, 'DK-B')];
    for (const order of [
      [sale, a, b],
      [b, sale, a],
      [a, b, sale],
    ]) {
      const place = meeting();
      place.push(invoices, invoice);
      for (const entry of order) place.push(ledger, entry);
      expect(place.all(invoices)).toMatchObject([{ state: { status: 'SETTLED', entries: 3 } }]);
      expect(entriesOfInvoice(place.world(), invoice.id)).toHaveLength(3);
      const late = meeting();
      for (const entry of order) late.push(ledger, entry);
      late.push(invoices, invoice);
      expect(late.all(invoices)).toMatchObject([{ state: { status: 'SETTLED', entries: 3 } }]);
    }
  });

  it('is the same the desk wrote itself, so that nothing is left to merge', () => {
    const { invoice, sale } = anIssuedInvoice(anInvoice());
    const { claim } = aClaim(rub(0), { name: 'visit' });
    const standing = { paid: rub(0), refunded: rub(0), left: rub(1500), debt: rub(0), settled: false };
    const later = aPaymentContext(anEntryContext({ at: at('10:40') }));
    const { payment } = given(payInvoice(claim, standing, { id: made(1), wish: card(1500) }, later));
    const written = withSettlement(invoice, [sale, payment], payment.created);
    const place = meeting();
    place.push(invoices, invoice);
    place.push(ledger, sale);
    place.push(ledger, payment);
    expect(place.all(invoices)).toEqual([written]);
    expect(place.push(invoices, written, invoice)).toEqual({ kind: 'accept' });
  });
});

describe('the fiscal queue of a desk', () => {
  it('is read back from the book, from what was sent last', () => {
    const desk = deviceId('DK-A');
    const place = meeting();
    const queue = () => fiscalQueue(desk, fiscalEntriesOf(place.world(), desk), at('12:00'));
    for (const number of [1, 2, 3]) {
      const document = {
        id: made<'FiscalDocument'>(number),
        desk,
        document: 'SELL' as const,
        about: made<'Payment'>(number),
        total: rub(1),
      };
      place.push(ledger, given(queueFiscal(document, queue(), anEntryContext({ at: at(`11:0${number}`) }))));
    }
    expect(queue().waiting.map(({ id }) => id)).toEqual([made(1), made(2), made(3)]);
    for (const number of [1, 2]) {
      const answer = { queued: made<'FiscalDocument'>(number), receiptNumber: '1', sign: '' };
      place.push(ledger, given(fiscalSent(queue(), answer, anEntryContext({ at: at(`11:1${number}`) }))));
    }
    expect(queue().waiting.map(({ id }) => id)).toEqual([made(3)]);
  });
});

const someone = fc.record({
  device: fc.constantFrom('DK-A', 'DK-B', 'VT-1'),
  minute: fc.integer({ min: 10, max: 59 }),
});
describeMergeLaws('entries of the ledger', {
  merge: mergeAppended,
  changes: someone.map(({ device, minute }): LedgerEntry =>
    visit(aClientPackage(), bookingId('b'), 'USED', 'CHECK_OUT', anEntryContext({ device, at: at(`10:${minute}`) })),
  ),
  bases: [undefined],
  schema: ledgerEntrySchema,
});

describe('hostile entries', () => {
  const storable = (entry: LedgerEntry): LedgerEntry => ledgerEntrySchema.parse(entry);

  it('never leave a rule: whatever somebody types, the answer can be stored or is a coded refusal', () => {
    const till = aTill();
    const paid = spend(1, 100);
    const { claim } = aClaim(rub(0), { name: 'for 1' });
    const overpaid = { paid: rub(100), refunded: rub(0), left: rub(-100), debt: rub(0), settled: true };
    const online = { payment: paymentId('p'), invoice: claim.id, amount: rub(1) };
    const pending = given(gatewayStep(online, { status: 'PENDING' }, [], anEntryContext()));
    const rules: ((text: string) => Result<LedgerEntry, unknown>)[] = [
      (text) => correctWallet({ id: entryId('c'), client, change: rub(1), reason: text }, anEntryContext()),
      (text) => closeTill({ counted: rub(1), comment: text }, till, [], anEntryContext()),
      (text) =>
        moveCash(
          { id: entryId('m'), direction: 'OUT', purpose: 'EXPENSE', amount: rub(1), note: text },
          till,
          [],
          anEntryContext(),
        ),
      (text) =>
        refundPayment(
          claim,
          overpaid,
          paid,
          [],
          { id: entryId('r'), amount: rub(1), to: 'SAME_WAY', reference: '', reason: text },
          { ...anEntryContext(), till, entriesOfTill: [] },
        ),
      (text) =>
        mapOk(gatewayStep(online, { status: 'FAILED', error: text }, pending, anEntryContext()), ([step]) => step!),
    ];
    for (const rule of rules) expectRuleWithstands((text) => mapOk(rule(text), storable), 40);
  });

  it('never leave a rule with amounts no sum can hold, in whatever way and currency they are offered', () => {
    const amounts = fc.oneof(
      fc.constantFrom(0, 1, -1, largestMinor, -largestMinor, 4_000_000_000, 4_000_000_001),
      fc.integer(),
    );
    const wishes: ((offered: ReturnType<typeof rub>) => PaymentWish)[] = [
      (tendered) => ({ method: 'CASH', tendered }),
      (amount) => ({ method: 'CARD', amount, slip: '' }),
      (amount) => ({ method: 'WALLET', amount }),
      (amount) => ({ method: 'ON_ACCOUNT', amount }),
    ];
    fc.assert(
      fc.property(
        amounts,
        amounts,
        fc.constantFrom(...wishes),
        fc.constantFrom('RUB' as const, 'VND' as const),
        (minor, due, wishOf, currency) => {
          const { claim, standing } = aClaim(money(Math.min(Math.abs(due), 4_000_000_000), 'RUB'));
          const wallet = { balance: money(due, 'RUB'), freshness: { kind: 'ONLINE' as const } };
          const credit = { on: true, approvedBy: null };
          const wish = wishOf(money(minor, currency));
          const paid = payInvoice(claim, standing, { id: made(1), wish }, aPaymentContext({ wallet, credit }));
          const sound = paid.ok
            ? ledgerEntrySchema.safeParse(paid.value.payment).success
            : /^[A-Z_]+$/.test(paid.error.code);
          expect(sound).toBe(true);
        },
      ),
    );
  });

  const { sale } = anIssuedInvoice();
  const goods: LedgerEntry[] = [
    sale,
    spend(1, 100),
    deposit(2, 100),
    aTill(),
    given(closeTill({ counted: rub(5000), comment: '' }, aTill(), [], anEntryContext())),
    aClientPackage(),
    ...given(
      gatewayStep(
        { payment: paymentId('p'), invoice: sale.invoice, amount: rub(1) },
        { status: 'PENDING' },
        [],
        anEntryContext(),
      ),
    ),
    given(correctWallet({ id: entryId('c'), client, change: rub(-1), reason: 'x' }, anEntryContext())),
  ];

  it('are refused by the schema within 50 ms, never thrown about', () => {
    for (const good of goods) expectSchemaWithstands(ledgerEntrySchema, good, 40);
  });

  it('do not get in with sides that do not balance', () => {
    const { postings } = sale;
    expect(ledgerEntrySchema.safeParse({ ...sale, postings: postings.slice(1) }).success).toBe(false);
    expect(ledgerEntrySchema.safeParse({ ...sale, postings: [...postings, ...postings] }).success).toBe(true);
    expect(
      ledgerEntrySchema.safeParse({
        ...sale,
        postings: [
          { ...postings[0], amount: rub(1) },
          { ...postings[1], amount: money(-100, 'EUR') },
        ],
      }).success,
    ).toBe(false);
  });
});
