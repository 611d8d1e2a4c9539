import { z } from 'zod';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A key whose value is undefined is as good as absent: it is dropped wherever JSON is written. */
export type JsonObject = { readonly [key: string]: JsonValue | undefined };

/** Deeper trees are an attack or a bug: `JSON.stringify` and `structuredClone` overflow the stack on them. */
export const deepestJson = 32;

/**
 * Whether a value is plain JSON of bounded depth and size, found without recursion, so that hostile input cannot hurt.
 * `__proto__` as a key is refused: copying such an object could change what it inherits.
 */
export function isPlainJson(value: unknown, largestCount = 20_000): value is JsonValue {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    count += 1;
    if (count > largestCount || next.depth > deepestJson) return false;
    const here = next.value;
    if (here === null || typeof here === 'boolean') continue;
    if (typeof here === 'string') {
      if (!isStorable(here)) return false;
      continue;
    }
    if (typeof here === 'number') {
      if (!Number.isFinite(here)) return false;
      continue;
    }
    if (typeof here !== 'object') return false;
    if (!Array.isArray(here) && !hasPlainPrototype(here)) return false;
    for (const [key, inner] of Object.entries(here)) {
      if (key === '__proto__' || !isStorable(key)) return false;
      if (inner === undefined && !Array.isArray(here)) continue;
      waiting.push({ value: inner, depth: next.depth + 1 });
    }
  }
  return true;
}

export const jsonValueSchema: z.ZodType<JsonValue> = z.custom<JsonValue>((value) => isPlainJson(value), {
  error: 'not plain JSON of a bounded depth and size',
});

export const jsonObjectSchema: z.ZodType<JsonObject> = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isPlainJson(value),
  { error: 'not a plain JSON object of a bounded depth and size' },
);

/** The same text for the same value whatever the order of its keys: what hashes and fingerprints are made of. */
export function canonicalJson(value: JsonValue | undefined): string {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * Whether two values, both plain JSON or missing, are the same: what `canonicalJson` would write of both, without writing
 * it. Merges and acceptance ask this for every document.
 */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameJson(item, b[index]));
  }
  return sameFields(asFields(a), asFields(b));
}

/** A field whose value is undefined is as good as absent. */
function sameFields(a: Fields, b: Fields): boolean {
  return (
    Object.keys(a).every((key) => sameJson(a[key], b[key])) &&
    Object.keys(b).every((key) => b[key] === undefined || Object.hasOwn(a, key))
  );
}

type Fields = Readonly<Record<string, unknown>>;

function asFields(value: object): Fields {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- any object may be read by its keys
  return value as Fields;
}

/** The canonical text of something that is known to be plain JSON by its schema, though not by its type. */
export function jsonText(value: unknown): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- documents and what they hold are plain JSON
  return canonicalJson(value as JsonValue | undefined);
}

/** Postgres keeps neither NUL nor halves of surrogate pairs in JSON; a document with one could never be sent. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function hasPlainPrototype(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
