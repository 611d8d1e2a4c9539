import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { formatMoney } from '../../base/money-text.ts';
import { money } from '../../base/money.ts';
import { percent } from '../../base/percent.ts';
import { ofThousandths } from '../../base/quantity.ts';
import { quantity } from '../../base/quantity.ts';
import { mapOk } from '../../base/result.ts';
import {
  aPrice,
  aService,
  location,
  longAgo,
  priceList,
  rub,
  terms,
  tiers,
  vnd,
} from '../../testing/builders/catalogue.ts';
import { aStamp, at, today } from '../../testing/builders/stamp.ts';
import { expectRuleWithstands } from '../../testing/hostile.ts';
import { changeTerms } from './prices.ts';
import { quote, type QuoteRequest } from './quote-rules.ts';
import { quoteSchema } from './quote.ts';
import { requote } from './requote.ts';
import { addServicePrice } from './service-rules.ts';
import type { Service } from './service.ts';
import { checkTerms, weightPriceOf } from './weight-price.ts';

const bath = aService({
  code: 'SPA-VN',
  prices: [aPrice({ terms: terms(vnd(500_000), { mode: 'PER_KG', perKg: vnd(50_000) }, vnd(30_000)) })],
});
const rabies = aService({
  code: 'RAB-VN',
  prices: [aPrice({ terms: terms(vnd(300_000), { mode: 'NONE' }, vnd(20_000)) })],
});
const checkUp = aService({
  code: 'CHECK-VN',
  prices: [aPrice({ terms: terms(vnd(200_000), { mode: 'NONE' }, vnd(20_000)) })],
});
const dental = aService({
  code: 'DENT',
  home: false,
  prices: [aPrice({ terms: terms(rub(4500), tiers([5, rub(0)], [10, rub(800)], [25, rub(1600)], [null, rub(2600)])) })],
});
const spa = aService({
  code: 'SPA-BASE',
  prices: [aPrice({ terms: terms(rub(500), { mode: 'PER_KG', perKg: rub(50) }, rub(30)) })],
});
const nail = aService({
  code: 'NAIL',
  home: false,
  prices: [aPrice({ terms: terms(rub(400), tiers([10, rub(0)], [25, rub(200)], [null, rub(400)])) })],
});

const home = (km: number | null): QuoteRequest['place'] => ({
  kind: 'HOME',
  address: '12 Embankment St.',
  coordinates: { latitude: 55.7, longitude: 37.6 },
  distance: km === null ? null : quantity(km),
});

function ask(services: readonly Service[], weight: number | null, rest: Partial<QuoteRequest> = {}) {
  const request: QuoteRequest = {
    services: services.map((service) => ({ service, quantity: 1 })),
    location,
    species: 'DOG',
    weight: weight === null ? null : quantity(weight),
    place: { kind: 'CLINIC' },
    chain: [priceList],
    date: today,
    ...rest,
  };
  return quote(request, aStamp());
}

function priceOf(service: Service, weight: number | null, rest: Partial<QuoteRequest> = {}) {
  const asked = ask([service], weight, rest);
  return asked.ok ? asked.value.total : asked.error.code;
}

