import { z } from 'zod';
import { assert } from './assert.ts';
import { type Brand, mint } from './brand.ts';
import { divideRounded, toSafeNumber } from './rounding.ts';
import { type Percent, percentParts } from './percent.ts';
import { type Quantity, quantityParts } from './quantity.ts';

/** How many decimals a currency has, by ISO 4217. */
export const currencyDigits = { RUB: 2, EUR: 2, USD: 2, GBP: 2, BYN: 2, KZT: 2, VND: 0 } as const;

export type Currency = keyof typeof currencyDigits;

export const currencySchema = z.enum(['RUB', 'EUR', 'USD', 'GBP', 'BYN', 'KZT', 'VND']);

/** An exact amount: whole minor units (kopecks, cents, dong) and the currency they are in. */
export type Money = Brand<{ readonly minor: number; readonly currency: Currency }, 'Money'>;

/** Ten billion of the main unit: far above any clinic, far below where numbers lose digits. */
export const largestMinor = 1_000_000_000_000;

export const moneySchema = z
  .strictObject({ minor: z.int().min(-largestMinor).max(largestMinor), currency: currencySchema })
  .readonly()
  .brand<'Money'>();

export function money(minor: number, currency: Currency): Money {
  assert(Number.isSafeInteger(minor) && Math.abs(minor) <= largestMinor, `amount out of range: ${minor}`);
  return mint<Money>({ minor: minor === 0 ? 0 : minor, currency });
}

export function zero(currency: Currency): Money {
  return money(0, currency);
}

export function add(a: Money, b: Money): Money {
  return money(a.minor + sameCurrency(a, b).minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  return money(a.minor - sameCurrency(a, b).minor, a.currency);
}

export function negate(amount: Money): Money {
  return money(-amount.minor, amount.currency);
}

export function sum(amounts: Iterable<Money>, currency: Currency): Money {
  let total = zero(currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/** Zero when equal, negative when `a` is less. */
export function compareMoney(a: Money, b: Money): number {
  return a.minor - sameCurrency(a, b).minor;
}

export function isZero(amount: Money): boolean {
  return amount.minor === 0;
}

export function smallerOf(a: Money, b: Money): Money {
  return compareMoney(a, b) <= 0 ? a : b;
}

export function largerOf(a: Money, b: Money): Money {
  return compareMoney(a, b) >= 0 ? a : b;
}

/** Price × quantity, rounded once: 50.00 per kg × 25.455 kg = 1,272.75. */
export function times(price: Money, quantity: Quantity): Money {
  const { thousandths } = quantityParts(quantity);
  return money(toSafeNumber(divideRounded(BigInt(price.minor) * BigInt(thousandths), 1000n)), price.currency);
}

/** A share of an amount, rounded once: 12.5 % of 99.99 = 12.50. */
export function percentOf(amount: Money, percent: Percent): Money {
  const { hundredths } = percentParts(percent);
  return money(toSafeNumber(divideRounded(BigInt(amount.minor) * BigInt(hundredths), 10_000n)), amount.currency);
}

/** To the nearest multiple of `stepMinor`: price lists round to 10.00. */
export function roundToStep(amount: Money, stepMinor: number): Money {
  assert(Number.isInteger(stepMinor) && stepMinor > 0, `step out of range: ${stepMinor}`);
  const steps = divideRounded(BigInt(amount.minor), BigInt(stepMinor));
  return money(toSafeNumber(steps * BigInt(stepMinor)), amount.currency);
}

/**
 * Splits an amount by weights so that the parts add up to it exactly: each part is cut down, and the units left over
 * go one each to the parts that lost most, the first of equals first. 10.00 by 1:1:1 is 3.34, 3.33, 3.33.
 */
export function splitByWeights(amount: Money, weights: readonly number[]): Money[] {
  assert(
    weights.length > 0 && weights.every((weight) => Number.isInteger(weight) && weight >= 0),
    'weights are counts',
  );
  const total = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  assert(total > 0n, 'at least one weight is above zero');
  const sign = amount.minor < 0 ? -1 : 1;
  const whole = BigInt(Math.abs(amount.minor));
  const shares = weights.map((weight, index) => ({
    index,
    units: (whole * BigInt(weight)) / total,
    lost: (whole * BigInt(weight)) % total,
  }));
  let left = Number(whole - shares.reduce((all, share) => all + share.units, 0n));
  for (const share of shares.toSorted((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1))) {
    if (left === 0) break;
    share.units += 1n;
    left -= 1;
  }
  return shares.map((share) => money(sign * toSafeNumber(share.units), amount.currency));
}

/** Splits an amount into so many parts that differ by one minor unit at most. */
export function splitEvenly(amount: Money, parts: number): Money[] {
  return splitByWeights(
    amount,
    Array.from({ length: parts }, () => 1),
  );
}

function sameCurrency(a: Money, b: Money): Money {
  assert(a.currency === b.currency, `${a.currency} and ${b.currency} do not mix`);
  return b;
}
