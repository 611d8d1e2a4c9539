import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { derivedId } from '@lapka/shared/base/id.ts';
import { percent } from '@lapka/shared/base/percent.ts';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { aSubscription } from '@lapka/shared/testing/builders/invoices.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { baron, goods, irina, serviceOf } from '../../testing/clinic-documents.ts';
import { type FixtureClinic, openFixtureClinic, refusalOf } from '../../testing/clinic-fixture.ts';
import { atWork, cash, firstOf, tablets, todaysVisit } from '../../testing/examples/at-work.ts';

let clinic: FixtureClinic;
beforeEach(async () => {
  clinic = await openFixtureClinic({ documents: atWork('CHECK_OUT') });
});
afterEach(() => clinic.close());

const booking = todaysVisit().id;
const of = { what: 'VISIT' as const, booking };
const olga = () => clinic.as('U5');
const bill = () => olga().ask.money.invoice({ of });
type Take = Parameters<ReturnType<typeof olga>['do']['payments']['take']>[0];
const take = async (...payments: Take['payments']) =>
  olga().do.payments.take({ ...clinic.once(), of, payments, asked: (await bill()).asked });

describe('paying for a visit', () => {
  it('by several methods together, with the change from the cash (C-18, C-19)', async () => {
    await olga().do.wallets.deposit({ ...clinic.once(), client: irina.id, amount: rub(300), way: { method: 'CASH' } });
    const paid = await take(
      { method: 'WALLET', amount: rub(300) },
      { method: 'CARD', amount: rub(500), slip: '0042' },
      { method: 'TRANSFER', amount: rub(200), reference: 'TR-7' },
      cash(1000),
    );
    expect(paid).toMatchObject({ change: rub(500), left: rub(0), status: 'COMPLETED' });
    const { paid: sum, payments } = await bill();
    expect([sum, payments.map(({ means, amount }) => [means.method, amount])]).toEqual([
      rub(1500),
      [
        ['WALLET', rub(300)],
        ['CARD', rub(500)],
        ['TRANSFER', rub(200)],
        ['CASH', rub(500)],
      ],
    ]);
    const { lines, total, number } = await olga().ask.money.receipt({ invoice: paid.invoice });
    expect([lines.length, total, number]).toEqual([1, rub(1500), 'L1-A-000001']);
  });

  it('is refused when the screen asked for another amount, and nothing is issued (R-017)', async () => {
    const before = clinic.everything();
    const stale = olga().do.payments.take({ ...clinic.once(), of, payments: [cash(1400)], asked: rub(1400) });
    expect(await refusalOf(stale)).toBe('CHANGED_MEANWHILE');
    expect(clinic.everything()).toEqual(before);
  });

  it('gives no number away when it is refused (C-52)', async () => {
    const tooMuch = take({ method: 'CARD', amount: rub(9999), slip: '' });
    expect(await refusalOf(tooMuch)).toBe('MORE_THAN_IS_LEFT');
    expect(await take(cash(1500))).toMatchObject({ number: 'L1-A-000001' });
  });

  it('on account needs the setting and a manager (C-13)', async () => {
    const issued = await olga().do.payments.take({ ...clinic.once(), of, payments: [cash(1000)], asked: rub(1500) });
    const owe = { invoice: issued.invoice, amount: rub(500), asked: rub(500) };
    const refused = clinic.as('U1').do.payments.putOnAccount({ ...clinic.once(), ...owe });
    expect(await refusalOf(refused)).toBe('ON_ACCOUNT_IS_OFF');
    expect(await refusalOf(olga().do.payments.putOnAccount({ ...clinic.once(), ...owe }))).toBe('NOT_ALLOWED');
  });

  it('takes the larger of two discounts, and none for what is not discounted (C-23)', async () => {
    const nail = { kind: 'SERVICE' as const, service: serviceOf('NAIL'), count: 1 };
    const { invoice } = await olga().do.invoices.addLine({ ...clinic.once(), booking, item: nail });
    const { seen } = await bill();
    await clinic.as('U1').do.invoices.giveDiscount({ ...clinic.once(), invoice, share: percent(10), seen });
    expect((await bill()).asked).toEqual(rub(1710));
    const stale = clinic.as('U1').do.invoices.giveDiscount({ ...clinic.once(), invoice, share: percent(50), seen });
    expect(await refusalOf(stale)).toBe('CHANGED_MEANWHILE');
  });
});