describe('story 6: prices to the last digit', () => {
  it('prices the bath per kilogram and per kilometre: 1,750,000 at the clinic, 1,900,000 at home (R-037)', () => {
    expect(priceOf(bath, 25)).toEqual(vnd(1_750_000));
    expect(priceOf(bath, 25, { place: home(5) })).toEqual(vnd(1_900_000));
  });

  it('prices rabies and check-up with the way only (C-03)', () => {
    expect(priceOf(rabies, 4)).toEqual(vnd(300_000));
    expect(priceOf(rabies, 4, { place: home(3) })).toEqual(vnd(360_000));
    expect(priceOf(checkUp, null)).toEqual(vnd(200_000));
    expect(priceOf(checkUp, 61.5, { place: home(2) })).toEqual(vnd(240_000));
  });

  it('adds the bracket amount to the base, and 5.000 kg belongs to the bracket from 5 (R-039, C-02)', () => {
    const prices = [4.999, 5, 9.999, 10, 24.999, 25].map((weight) => priceOf(dental, weight));
    expect(prices).toEqual([4500, 5300, 5300, 6100, 6100, 7100].map(rub));
    expect(priceOf(nail, 12)).toEqual(rub(600));
  });

  it('prices grooming in roubles exactly: 1,750.00, 1,900.00, 1,770.00 and 1,772.75', () => {
    expect(priceOf(spa, 25)).toEqual(rub(1750));
    expect(priceOf(spa, 25, { place: home(5) })).toEqual(rub(1900));
    expect(priceOf(spa, 25.4)).toEqual(rub(1770));
    expect(priceOf(spa, 25.455)).toEqual(rub(1772.75));
  });

  it('keeps the old price for what was quoted before a list goes up by 10 %, and quotes new bookings anew (R-040)', () => {
    const before = ask([dental], 12);
    const raised = changeTerms(dental.prices[0]!.terms, { direction: 'UP', share: percent(10), stepMinor: 1 });
    if (!raised.ok || !before.ok) throw new Error('expected prices');
    const price = aPrice({ validFrom: civilDate('2026-12-01'), terms: raised.value });
    const changed = addServicePrice(dental, price, aStamp({ at: at('12:00') }));
    if (!changed.ok) throw new Error('expected a price');
    expect(before.value.total).toEqual(rub(6100));
    expect(priceOf(changed.value, 12, { date: civilDate('2026-11-30') })).toEqual(rub(6100));
    expect(priceOf(changed.value, 12, { date: civilDate('2026-12-01') })).toEqual(rub(6710));
  });

  it('refuses a service priced both per kilogram and by brackets (C-01)', () => {
    const brackets = [{ from: quantity(0), below: null, amount: rub(100) }];
    expect(weightPriceOf(rub(50), brackets)).toMatchObject({ ok: false, error: { code: 'WEIGHT_PRICED_TWICE' } });
    expect(weightPriceOf(rub(50), [])).toMatchObject({ value: { mode: 'PER_KG' } });
    expect(weightPriceOf(null, brackets)).toMatchObject({ value: { mode: 'TIER' } });
    expect(weightPriceOf(null, [])).toEqual({ ok: true, value: { mode: 'NONE' } });
  });

  it('refuses a home visit without coordinates or distance (R-042)', () => {
    const noMap = { ...home(5), coordinates: null } as QuoteRequest['place'];
    expect(priceOf(spa, 25, { place: noMap })).toBe('COORDINATES_MISSING');
    expect(priceOf(spa, 25, { place: home(null) })).toBe('DISTANCE_MISSING');
    expect(priceOf(dental, 25, { place: home(5) })).toBe('NOT_AT_HOME');
  });

  it('shows dong without decimals', () => {
    expect(formatMoney(vnd(1_750_000), 'en')).toMatch(/1,750,000$/);
  });
});

describe('a quote', () => {
  it('copies what it used: list price, weight, bracket and distance (C-04, C-17)', () => {
    const asked = ask([spa], 25.4, { place: home(5) });
    expect(asked).toMatchObject({
      value: {
        version: 1,
        certainty: 'FIRM',
        date: '2026-11-16',
        place: { kind: 'HOME', distance: 5000 },
        lines: [
          {
            code: 'SPA-BASE',
            price: spa.prices[0]!.id,
            base: rub(500),
            weight: { mode: 'PER_KG', weight: 25_400, perKg: rub(50), amount: rub(1270) },
            unitPrice: rub(1770),
            travel: rub(150),
            total: rub(1920),
          },
        ],
      },
    });
    expect(asked.ok && quoteSchema.parse(asked.value)).toEqual(asked.ok && asked.value);
  });

  it('is the sum of its lines, unit price times quantity (R-041)', () => {
    const twice = ask([], null, {
      services: [
        { service: nail, quantity: 2 },
        { service: dental, quantity: 1 },
      ],
      weight: quantity(12),
    });
    expect(twice).toMatchObject({ value: { total: rub(600 * 2 + 6100) } });
  });

  it('charges the way once, for the service whose way costs most, however many are done there', () => {
    const asked = ask([], null, {
      services: [
        { service: spa, quantity: 1 },
        { service: aService(), quantity: 2 },
      ],
      weight: quantity(10),
      place: home(5),
    });
    expect(asked).toMatchObject({
      value: { lines: [{ travel: rub(0) }, { travel: rub(300) }], total: rub(1000 + 3000 + 300) },
    });
  });

  it('is an estimate while the weight that prices it is unknown, and no other service needs one (C-01)', () => {
    expect(ask([dental], null)).toMatchObject({ value: { certainty: 'ESTIMATE', total: rub(4500) } });
    expect(ask([aService()], null)).toMatchObject({ value: { certainty: 'FIRM' } });
  });

  it('is refused where the service is not offered, not for the species, unpriced or in several currencies', () => {
    const cats = aService({ code: 'CAST-CAT', species: ['CAT'] });
    expect(priceOf(cats, 4)).toBe('NOT_FOR_SPECIES');
    expect(priceOf(cats, 4, { species: 'CAT' })).toEqual(rub(1500));
    const switchedOff = aService({
      overrides: [{ location, offered: false, minutes: null, slotsRequired: null, home: null }],
    });
    expect(priceOf(switchedOff, 4)).toBe('SERVICE_NOT_OFFERED');
    expect(priceOf(aService(), 4, { date: civilDate('2024-12-31') })).toBe('NO_PRICE');
    expect(priceOf(aService(), 4, { date: longAgo })).toEqual(rub(1500));
    const mixed = ask([aService(), bath], 4);
    expect(mixed).toMatchObject({ error: { code: 'CURRENCY_MISMATCH' } });
    expect(ask([], 4)).toMatchObject({ error: { code: 'NOTHING_TO_QUOTE' } });
  });

  it('refuses a weight above the last closed bracket, and an amount no price can have', () => {
    const small = aService({ code: 'SMALL', prices: [aPrice({ terms: terms(rub(1), tiers([10, rub(1)])) })] });
    expect(priceOf(small, 10)).toBe('WEIGHT_OUTSIDE_BRACKETS');
    const dear = aService({
      code: 'DEAR',
      prices: [aPrice({ terms: terms(rub(1), { mode: 'PER_KG', perKg: rub(40_000_000) }) })],
    });
    expect(priceOf(dear, 1000)).toBe('AMOUNT_TOO_LARGE');
  });
});

