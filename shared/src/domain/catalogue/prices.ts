import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { add, type Money, percentOf, roundToStep, subtract } from '../../base/money.ts';
import type { Percent } from '../../base/percent.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { largestAmount } from '../amounts.ts';
import type { PriceListId, ServiceTerms } from './price-terms.ts';
import type { PriceList } from './trade.ts';

interface DatedPrice {
  readonly id: string;
  readonly list: PriceListId;
  readonly validFrom: CivilDate;
}

/**
 * The price that is valid on a day: of the first list of the chain that has one by then, its latest. Of two prices from
 * the same day the one entered later stands, so a mistake is corrected by entering the price once more.
 */
export function priceOn<Price extends DatedPrice>(
  priced: { readonly code: string; readonly prices: readonly Price[] },
  chain: readonly PriceListId[],
  date: CivilDate,
): Result<Price, Failure<'NO_PRICE'>> {
  for (const list of chain) {
    const valid = priced.prices.filter((price) => price.list === list && price.validFrom <= date);
    const [first, ...others] = valid;
    if (first !== undefined) return ok(others.reduce((best, price) => (follows(price, best) ? price : best), first));
  }
  return err(failure('NO_PRICE', { code: priced.code, date }));
}

/** A list and those it takes prices from, nearest first. A circle, which only a sync can bring about, ends it. */
export function priceChain(start: PriceListId, lists: readonly PriceList[]): PriceListId[] {
  const parents = new Map(lists.map(({ id, parent }) => [id, parent]));
  const chain = new Set<PriceListId>();
  for (let next: PriceListId | null = start; next !== null && !chain.has(next); next = parents.get(next) ?? null) {
    chain.add(next);
  }
  return [...chain];
}

/** A change of a whole list: up or down by a share, then to the nearest step, such as −5 % to full tens. */
export interface PriceChange {
  readonly direction: 'UP' | 'DOWN';
  readonly share: Percent;
  readonly stepMinor: number;
}

export function changePrice(
  price: Money,
  { direction, share, stepMinor }: PriceChange,
): Result<Money, Failure<'AMOUNT_TOO_LARGE'>> {
  const part = percentOf(price, share);
  const changed = roundToStep(direction === 'UP' ? add(price, part) : subtract(price, part), stepMinor);
  return changed.minor > largestAmount ? err(failure('AMOUNT_TOO_LARGE')) : ok(changed);
}

export function changeTerms(
  terms: ServiceTerms,
  change: PriceChange,
): Result<ServiceTerms, Failure<'AMOUNT_TOO_LARGE'>> {
  let refused: Failure<'AMOUNT_TOO_LARGE'> | undefined;
  const changed = (price: Money): Money => {
    const result = changePrice(price, change);
    if (result.ok) return result.value;
    refused = result.error;
    return price;
  };
  const { base, weight, perKm } = terms;
  const raised: ServiceTerms = {
    base: changed(base),
    weight:
      weight.mode === 'NONE'
        ? weight
        : weight.mode === 'PER_KG'
          ? { ...weight, perKg: changed(weight.perKg) }
          : { ...weight, tiers: weight.tiers.map((tier) => ({ ...tier, amount: changed(tier.amount) })) },
    perKm: perKm === null ? null : changed(perKm),
  };
  return refused === undefined ? ok(raised) : err(refused);
}

function follows(a: DatedPrice, b: DatedPrice): boolean {
  return a.validFrom === b.validFrom ? a.id > b.id : a.validFrom > b.validFrom;
}
