import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { percent } from '../../base/percent.ts';
import { aPlan, rub } from '../../testing/builders/catalogue.ts';
import { aDraftSale, aLine, anInvoice, aProductLine, aSubscription, lineId } from '../../testing/builders/invoices.ts';
import { clientId, invoiceId } from '../../testing/builders/ledger.ts';
import { aStamp, at, deviceId, staffId, today } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import {
  addToDraft,
  discardDraft,
  parkDraft,
  resumeDraft,
  sellDraft,
  startDraft,
  takeFromDraft,
} from './draft-sale-rules.ts';
import { invoiceDocumentSchema } from './invoice.ts';
import {
  changeSubscription,
  coverByPlan,
  isChargedOn,
  monthlyInvoices,
  planVisitsLeft,
  subscribe,
} from './subscription-rules.ts';

const stamp = aStamp({ at: at('10:15') });

describe('a sale being rung up (R-091)', () => {
  it('is one per person and desk: beginning another parks it', () => {
    const { state: _, lines: __, expires: ___, ...request } = aDraftSale({ id: derivedId('DraftSale', 'second') });
    const { draft, parked } = startDraft(request, aDraftSale({ lines: [aProductLine()] }), stamp);
    expect(draft).toMatchObject({ state: { status: 'ACTIVE' }, lines: [], expires: at('10:15', '2026-11-17') });
    expect(parked).toMatchObject({ id: aDraftSale().id, state: { status: 'PARKED' }, lines: [{ code: 'AB-AMC' }] });
    expect(startDraft(request, undefined, stamp).parked).toBeUndefined();
    expect(invoiceDocumentSchema.parse(draft)).toEqual(draft);
  });

  it('is parked under a few words and goes on at another desk', () => {
    const parked = given(parkDraft(aDraftSale({ lines: [aProductLine()] }), ' lady with the black cat ', stamp));
    expect(parked).toMatchObject({ label: 'lady with the black cat', state: { status: 'PARKED' } });
    const by = { desk: deviceId('DK-B'), staff: staffId('U6') };
    const busy = aDraftSale({ id: derivedId('DraftSale', 'busy') });
    const resumed = given(resumeDraft(parked, by, busy, stamp));
    expect(resumed).toMatchObject({
      draft: { ...by, state: { status: 'ACTIVE' } },
      parked: { id: busy.id, state: { status: 'PARKED' } },
    });
    expect(given(resumeDraft(parked, by, undefined, stamp)).parked).toBeUndefined();
  });

  it('keeps the prices of the moment things were added, until it expires after a day', () => {
    const draft = given(addToDraft(aDraftSale(), aProductLine(), stamp));
    expect(given(addToDraft(draft, aProductLine({ price: rub(99) }), stamp))).toBe(draft);
    expect(draft.lines[0]?.unitPrice).toEqual(rub(62));
    expect(given(takeFromDraft(draft, lineId('AB-AMC'), stamp)).lines).toEqual([]);
    const late = aStamp({ at: at('10:00', '2026-11-17') });
    expect(codeOf(addToDraft(draft, aLine(), late))).toBe('DRAFT_EXPIRED');
    expect(codeOf(sellDraft(draft, '', late))).toBe('DRAFT_EXPIRED');
    expect(codeOf(discardDraft(draft, late))).toBe('ok');
  });

  it('becomes a retail invoice with its lines, once', () => {
    const draft = aDraftSale({ lines: [aProductLine()], client: clientId('Harris') });
    const sold = given(sellDraft(draft, 'Tom Harris', stamp));
    expect(sold).toMatchObject({
      draft: { state: { status: 'SOLD', invoice: sold.invoice.id } },
      invoice: { purpose: { of: 'RETAIL' }, client: clientId('Harris'), lines: draft.lines, state: { status: 'OPEN' } },
    });
    expect(codeOf(sellDraft(sold.draft, '', stamp))).toBe('DRAFT_IS_CLOSED');
    expect(codeOf(discardDraft(sold.draft, stamp))).toBe('DRAFT_IS_CLOSED');
    expect(codeOf(sellDraft(aDraftSale(), '', stamp))).toBe('INVOICE_EMPTY');
  });
});

