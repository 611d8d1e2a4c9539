import fc from 'fast-check';
import { expect, vi } from 'vitest';
import type { z } from 'zod';
import type { Result } from '../base/result.ts';

const long = 1_000_000;

/** What an attacker, a broken device or a cat on the keyboard sends as a text. */
export function hostileTexts(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udfff\ud800',
      '🐕‍🦺👨‍👩‍👧‍👦',
      '\u202eעברית\u202c',
      'é'.normalize('NFD'),
      '\ufeff',
      '__proto__',
      'constructor',
      'toString',
      '{{name}}',
      '../../etc/passwd',
      "'; DROP TABLE pets; --",
      '<script>alert(1)</script>',
      '=1+1',
      '0x10',
      '1e999',
      '-0',
      'NaN',
      '٣',
      '9'.repeat(400),
    ),
    fc.constantFrom('a', ' ', '\u0000', '🐈', 'ё', '9', '(', '\n').map((unit) => unit.repeat(long / unit.length)),
    // Any code units, also halves of pairs. The library's own unit of this kind takes 0.7 s to prepare in every test file.
    fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  );
}

/** Values of every wrong type and size, each new for every run, so that a test cannot spoil the next. */
export function hostileValues(): fc.Arbitrary<unknown> {
  return fc.oneof(
    hostileTexts(),
    fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      0,
      -0,
      -1,
      0.1,
      1e308,
      Number.MAX_SAFE_INTEGER + 1,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      10n ** 30n,
    ),
    fc
      .constantFrom<() => unknown>(
        () => [],
        () => ({}),
        () => Object.create(null),
        () => JSON.parse('{"__proto__":{"polluted":true}}'),
        () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
        () => ({ length: -1 }),
        () => ({ toString: 1, valueOf: 2 }),
        () => new Map([['a', 1]]),
        () => new Uint8Array(16),
        () => Array.from({ length: 20_000 }, () => 'x'),
        () => Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, index])),
        () => nested((inner) => [inner]),
        () => nested((inner) => ({ inner })),
        cycle,
      )
      .map((make) => make()),
  );
}

/**
 * A good value spoiled in one place, which reaches deeper than random values do: one field, at any depth, is replaced by
 * something hostile, taken away, or joined by one that does not belong.
 */
export function spoiled(good: object): fc.Arbitrary<unknown> {
  const paths = pathsOf(good, []);
  return fc
    .tuple(
      fc.constantFrom(...paths),
      hostileValues(),
      fc.constantFrom('replace' as const, 'replace' as const, 'remove' as const, 'add' as const),
      fc.constantFrom('surprise', '__proto__', 'constructor', '\u0000', 'k'.repeat(10_000)),
    )
    .map(([path, value, how, key]) => {
      const copy: unknown = structuredClone(good);
      const end = path.at(-1);
      const holder = path
        .slice(0, -1)
        .reduce<unknown>((here, step) => Reflect.get(here as object, step), copy) as object;
      if (end === undefined) return value;
      if (how === 'remove') Reflect.deleteProperty(holder, end);
      else define(holder, how === 'replace' ? end : key, value);
      return copy;
    });
}

/**
 * Gives hostile values to a schema, both plain ones and spoiled good ones: it answers yes or no within 50 ms and throws
 * nothing.
 */
export function expectSchemaWithstands(schema: z.ZodType, good: object, runs = 150): void {
  expect(schema.safeParse(good).success).toBe(true);
  fc.assert(
    fc.property(printable(fc.oneof(hostileValues(), spoiled(good))), ({ value }) => {
      const success = inTime(() => schema.safeParse(value).success);
      expect(typeof success).toBe('boolean');
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    }),
    { numRuns: runs },
  );
}

/** Gives hostile texts to a rule that reads text: a value or a coded refusal within 50 ms, never a throw. */
export function expectRuleWithstands(rule: (text: string) => Result<unknown, unknown>, runs = 100): void {
  fc.assert(
    fc.property(printable(hostileTexts()), ({ value: text }) => {
      const result = inTime(() => rule(text));
      if (result.ok) return;
      const { error } = result;
      const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
      expect(code).toMatch(/^[A-Z][A-Z0-9_]*$/);
    }),
    { numRuns: runs },
  );
}

/** Keeps reports of failures readable: a depth bomb would overflow the stack of the printer, too. */
export function printable<Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<{ readonly value: Value }> {
  return values.map((value) => ({ value, [fc.toStringMethod]: () => brief(value) }));
}

/** Runs something that must take less than 50 ms; the best of three counts, because the machine may pause for others. */
export function inTime<T>(run: () => T): T {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3; attempt++) {
    const start = milliseconds();
    const value = run();
    best = Math.min(best, milliseconds() - start);
    if (best < 50) return value;
  }
  throw new Error(`took ${best.toFixed(0)} ms, and 50 are allowed`);
}

/** The real time, whatever a test does to the clock. */
export function milliseconds(): number {
  return vi.getRealSystemTime();
}

function brief(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 300);
  } catch {
    return 'a value too deep or too odd to print';
  }
}

function pathsOf(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** Sets an own field, also one named `__proto__`, as `JSON.parse` does. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(wrap: (inner: unknown) => unknown): unknown {
  let bomb: unknown = 'end';
  for (let depth = 0; depth < 50_000; depth++) bomb = wrap(bomb);
  return bomb;
}

function cycle(): unknown {
  const self: Record<string, unknown> = {};
  self['self'] = self;
  return self;
}
