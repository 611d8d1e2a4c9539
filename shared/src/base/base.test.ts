import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenPromise, assert, present, unreachable } from './assert.ts';
import { Releases } from './disposal.ts';
import { failure, sentenceOf } from './failure.ts';
import { baseFailures } from './failures.ts';
import { sha256Hex } from './hash.ts';
import { canonicalJson, isPlainJson, jsonObjectSchema, type JsonValue, sameJson } from './json.ts';
import { money } from './money.ts';
import { percent, percentSchema } from './percent.ts';
import { formatQuantity, parseQuantity, quantity, subtractQuantities, sumQuantities } from './quantity.ts';
import { below, seededRandom } from './random.ts';
import { andThen, collect, err, mapOk, ok } from './result.ts';
import { divideRounded, toSafeNumber } from './rounding.ts';

describe('a result', () => {
  it('passes a failure through and works on a value', () => {
    expect(mapOk(ok(2), (value) => value * 2)).toEqual(ok(4));
    expect(mapOk(err('NO'), () => 1)).toEqual(err('NO'));
    expect(andThen(ok(2), (value) => (value > 1 ? err('BIG') : ok(value)))).toEqual(err('BIG'));
  });

  it('collects all values or stops at the first failure', () => {
    expect(collect([ok(1), ok(2)])).toEqual(ok([1, 2]));
    expect(collect([ok(1), err('A'), err('B')])).toEqual(err('A'));
  });
});

describe('an assertion', () => {
  it('throws a broken promise that names what was promised', () => {
    expect(() => assert(false, 'two is two')).toThrow(new BrokenPromise('two is two'));
    expect(() => present(undefined, 'the pet')).toThrow('the pet is missing');
    expect(() => unreachable('x' as never)).toThrow('unexpected case "x"');
    expect(present(0, 'zero')).toBe(0);
  });
});

describe('releases', () => {
  it('close last opened first, once, and go on when one fails', async () => {
    const order: string[] = [];
    const releases = new Releases();
    releases.add(() => void order.push('first opened'));
    releases.add(() => {
      throw new Error('stuck');
    });
    releases.add(async () => void order.push('last opened'));
    await expect(releases.close()).rejects.toThrow('stuck');
    await expect(releases.close()).rejects.toThrow('stuck');
    expect(order).toEqual(['last opened', 'first opened']);
  });
});

describe('a failure sentence', () => {
  it('fills in its details in the language of the reader, money as money', () => {
    const text = { cause: '', remedy: '', ru: 'Осталось {{left}} из {{of}}.', en: '{{left}} of {{of}} left.' };
    const { details } = failure('X', { left: money(50_000, 'RUB'), of: ['a', 'b'] });
    expect(sentenceOf(text, details, 'ru').replaceAll(/\s/g, ' ')).toBe('Осталось 500,00 ₽ из a, b.');
    expect(sentenceOf(text, {}, 'en')).toBe('– of – left.');
  });

  it('exists in both languages with cause and remedy for every code', () => {
    for (const [code, text] of Object.entries(baseFailures)) {
      for (const part of [text.cause, text.remedy, text.ru, text.en]) expect(part.length, code).toBeGreaterThan(10);
      expect(text.ru, code).toMatch(/[а-я]/i);
      const holes = (sentence: string) => [...sentence.matchAll(/\{\{\w+\}\}/g)].map(String).toSorted();
      expect(holes(text.ru), code).toEqual(holes(text.en));
    }
  });
});

describe('plain JSON', () => {
  const deep = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as JsonValue;

  it('accepts what JSON can hold and refuses depth bombs, prototypes, infinities and live objects', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        fc.pre(!JSON.stringify(value).includes('"__proto__"'));
        expect(isPlainJson(value)).toBe(true);
      }),
    );
    expect(isPlainJson(deep(20))).toBe(true);
    expect(isPlainJson(deep(100_000))).toBe(false);
    expect(isPlainJson(JSON.parse('{"__proto__": {"admin": true}}'))).toBe(false);
    for (const bad of [
      Number.NaN,
      JSON.parse('1e999'),
      undefined,
      () => 1,
      new Map(),
      1n,
      Array.from({ length: 30_000 }, () => 1),
    ]) {
      expect(isPlainJson(bad)).toBe(false);
    }
    expect(jsonObjectSchema.safeParse([]).success).toBe(false);
  });

  it('has one canonical text whatever the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}');
    expect(sha256Hex(canonicalJson({ b: 1, a: 2 }))).toBe(sha256Hex(canonicalJson({ a: 2, b: 1 })));
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is the same when its canonical text is the same, whatever the order of keys', () => {
    const value = fc.jsonValue({ maxDepth: 3 }).map((made) => made as JsonValue);
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
        expect(sameJson(a, structuredClone(a))).toBe(true);
      }),
    );
    expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameJson({ a: 1 }, { b: undefined, a: 1 })).toBe(true);
    expect(sameJson({}, { constructor: 'x' })).toBe(false);
    expect(sameJson({ toString: 'x' }, {})).toBe(false);
    expect(sameJson([1], { 0: 1, length: 1 })).toBe(false);
    expect([sameJson(undefined, null), sameJson(undefined, undefined), sameJson('1', 1)]).toEqual([false, true, false]);
  });
});

describe('a quantity', () => {
  it('reads what people type and writes it back', () => {
    expect(parseQuantity('12,4')).toEqual(ok(quantity(12.4)));
    expect(parseQuantity(' 25.455 ')).toEqual(ok(quantity(25.455)));
    expect(formatQuantity(quantity(25.455), 'ru')).toBe('25,455');
    expect(formatQuantity(quantity(12), 'en')).toBe('12');
    expect(formatQuantity(subtractQuantities(quantity(0.5), quantity(1)), 'en')).toBe('-0.5');
    for (const text of ['', '1.2345', '-1', 'NaN', '1e3', '٣']) expect(parseQuantity(text).ok).toBe(false);
  });

  it('adds decimals exactly', () => {
    expect(sumQuantities(Array.from({ length: 10 }, () => quantity(0.1)))).toBe(quantity(1));
  });
});

describe('the rounding rule', () => {
  it('rounds a half away from zero and everything else to the nearest', () => {
    const cases: [bigint, bigint, bigint][] = [
      [5n, 2n, 3n],
      [-5n, 2n, -3n],
      [4n, 3n, 1n],
      [5n, 3n, 2n],
      [0n, 7n, 0n],
      [5n, -2n, -3n],
    ];
    for (const [top, bottom, rounded] of cases) expect(divideRounded(top, bottom)).toBe(rounded);
    expect(() => toSafeNumber(2n ** 60n)).toThrow('too large to be exact');
  });
});

describe('a percentage', () => {
  it('lies between 0 and 100 with two decimals', () => {
    expect(percent(12.5)).toBe(1250);
    expect(() => percent(100.01)).toThrow('not a share');
    for (const bad of [-1, 10_001, 0.5, '5']) expect(percentSchema.safeParse(bad).success).toBe(false);
  });
});

describe('a seeded random source', () => {
  it('repeats itself for a seed and differs for another', () => {
    const take = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 50 }, () => below(random, 1000));
    };
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
  });

  it('spreads evenly over the range it is asked for', () => {
    const random = seededRandom(20_261_116);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let round = 0; round < 20_000; round++) counts[below(random, 10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });
});
