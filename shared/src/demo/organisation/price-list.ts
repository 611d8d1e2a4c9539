import { present } from '../../base/assert.ts';
import type { CivilDate } from '../../base/civil-date.ts';
import { type Currency, type Money, money } from '../../base/money.ts';
import { percent } from '../../base/percent.ts';
import { quantity } from '../../base/quantity.ts';
import type { ServicePrice, ServiceTerms, WeightPrice } from '../../domain/catalogue/price-terms.ts';
import { changeTerms } from '../../domain/catalogue/prices.ts';
import type { Service } from '../../domain/catalogue/catalogue.ts';
import { type Stamp, createdBy } from '../../domain/document.ts';
import { demoId } from '../demo-ids.ts';
import { granted } from '../play/stage.ts';
import { dongPrices, type ServicePlan } from '../words/services.ts';

export const priceLists = {
  MAIN: demoId('PriceList', 'MAIN'),
  GARDEN: demoId('PriceList', 'GARDEN'),
  DONG: demoId('PriceList', 'DONG'),
};

/** The service as it is first offered: at last year's prices. */
export function serviceOf(plan: ServicePlan, closedAt: Service['overrides'], from: CivilDate, stamp: Stamp): Service {
  const { code, name, category, species, minutes, slots, perKm, rooms, skill } = plan;
  const dong = dongPrices[code];
  return {
    id: demoId('Service', code),
    kind: 'SERVICE',
    code,
    name,
    origin: { from: 'TEMPLATE' },
    category,
    species: species === 'ALL' ? 'ALL' : [...species],
    minutes,
    slotsRequired: slots,
    home: perKm !== undefined,
    roomKinds: [...rooms],
    performers: skill === undefined ? { by: 'ROLE', roles: ['VET'] } : { by: 'SKILL', skill },
    overrides: plan.everywhere ? [] : [...closedAt],
    prices: [
      ...pricesOf(plan, lastYears(termsOf(plan)), from, 'first'),
      ...(dong === undefined ? [] : [price(code, 'DONG', dongTerms(dong), from, 'first')]),
    ],
    status: 'ACTIVE',
    ...createdBy(stamp, 1),
  };
}

/** The prices of this year, in both lists of the clinic. */
export function pricesOfThisYear(plan: ServicePlan, from: CivilDate): ServicePrice[] {
  return pricesOf(plan, termsOf(plan), from, 'second');
}

/** The smaller place charges five per cent less, to full tens, except for rabies. */
function pricesOf(plan: ServicePlan, terms: ServiceTerms, from: CivilDate, edition: string): ServicePrice[] {
  const cheaper = granted(changeTerms(terms, { direction: 'DOWN', share: percent(5), stepMinor: 1000 }));
  const main = price(plan.code, 'MAIN', terms, from, edition);
  return plan.code === 'VAC-RAB' ? [main] : [main, price(plan.code, 'GARDEN', cheaper, from, edition)];
}

function lastYears(terms: ServiceTerms): ServiceTerms {
  return granted(changeTerms(terms, { direction: 'DOWN', share: percent(8), stepMinor: 5000 }));
}

export function termsOf({ base, weight, perKm }: ServicePlan): ServiceTerms {
  return { base: rubles(base), weight: weightPriceOf(weight), perKm: perKm === undefined ? null : rubles(perKm) };
}

function weightPriceOf(rule: ServicePlan['weight']): WeightPrice {
  switch (rule.by) {
    case 'NOTHING':
      return { mode: 'NONE' };
    case 'KILOGRAM':
      return { mode: 'PER_KG', perKg: rubles(rule.each) };
    case 'BRACKET':
      return {
        mode: 'TIER',
        tiers: rule.brackets.map(([from, amount], index) => {
          const next = rule.brackets[index + 1];
          return { from: quantity(from), below: next === undefined ? null : quantity(next[0]), amount: rubles(amount) };
        }),
      };
  }
}

function dongTerms({ base, perKg, perKm }: NonNullable<(typeof dongPrices)[keyof typeof dongPrices]>): ServiceTerms {
  const weight: WeightPrice = perKg === undefined ? { mode: 'NONE' } : { mode: 'PER_KG', perKg: money(perKg, 'VND') };
  return { base: money(base, 'VND'), weight, perKm: money(perKm, 'VND') };
}

function price(
  code: string,
  list: keyof typeof priceLists,
  terms: ServiceTerms,
  validFrom: CivilDate,
  edition: string,
): ServicePrice {
  return { id: demoId('Price', code, list, edition), list: present(priceLists[list], list), validFrom, terms };
}

export function rubles(amount: number, currency: Currency = 'RUB'): Money {
  return money(Math.round(amount * 100), currency);
}