describe('a wellness plan', () => {
  const date = civilDate('2026-03-15');
  const request = {
    id: derivedId<'Subscription'>('Subscription', 'x'),
    location: aSubscription().location,
    date,
    client: clientId('Volkova'),
    pet: aSubscription().pet,
    species: 'DOG' as const,
    monthly: rub(1290),
  };

  it('copies what the plan says on the day it begins, and is for its species', () => {
    const subscription = given(subscribe(aPlan(), request, stamp));
    expect(subscription).toMatchObject({ monthly: rub(1290), included: aPlan().included, state: { status: 'ACTIVE' } });
    expect(invoiceDocumentSchema.parse(subscription)).toEqual(subscription);
    expect(codeOf(subscribe(aPlan(), { ...request, species: 'CAT' }, stamp))).toBe('PLAN_NOT_OFFERED');
    expect(codeOf(subscribe(aPlan({ status: 'ARCHIVED' }), request, stamp))).toBe('PLAN_NOT_OFFERED');
    expect(codeOf(subscribe(aPlan(), { ...request, monthly: rub(0) }, stamp))).toBe('NOTHING_TO_BOOK');
  });

  it('is charged on the 1st of each month it is active (R-061)', () => {
    const first = civilDate('2026-12-01');
    const charged = (subscription: Parameters<typeof aSubscription>[0], on = first) =>
      isChargedOn(aSubscription(subscription), on);
    expect(charged({})).toBe(true);
    expect(charged({ date: first })).toBe(true);
    expect(charged({ date: civilDate('2026-12-02') })).toBe(false);
    expect(charged({}, civilDate('2026-12-02'))).toBe(false);
    expect(charged({ state: { status: 'PAUSED', from: civilDate('2026-12-01') } })).toBe(false);
    expect(charged({ state: { status: 'PAUSED', from: civilDate('2026-12-02') } })).toBe(true);
    expect(charged({ state: { status: 'ENDED', on: civilDate('2026-11-30'), reason: '' } })).toBe(false);
  });

  it('gets one invoice per month however often and wherever the run is repeated (R-061)', () => {
    const first = civilDate('2026-12-01');
    const subscriptions = [
      aSubscription(),
      aSubscription({ id: derivedId('Subscription', 'other') }),
      aSubscription({ id: derivedId('Subscription', 'paused'), state: { status: 'PAUSED', from: date } }),
    ];
    const run = (known: readonly string[], device = 'DK-A') =>
      monthlyInvoices(subscriptions, first, new Set(known), () => 'Волкова', aStamp({ device }));
    const invoices = run([]);
    expect(invoices).toHaveLength(2);
    expect(invoices[0]).toMatchObject({
      purpose: { of: 'PLAN', month: first },
      date: first,
      lines: [{ unitPrice: rub(1290), discountable: false }],
    });
    expect(run([], 'DK-B').map(({ id }) => id)).toEqual(invoices.map(({ id }) => id));
    expect(run(invoices.map(({ id }) => id))).toEqual([]);
    expect(monthlyInvoices(subscriptions, civilDate('2027-01-01'), new Set(), () => '', stamp)[0]?.id).not.toBe(
      invoices[0]?.id,
    );
  });

  it('covers its visits until they are used up for the year that began on its own day', () => {
    const subscription = aSubscription();
    const item = subscription.included[0]!.id;
    const used = (name: string, on: string, struck = false) =>
      anInvoice({
        id: invoiceId(name),
        date: civilDate(on),
        lines: [
          aLine({
            cover: { by: 'PLAN', subscription: subscription.id, item },
            ...(struck ? { charge: { state: 'STRUCK' as const, struck: stamp, reason: 'x' } } : {}),
          }),
        ],
      });
    const three = [
      used('1', '2026-03-15'),
      used('2', '2026-06-01'),
      used('3', '2026-11-01'),
      used('struck', '2026-11-02', true),
      used('before', '2026-03-14'),
    ];
    expect(planVisitsLeft(subscription, three, today).get(item)).toBe(1);
    const visit = aLine().item;
    expect(given(coverByPlan(subscription, visit, three, today))).toEqual({
      by: 'PLAN',
      subscription: subscription.id,
      item,
    });
    const four = [...three, used('4', '2026-11-10')];
    expect(codeOf(coverByPlan(subscription, visit, four, today))).toBe('PLAN_USED_UP');
    expect(codeOf(coverByPlan(subscription, visit, four, civilDate('2027-03-15')))).toBe('ok');
  });

  it('gives its share off goods of a category, and covers nothing else, nor while it is paused', () => {
    const category = derivedId<'ProductCategory'>('ProductCategory', 'diets');
    const senior = aSubscription({ discounts: [{ category, share: percent(10) }] });
    const diet = { ...aProductLine().item, category } as ReturnType<typeof aLine>['item'];
    expect(given(coverByPlan(senior, diet, [], today))).toMatchObject({ by: 'PLAN_SHARE', share: percent(10) });
    expect(codeOf(coverByPlan(senior, aProductLine().item, [], today))).toBe('PLAN_DOES_NOT_COVER');
    expect(codeOf(coverByPlan(senior, aLine({ code: 'DENT' }).item, [], today))).toBe('PLAN_DOES_NOT_COVER');
    const paused = given(changeSubscription(senior, { status: 'PAUSED', from: today }, stamp));
    expect(codeOf(coverByPlan(paused, diet, [], today))).toBe('PLAN_NOT_ACTIVE');
    expect(given(changeSubscription(paused, { status: 'ACTIVE' }, stamp)).state.status).toBe('ACTIVE');
    const ended = given(changeSubscription(paused, { status: 'ENDED', on: today, reason: 'moved' }, stamp));
    expect(codeOf(changeSubscription(ended, { status: 'ACTIVE' }, stamp))).toBe('STATUS_CHANGE_REFUSED');
  });
});
