import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { money, type Money } from '../../base/money.ts';
import { percent } from '../../base/percent.ts';
import { ofThousandths, quantity } from '../../base/quantity.ts';
import { aPromotion, rub } from '../../testing/builders/catalogue.ts';
import { aLine, anInvoice, aProductLine } from '../../testing/builders/invoices.ts';
import { clientId, invoiceId } from '../../testing/builders/ledger.ts';
import { aStamp, at, today } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import type { Promotion } from '../catalogue/catalogue.ts';
import type { Invoice } from './invoice.ts';
import type { Cover, InvoiceLine } from './line.ts';
import { priceInvoice } from './pricing.ts';
import { applyPromotion, promotionUses, removePromotion } from './promotion-rules.ts';

const stamp = aStamp({ at: at('10:15') });
const none = { total: 0, byClient: 0 };
const dental = { of: 'SERVICE' as const, service: derivedId<'Service'>('Service', 'DENT') };
const priced = (invoice: Partial<Invoice>) => priceInvoice(anInvoice(invoice));

/** What a promotion makes of an invoice, whatever would refuse it. */
function withPromotion(promotion: Promotion, invoice: Partial<Invoice>): Partial<Invoice> {
  const { id, code, effect, scope, minimum, totalLimit, perClientLimit } = promotion;
  return { ...invoice, promotion: { promotion: id, code, effect, scope, minimum, totalLimit, perClientLimit } };
}