describe('what was bought ahead', () => {
  it('is bought as five visits for four, and pays a line before any discount (R-058, C-21)', async () => {
    const template = derivedId<'PackageTemplate'>('PackageTemplate', 'NAIL-5');
    const wanted = { pet: baron.id, template, payments: [cash(1600)] };
    const bought = await olga().do.packages.sell({ ...clinic.once(), ...wanted });
    expect(bought).toMatchObject({ left: rub(0), change: rub(0) });
    const nail = { kind: 'SERVICE' as const, service: serviceOf('NAIL'), count: 1 };
    const { invoice, line } = await olga().do.invoices.addLine({ ...clinic.once(), booking, item: nail });
    const cover = { by: 'PACKAGE' as const, package: bought.package };
    await olga().do.invoices.cover({ ...clinic.once(), invoice, line, cover });
    expect((await bill()).asked).toEqual(rub(1500));
    expect(await take(cash(1500))).toMatchObject({ left: rub(0), status: 'COMPLETED' });
    const methods = (await bill()).payments.map(({ means }) => means.method);
    expect(new Set(methods)).toEqual(new Set(['PACKAGE', 'CASH']));
  });

  it('is not handed out unpaid over the counter', async () => {
    const template = derivedId<'PackageTemplate'>('PackageTemplate', 'NAIL-5');
    const unpaid = { pet: baron.id, template, payments: [cash(1000)] };
    expect(await refusalOf(olga().do.packages.sell({ ...clinic.once(), ...unpaid }))).toBe('INVOICE_NOT_SETTLED');
  });

  it('as a plan is invoiced once a month, however often it is run (R-061)', async () => {
    clinic.put({ invoices: [aSubscription({ pet: baron.id, client: irina.id })] });
    const run = () => clinic.as('U1').do.plans.invoiceMonth({ ...clinic.once(), month: civilDate('2026-11-16') });
    expect((await run()).invoices).toHaveLength(1);
    expect((await run()).invoices).toEqual([]);
    const open = await olga().ask.money.openInvoices({});
    expect(open.map(({ total, left }) => [total, left])).toEqual([[rub(1290), rub(1290)]]);
    const early = clinic.as('U1').do.plans.invoiceMonth({ ...clinic.once(), month: civilDate('2026-12-01') });
    expect(await refusalOf(early)).toBe('DATE_IN_FUTURE');
  });
});

describe('a debt', () => {
  it('is paid with the others, the oldest first (§7.6)', async () => {
    clinic.put({ invoices: [aSubscription({ pet: baron.id, client: irina.id })] });
    await clinic.as('U1').do.plans.invoiceMonth({ ...clinic.once(), month: civilDate('2026-10-01') });
    clinic.clock.jumpTo(at('10:05'));
    await clinic.as('U1').do.plans.invoiceMonth({ ...clinic.once(), month: civilDate('2026-11-01') });
    const owed = { client: irina.id, payment: cash(2000), asked: rub(2580) };
    const taken = await olga().do.payments.takeDebts({ ...clinic.once(), ...owed });
    expect(taken.parts.map(({ amount }) => amount)).toEqual([rub(1290), rub(710)]);
    expect(taken.left).toEqual(rub(580));
  });
});

describe('a sale over the counter', () => {
  it('waits under a few words and goes on; it is sold all or not at all (R-091)', async () => {
    const { product, pack, count } = tablets(10);
    const { draft } = await olga().do.sales.addLine({ ...clinic.once(), product, pack, count });
    await olga().do.sales.park({ ...clinic.once(), draft, label: 'the lady in red' });
    const other = await olga().do.sales.addLine({ ...clinic.once(), product, pack, count });
    expect(other.draft).not.toBe(draft);
    await olga().do.sales.resume({ ...clinic.once(), draft });
    const sale = { draft, client: null, asked: rub(620), scanned: [] };
    const before = clinic.everything();
    const short = olga().do.sales.sell({ ...clinic.once(), ...sale, payments: [cash(600)] });
    expect(await refusalOf(short)).toBe('INVOICE_NOT_SETTLED');
    expect(clinic.everything()).toEqual(before);
    await olga().do.sales.sell({ ...clinic.once(), ...sale, payments: [cash(700)] });
    expect((await olga().ask.stock.batches({ product: goods.tablets.id }))[0]?.quantity).toBe(90_000);
  });
});

describe('money that goes back', () => {
  it('goes back for what was credited, the way it came (C-18)', async () => {
    const { payments, invoice } = await take({ method: 'CARD', amount: rub(1500), slip: '0042' });
    const shown = await bill();
    const line = firstOf(shown.invoice.lines).id;
    const credited = await clinic.as('U1').do.invoices.credit({
      ...clinic.once(),
      invoice,
      lines: [{ line, amount: rub(400) }],
      reason: 'waited for an hour',
      goodsBack: [],
      seen: shown.seen,
    });
    expect(credited).toMatchObject({ total: rub(400), left: rub(-400), number: 'L1-A-000002' });
    const payment = firstOf(payments);
    const refund = { payment, amount: rub(400), to: 'WALLET' as const, reference: '', reason: 'credited' };
    expect(await clinic.as('U1').do.payments.refund({ ...clinic.once(), ...refund })).toMatchObject({ left: rub(0) });
  });
});
