import { afterEach, beforeEach, expect, it } from 'vitest';
import { present } from '@lapka/shared/base/assert.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { preferences, setPreference } from '@lapka/shared/domain/settings/preferences.ts';
import type { LedgerEntry } from '@lapka/shared/domain/ledger/ledger.ts';
import { aProduct, rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { aStamp, at } from '@lapka/shared/testing/builders/stamp.ts';
import { aBatch, aStock } from '@lapka/shared/testing/builders/stock.ts';
import { given } from '@lapka/shared/testing/given.ts';
import { irina } from '../../src/node/testing/clinic-documents.ts';
import { refusalOf } from '../../src/node/testing/clinic-fixture.ts';
import { booksBalance } from './support/figures.ts';
import { StoryClinic } from './support/story-clinic.ts';
import type { StoryDesk } from './support/story-desk.ts';
import { storyDocuments } from './support/story-documents.ts';

const priced = (roubles: number) => {
  const product = aProduct({
    code: `P-${roubles}`,
    sort: 'RETAIL',
    supply: 'FREE',
    antimicrobial: false,
    unit: 'PIECE',
  });
  return { ...product, prices: product.prices.map((price) => ({ ...price, price: rub(roubles) })) };
};
const products = { 450: priced(450), 2300: priced(2300), 6100: priced(6100) };
const shelves = Object.values(products).map((product) => aBatch(`LOT-${product.code}`, '2028-01-31', product));
const fiscal = given(
  setPreference(
    undefined,
    { key: preferences.fiscalDevice.key, scope: { of: 'ORGANISATION' }, value: { type: 'STRING', value: 'SIMULATOR' } },
    aStamp(),
  ),
);

let clinic: StoryClinic;
let desk: StoryDesk;
beforeEach(async () => {
  const lying = aStock(...shelves.map((batch) => [batch, 10] as const));
  const documents = storyDocuments({ catalogue: Object.values(products), stock: lying, settings: [fiscal] });
  clinic = await StoryClinic.open({ documents, start: at('09:00') });
  desk = await clinic.desk('DK-A');
});
afterEach(() => clinic.close());

it('story 17: a day of the till', async () => {
  const olga = desk.as('U5');
  const anna = desk.as('U1');
  desk.fiscal.isThere = false;
  await olga.do.till.open({ ...desk.once(), float: rub(5000) });
  await sold(2300, 'CASH');
  const small = await sold(450, 'CASH');
  await sold(6100, 'CARD');
  await olga.do.wallets.deposit({ ...desk.once(), client: irina.id, amount: rub(1200), way: { method: 'CASH' } });

  const bill = await anna.ask.money.invoice({ of: { what: 'INVOICE', invoice: small.invoice } });
  const line = present(bill.invoice.lines[0], 'what was sold').id;
  const back = { lines: [{ line, amount: 'ALL' as const }], reason: 'unopened', goodsBack: [line] };
  await anna.do.invoices.credit({ ...desk.once(), invoice: small.invoice, seen: bill.seen, ...back });
  const refund = { payment: present(small.payments[0], 'the payment'), to: 'SAME_WAY' as const, reference: '' };
  const tooMuch = { ...refund, amount: rub(451), reason: 'unopened' };
  expect(await refusalOf(anna.do.payments.refund({ ...desk.once(), ...tooMuch }))).toBe('REFUND_ABOVE_SALE');
  await anna.do.payments.refund({ ...desk.once(), ...refund, amount: rub(450), reason: 'unopened' });
  await olga.do.till.payOut({ ...desk.once(), amount: rub(3000), purpose: 'COLLECTION', note: '' });

  const [x, again] = [await olga.do.till.readX(desk.once()), await olga.do.till.readX(desk.once())];
  expect(again).toEqual(x);
  expect(x.figures).toMatchObject({
    sales: rub(8850),
    refunds: rub(450),
    card: { sales: rub(6100) },
    cashExpected: rub(5500),
  });

  // OPEN_SHIFT, two cash sales, the card sale, the deposit and the refund wait; selling goes on.
  const away = await olga.ask.money.till({});
  expect(away.fiscal).toEqual({ waiting: 6, daysLeft: 30, blocked: false });
  desk.fiscal.isThere = true;
  await clinic.until(async () => (await olga.ask.money.till({})).fiscal.waiting === 0);
  expect(receiptsInOrder(desk)).toEqual(['OPEN_SHIFT', 'SELL', 'SELL', 'SELL', 'SELL', 'REFUND']);

  const count = { counted: rub(5480) };
  expect(await refusalOf(olga.do.till.closeZ({ ...desk.once(), ...count, comment: ' ' }))).toBe('COMMENT_REQUIRED');
  const z = await olga.do.till.closeZ({ ...desk.once(), ...count, comment: 'a coin rolled away' });
  expect(z).toMatchObject({ difference: rub(-20), figures: { cashExpected: rub(5500) } });
  expect(await refusalOf(olga.do.till.readX(desk.once()))).toBe('TILL_NOT_OPEN');

  const next = await olga.do.till.open({ ...desk.once(), float: rub(1000) });
  expect(next.figures).toMatchObject({ sales: rub(0), cashExpected: rub(1000), entries: 0 });
  clinic.clock.jumpTo(at('09:30', '2026-11-17'));
  const rung = await rungUp(450);
  expect(await refusalOf(paidFor(rung, 'CASH'))).toBe('TILL_TOO_OLD');
  await olga.do.till.closeZ({ ...desk.once(), counted: rub(1000), comment: '' });
  await olga.do.till.open({ ...desk.once(), float: rub(1000) });
  await paidFor(rung, 'CASH');
  await clinic.settled();
  await desk.syncedAgain();
  expect(await desk.syncedAgain()).toEqual({ pushed: 0, pulled: 0 });
  expect(booksBalance(desk)).toBe(true);
});

it('story 17: two desks have shifts of their own, and the report of the place is their sum', async () => {
  const other = await clinic.desk('DK-B');
  await desk.as('U5').do.till.open({ ...desk.once(), float: rub(5000) });
  clinic.clock.advance(60_000);
  await other.as('U5').do.till.open({ ...other.once(), float: rub(2000) });
  await sold(2300, 'CASH');
  await sold(450, 'CASH', other);
  await clinic.settled();
  const { shifts, sum, byMethod } = await desk.as('U1').ask.money.day({ date: civilDate('2026-11-16') });
  expect(shifts.map(({ figures }) => figures.cashExpected)).toEqual([rub(7300), rub(2450)]);
  expect(sum).toMatchObject({ float: rub(7000), sales: rub(2750), cashExpected: rub(9750) });
  expect(byMethod).toEqual([{ method: 'CASH', taken: rub(2750), refunded: rub(0) }]);
});

/** Sells one piece over the counter. */
async function sold(price: keyof typeof products, method: 'CASH' | 'CARD', where: StoryDesk = desk) {
  return paidFor(await rungUp(price, where), method, where);
}

async function rungUp(price: keyof typeof products, where: StoryDesk = desk) {
  const piece = { product: products[price].id, pack: null, count: quantity(1) };
  return where.as('U5').do.sales.addLine({ ...where.once(), ...piece });
}

type RungUp = Awaited<ReturnType<typeof rungUp>>;

function paidFor({ draft, total }: RungUp, method: 'CASH' | 'CARD', where: StoryDesk = desk) {
  const payment =
    method === 'CASH'
      ? { method: 'CASH' as const, tendered: total }
      : { method: 'CARD' as const, amount: total, slip: '0042' };
  const sale = { draft, client: null, payments: [payment], asked: total, scanned: [] };
  return where.as('U5').do.sales.sell({ ...where.once(), ...sale });
}

/** What the fiscal device has taken, in the order it took it. */
function receiptsInOrder(from: StoryDesk): string[] {
  const entries = from.all('ledger') as readonly LedgerEntry[];
  const queued = new Map(
    entries.flatMap((entry) => (entry.kind === 'FISCAL_QUEUED' ? [[entry.id, entry.document]] : [])),
  );
  return entries
    .filter((entry) => entry.kind === 'FISCAL_SENT')
    .toSorted((a, b) => (`${a.created.at} ${a.created.operation}` < `${b.created.at} ${b.created.operation}` ? -1 : 1))
    .map((sent) => queued.get(sent.queued) ?? 'nothing');
}
