import { z } from 'zod';
import { assert } from './assert.ts';
import { type Brand, mint } from './brand.ts';

/** A share from 0 to 100 with two decimals at most, held as whole hundredths of a percent: 12.5 % is 1250. */
export type Percent = Brand<number, 'Percent'>;

export const percentSchema = z.int().min(0).max(10_000).brand<'Percent'>();

/** A share written in our own code: `percent(12.5)`. */
export function percent(value: number): Percent {
  const hundredths = Math.round(value * 100);
  assert(hundredths >= 0 && hundredths <= 10_000, `not a share: ${value} %`);
  return mint<Percent>(hundredths);
}

export function percentParts(share: Percent): { readonly hundredths: number } {
  return { hundredths: share };
}

export function largerPercent(a: Percent, b: Percent): Percent {
  return a >= b ? a : b;
}