describe('the order of discounts (C-23)', () => {
  it('is package or plan first, then the larger of client and booking, then one promotion (R-066)', () => {
    const lines = [
      aLine({ code: 'NAIL', price: rub(600), cover: { by: 'PACKAGE', package: derivedId('ClientPackage', 'p') } }),
      aLine({ code: 'DENT', price: rub(6100) }),
    ];
    const discounts = { client: percent(10), booking: percent(5) };
    const totals = priced(withPromotion(aPromotion(), { lines, discounts }));
    expect(totals.lines).toMatchObject([
      { gross: rub(600), covered: rub(600), discount: rub(0), promotion: rub(0), amount: rub(600) },
      { gross: rub(6100), covered: rub(0), discount: rub(610), promotion: rub(549), amount: rub(4941) },
    ]);
    expect(totals.total).toEqual(rub(600 + 4941));
    expect(priced({ lines, discounts: { client: percent(5), booking: percent(10) } }).total).toEqual(rub(600 + 5490));
  });

  it('never touches controlled drugs', () => {
    const ketamine = aProductLine({ code: 'C-KET', price: rub(120), quantity: quantity(2), discountable: false });
    const totals = priced(
      withPromotion(aPromotion(), {
        lines: [ketamine, aLine({ price: rub(1000) })],
        discounts: { client: percent(15), booking: percent(0) },
      }),
    );
    expect(totals.lines.map(({ amount }) => amount)).toEqual([rub(240), rub(765)]);
  });

  it('takes off a fixed amount, spread over the lines to the kopeck, and never below zero', () => {
    const fixed = (amount: number) => aPromotion({ effect: { type: 'FIXED_AMOUNT', amount: rub(amount) } });
    const lines = ['A', 'B', 'C'].map((code) => aLine({ code, price: rub(100) }));
    expect(priced(withPromotion(fixed(100), { lines })).lines.map(({ promotion }) => promotion)).toEqual([
      rub(33.34),
      rub(33.33),
      rub(33.33),
    ]);
    expect(priced(withPromotion(fixed(500), { lines })).total).toEqual(rub(0));
  });

  it('waives the way to a home visit, after the discount on it (C-24)', () => {
    const free = aPromotion({ effect: { type: 'FREE_TRAVEL' } });
    const lines = [aLine({ price: rub(1500), travel: rub(300) })];
    expect(priced(withPromotion(free, { lines })).total).toEqual(rub(1500));
    expect(
      priced(withPromotion(free, { lines, discounts: { client: percent(10), booking: percent(0) } })).total,
    ).toEqual(rub(1350 - 30));
    const covered = [
      aLine({ price: rub(1500), travel: rub(300), cover: { by: 'PACKAGE', package: derivedId('ClientPackage', 'p') } }),
    ];
    expect(priced({ lines: covered }).lines[0]).toMatchObject({ covered: rub(1500), amount: rub(1800) });
    expect(priced(withPromotion(free, { lines: covered })).lines[0]).toMatchObject({
      covered: rub(1500),
      amount: rub(1500),
    });
  });

  it("takes a plan's share off before the client's discount", () => {
    const diet = aProductLine({
      code: 'D-REN',
      price: rub(2450),
      quantity: quantity(1),
      cover: { by: 'PLAN_SHARE', subscription: derivedId('Subscription', 's'), share: percent(10) },
    });
    expect(priced({ lines: [diet], discounts: { client: percent(10), booking: percent(0) } }).total).toEqual(
      rub(1984.5),
    );
  });

  it('leaves out what is struck', () => {
    const struck = aLine({ code: 'X', charge: { state: 'STRUCK', struck: stamp, reason: 'twice' } });
    expect(priced({ lines: [aLine(), struck] })).toMatchObject({ total: rub(1500), lines: [{ gross: rub(1500) }] });
  });

  it('gives parts that add up and amounts between zero and gross, for any invoice', () => {
    const covers = fc.constantFrom<Cover>(
      { by: 'NOTHING' },
      { by: 'PACKAGE', package: derivedId('ClientPackage', 'p') },
      { by: 'PLAN_SHARE', subscription: derivedId('Subscription', 's'), share: percent(12.5) },
    );
    const line = fc.record({
      price: fc.nat(1_000_000),
      count: fc.integer({ min: 1, max: 5_000 }),
      travel: fc.nat(50_000),
      cover: covers,
      discountable: fc.boolean(),
    });
    const effects = fc.oneof(
      fc.record({ type: fc.constant('PERCENTAGE' as const), share: fc.integer({ min: 0, max: 100 }).map(percent) }),
      fc.record({
        type: fc.constant('FIXED_AMOUNT' as const),
        amount: fc.integer({ min: 1, max: 5_000_000 }).map((minor) => money(minor, 'RUB')),
      }),
      fc.record({ type: fc.constant('FREE_TRAVEL' as const) }),
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.integer({ min: 0, max: 100 }),
        effects,
        (wanted, share, effect) => {
          const lines = wanted.map(({ price, count, travel, ...rest }, index): InvoiceLine =>
            aLine({
              code: `L${index}`,
              price: money(price, 'RUB'),
              quantity: ofThousandths(count),
              travel: money(travel, 'RUB'),
              ...rest,
            }),
          );
          const totals = priced(
            withPromotion(aPromotion({ effect }), {
              lines,
              discounts: { client: percent(share), booking: percent(0) },
            }),
          );
          let total = 0;
          for (const each of totals.lines) {
            const values: Money[] = [each.covered, each.discount, each.promotion, each.amount];
            for (const value of values) expect(value.minor).toBeGreaterThanOrEqual(0);
            expect(each.amount.minor).toBe(each.gross.minor - each.discount.minor - each.promotion.minor);
            expect(each.amount.minor).toBeGreaterThanOrEqual(each.covered.minor);
            total += each.amount.minor;
          }
          expect(totals.total.minor).toBe(total);
        },
      ),
    );
  });
});

