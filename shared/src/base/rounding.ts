import { assert } from './assert.ts';

/**
 * The one rounding rule of Lapka: to the nearest whole number, and a half away from zero, as receipts are rounded
 * (2.5 → 3, −2.5 → −3). Exact for any size, because it divides integers.
 */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  assert(divisor !== 0n, 'division by zero');
  const negative = dividend < 0n !== divisor < 0n;
  const top = dividend < 0n ? -dividend : dividend;
  const bottom = divisor < 0n ? -divisor : divisor;
  const rounded = (top * 2n + bottom) / (bottom * 2n);
  return negative ? -rounded : rounded;
}

/** Back to a plain number; more than 2^53 would lose digits and is a bug of the caller, who has limits to check. */
export function toSafeNumber(value: bigint): number {
  const number = Number(value);
  assert(Number.isSafeInteger(number), `${value} is too large to be exact`);
  return number === 0 ? 0 : number;
}