describe('a hostile quote', () => {
  it('is a coded refusal or can be stored, whatever prices, weights and distances meet', () => {
    const price = fc.oneof(fc.nat(4_000_000_000), fc.constantFrom(0, 4_000_000_000));
    const weight = fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.constant(null));
    fc.assert(
      fc.property(
        price,
        price,
        price,
        weight,
        fc.integer({ min: -5, max: 1_000_000 }),
        fc.integer({ min: 1, max: 99 }),
        (base, perKg, perKm, grams, metres, count) => {
          const dear = aService({
            prices: [
              aPrice({
                terms: terms(money(base, 'RUB'), { mode: 'PER_KG', perKg: money(perKg, 'RUB') }, money(perKm, 'RUB')),
              }),
            ],
          });
          const place = { ...home(0), distance: ofThousandths(metres) } as QuoteRequest['place'];
          const services = [
            { service: dear, quantity: count },
            { service: dear, quantity: 1 },
          ];
          const asked = ask([], null, { services, weight: grams === null ? null : ofThousandths(grams), place });
          expect(
            asked.ok
              ? quoteSchema.safeParse(asked.value).success
              : ['AMOUNT_TOO_LARGE', 'DISTANCE_MISSING'].includes(asked.error.code),
          ).toBe(true);
        },
      ),
    );
  });

  it('says why in words that can be stored', () => {
    const first = ask([nail], 12);
    if (!first.ok) throw new Error('expected a quote');
    expectRuleWithstands(
      (text) =>
        mapOk(requote([first.value], first.value, text, 'CONFIRMED'), (versions) =>
          versions.map((version) => quoteSchema.parse(version)),
        ),
      40,
    );
  });
});

describe('a new version of a quote', () => {
  const first = ask([nail], 12);
  const fresh = ask([nail, dental], 12);
  if (!first.ok || !fresh.ok) throw new Error('expected quotes');

  it('is made with a reason and leaves the old one as it was, until the animal is checked in (C-05)', () => {
    const versions = requote([first.value], fresh.value, ' owner wants the teeth done, too ', 'CONFIRMED');
    expect(versions).toMatchObject({ value: [first.value, { version: 2, reason: 'owner wants the teeth done, too' }] });
    expect(requote([first.value], fresh.value, '  ', 'CONFIRMED')).toMatchObject({ error: { code: 'REASON_MISSING' } });
    for (const status of ['CHECK_IN', 'IN_PROGRESS', 'CHECK_OUT', 'COMPLETED', 'CANCELLED', 'NO_SHOW'] as const) {
      expect(requote([first.value], fresh.value, 'late', status)).toMatchObject({ error: { code: 'QUOTE_IS_FIXED' } });
    }
  });
});

describe('weight brackets', () => {
  const bracket = (from: number, below: number | null) => ({
    from: quantity(from),
    below: below === null ? null : quantity(below),
    amount: rub(1),
  });
  const save = (...brackets: ReturnType<typeof bracket>[]) => {
    const checked = checkTerms(terms(rub(1), { mode: 'TIER', tiers: brackets }));
    return checked.ok ? 'saved' : checked.error.code;
  };

  it('are saved when they follow each other, open or closed at the end (C-02)', () => {
    expect(save(bracket(0, 5), bracket(5, 10), bracket(10, null))).toBe('saved');
    expect(save(bracket(0, 5), bracket(5, 10))).toBe('saved');
  });

  it('are refused with a gap or an overlap (C-02)', () => {
    expect(save(bracket(1, 5))).toBe('TIERS_LEAVE_GAP');
    expect(save(bracket(0, 5), bracket(5.001, null))).toBe('TIERS_LEAVE_GAP');
    expect(save(bracket(0, 5), bracket(4.999, null))).toBe('TIERS_OVERLAP');
    expect(save(bracket(0, null), bracket(5, null))).toBe('TIERS_OVERLAP');
    expect(save(bracket(0, 0))).toBe('TIERS_OVERLAP');
  });
});