describe('a promotion (R-067)', () => {
  const apply = (promotion: Promotion, invoice: Partial<Invoice> = {}, uses = none, date = today) =>
    applyPromotion(anInvoice(invoice), promotion, uses, date, stamp);

  it('is valid from its first to its last day, while it is active', () => {
    const days = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map(civilDate);
    expect(days.map((date) => codeOf(apply(aPromotion(), {}, none, date)))).toEqual([
      'PROMOTION_NOT_NOW',
      'ok',
      'ok',
      'PROMOTION_NOT_NOW',
    ]);
    expect(codeOf(apply(aPromotion({ status: 'ARCHIVED' })))).toBe('PROMOTION_NOT_NOW');
  });

  it('stops at its total limit: the hundredth use is the last one', () => {
    const autumn = aPromotion({ code: 'AUTUMN500', totalLimit: 100 });
    expect(codeOf(apply(autumn, {}, { total: 99, byClient: 0 }))).toBe('ok');
    expect(codeOf(apply(autumn, {}, { total: 100, byClient: 0 }))).toBe('PROMOTION_USED_UP');
    expect(codeOf(apply(aPromotion({ totalLimit: null }), {}, { total: 1_000_000, byClient: 9 }))).toBe('ok');
  });

  it('can be limited per client, and then needs to know who it is', () => {
    const once = aPromotion({ perClientLimit: 1 });
    expect(codeOf(apply(once, {}, { total: 5, byClient: 0 }))).toBe('ok');
    expect(codeOf(apply(once, {}, { total: 5, byClient: 1 }))).toBe('PROMOTION_USED_BY_CLIENT');
    expect(codeOf(apply(once, { client: null }))).toBe('CLIENT_NEEDED');
  });

  it('needs its minimum amount, and is worth nothing when the invoice falls below it later', () => {
    const large = aPromotion({ minimum: rub(1500) });
    expect(codeOf(apply(large))).toBe('ok');
    expect(codeOf(apply(large, { discounts: { client: percent(1), booking: percent(0) } }))).toBe(
      'PROMOTION_BELOW_MINIMUM',
    );
    expect(priced(withPromotion(large, { lines: [aLine({ price: rub(1499) })] })).total).toEqual(rub(1499));
  });

  it('is for what is in its scope only', () => {
    const dentalTen = aPromotion({ code: 'DENTAL10', scope: [dental] });
    expect(codeOf(apply(dentalTen))).toBe('PROMOTION_FOR_OTHER_THINGS');
    const lines = [
      aLine(),
      aLine({ code: 'DENT', price: rub(6100), item: { kind: 'SERVICE', service: dental.service, category: 'OTHER' } }),
    ];
    expect(priceInvoice(given(apply(dentalTen, { lines }))).lines.map(({ promotion }) => promotion)).toEqual([
      rub(0),
      rub(610),
    ]);
    const category = derivedId<'ProductCategory'>('ProductCategory', 'diets');
    const manufacturer = derivedId<'Manufacturer'>('Manufacturer', 'm');
    const product = derivedId<'Product'>('Product', 'D-REN');
    const diet = aProductLine({
      code: 'D-REN',
      item: { kind: 'PRODUCT', product, category, manufacturer, unit: 'BAG', batches: [] },
    });
    for (const scope of [
      { of: 'PRODUCT' as const, product },
      { of: 'PRODUCT_CATEGORY' as const, category },
      { of: 'MANUFACTURER' as const, manufacturer },
    ]) {
      expect(codeOf(apply(aPromotion({ scope: [scope] }), { lines: [diet] }))).toBe('ok');
      expect(codeOf(apply(aPromotion({ scope: [scope] }), { lines: [aLine()] }))).toBe('PROMOTION_FOR_OTHER_THINGS');
    }
    expect(codeOf(apply(aPromotion({ scope: [{ of: 'SERVICE_CATEGORY', category: 'CHECK_UP' }] })))).toBe('ok');
    expect(codeOf(apply(aPromotion({ effect: { type: 'FREE_TRAVEL' } })))).toBe('PROMOTION_FOR_OTHER_THINGS');
  });

  it('counts its uses on invoices that are not called off, once per invoice', () => {
    const used = withPromotion(aPromotion(), {});
    const others = [
      anInvoice({ ...used, id: invoiceId('1') }),
      anInvoice({ ...used, id: invoiceId('2'), client: clientId('Harris') }),
      anInvoice({ ...used, id: invoiceId('3'), client: null }),
      anInvoice({ ...used, id: invoiceId('4'), state: { status: 'VOIDED', voided: stamp, reason: 'x' } }),
      anInvoice({ id: invoiceId('5') }),
      anInvoice({ ...used }),
    ];
    expect(promotionUses(aPromotion().id, others, anInvoice())).toEqual({ total: 3, byClient: 1 });
  });

  it('is copied onto the invoice, which has one at most, and can be taken off again', () => {
    const one = given(apply(aPromotion()));
    const other = given(applyPromotion(one, aPromotion({ code: 'OTHER' }), none, today, stamp));
    expect(other.promotion).toMatchObject({ code: 'OTHER', effect: { type: 'PERCENTAGE' } });
    expect(given(removePromotion(other, stamp)).promotion).toBeNull();
  });
});
