import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compareMoney,
  largestMinor,
  money,
  moneySchema,
  negate,
  percentOf,
  roundToStep,
  splitByWeights,
  splitEvenly,
  subtract,
  sum,
  times,
  zero,
} from './money.ts';
import { formatMoney, parseMoney } from './money-text.ts';
import { percent } from './percent.ts';
import { quantity } from './quantity.ts';

const rub = (minor: number) => money(minor, 'RUB');
const minors = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('money', () => {
  it('multiplies a price per kilogram by an exact weight and rounds once', () => {
    expect(times(rub(5_000), quantity(25.455))).toEqual(rub(127_275));
    expect(times(rub(5_000), quantity(25.4))).toEqual(rub(127_000));
  });

  it('rounds a half away from zero, also below zero', () => {
    expect(times(rub(1), quantity(0.5))).toEqual(rub(1));
    expect(times(rub(-1), quantity(0.5))).toEqual(rub(-1));
    expect(percentOf(rub(9_999), percent(12.5))).toEqual(rub(1_250));
    expect(percentOf(rub(10), percent(5))).toEqual(rub(1));
  });

  it('never shows a negative zero', () => {
    expect(Object.is(negate(zero('RUB')).minor, 0)).toBe(true);
    expect(Object.is(times(rub(-1), quantity(0.001)).minor, 0)).toBe(true);
  });

  it('splits ten into three without losing a kopeck', () => {
    expect(splitEvenly(rub(1_000), 3).map((part) => part.minor)).toEqual([334, 333, 333]);
    expect(splitEvenly(rub(-1_000), 3).map((part) => part.minor)).toEqual([-334, -333, -333]);
  });

  it('splits so that the parts always add up and none is off by a whole unit', () => {
    fc.assert(
      fc.property(
        minors,
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 12 }),
        (minor, weights) => {
          fc.pre(weights.some((weight) => weight > 0));
          const parts = splitByWeights(rub(minor), weights);
          expect(sum(parts, 'RUB')).toEqual(rub(minor));
          const total = weights.reduce((all, weight) => all + weight, 0);
          for (const [index, part] of parts.entries()) {
            expect(Math.abs(part.minor - (minor * weights[index]!) / total)).toBeLessThan(1);
          }
        },
      ),
    );
  });

  it('adds and subtracts back to where it was', () => {
    fc.assert(
      fc.property(minors, minors, (a, b) => {
        expect(subtract(add(rub(a), rub(b)), rub(b))).toEqual(rub(a));
        expect(Math.sign(compareMoney(rub(a), rub(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('rounds price lists to ten roubles', () => {
    expect(roundToStep(rub(142_500), 1_000)).toEqual(rub(143_000));
    expect(roundToStep(rub(85_500), 1_000)).toEqual(rub(86_000));
  });

  it('refuses to mix currencies', () => {
    expect(() => add(rub(1), money(1, 'VND'))).toThrow('RUB and VND do not mix');
  });

  it('refuses fractions, infinities, unknown currencies and extra fields at the border', () => {
    const bad = [1.5, Number.POSITIVE_INFINITY, Number.NaN, largestMinor + 1, '100', null];
    for (const minor of bad) expect(moneySchema.safeParse({ minor, currency: 'RUB' }).success).toBe(false);
    expect(moneySchema.safeParse({ minor: 1, currency: 'XXX' }).success).toBe(false);
    expect(moneySchema.safeParse({ minor: 1, currency: 'RUB', extra: 1 }).success).toBe(false);
  });
});

describe('money as text', () => {
  it('writes roubles with two decimals and dong with none', () => {
    expect(formatMoney(rub(150_000), 'ru').replaceAll(/\s/g, ' ')).toBe('1 500,00 ₽');
    expect(formatMoney(rub(150_000), 'en').replaceAll(/\s/g, ' ')).toBe('RUB 1,500.00');
    expect(formatMoney(money(1_750_000, 'VND'), 'en')).toContain('1,750,000');
    expect(formatMoney(money(1_750_000, 'VND'), 'en')).not.toContain('.');
  });

  it('reads what people type', () => {
    for (const text of ['1500', '1 500', '1500,00', '1500.0', '1\u00a0500,00']) {
      expect(parseMoney(text, 'RUB')).toEqual({ ok: true, value: rub(150_000) });
    }
  });

  it('refuses more decimals than the currency has and what is no amount', () => {
    for (const text of ['1.005', '', 'abc', '1,2,3', '1e5', '--1', '9'.repeat(40)]) {
      expect(parseMoney(text, 'RUB').ok).toBe(false);
    }
    expect(parseMoney('100.5', 'VND').ok).toBe(false);
  });
});
