import { sha256Hex } from '../base/hash.ts';
import { jsonText } from '../base/json.ts';
import type { Field, Merging, Policy } from './merging.ts';

/** The later change stands and the other one is reported: for values that exclude each other, such as a name. */
export function latest<Value>(field: Field<Value>, merging: Merging): Value | undefined {
  return merging.choose(field, merging.later(field));
}

/** The greatest value stands: what only grows, such as the last day of something, and `true` over `false`. */
export function greatest<Value extends string | number | boolean>(
  field: Field<Value>,
  merging: Merging,
): Value | undefined {
  const { ours, theirs } = field;
  if (ours === undefined || theirs === undefined) return merging.take(field, ours === undefined ? 'theirs' : 'ours');
  return merging.take(field, ours > theirs ? 'ours' : 'theirs');
}

/** The value of the higher rank stands whatever the time, as a void over a change; of equal ranks the later one. */
export function ranked<Value>(rankOf: (value: Value) => number): Policy<Value> {
  return (field, merging) => {
    const ours = field.ours === undefined ? -1 : rankOf(field.ours);
    const theirs = field.theirs === undefined ? -1 : rankOf(field.theirs);
    if (ours === theirs) return latest(field, merging);
    return merging.choose(field, ours > theirs ? 'ours' : 'theirs');
  };
}

/**
 * The value that comes first by something it says itself, such as the time of a void: for what happened on both sides
 * and is true only once. It does not depend on when the document was changed.
 */
export function first<Value>(orderOf: (value: Value) => string): Policy<Value> {
  return (field, merging) => takeOrdered(field, merging, orderOf, 'first');
}

/** The value that comes last by something it says itself, such as the newest message of a conversation. */
export function last<Value>(orderOf: (value: Value) => string): Policy<Value> {
  return (field, merging) => takeOrdered(field, merging, orderOf, 'last');
}

function takeOrdered<Value>(
  field: Field<Value>,
  merging: Merging,
  orderOf: (value: Value) => string,
  which: 'first' | 'last',
): Value | undefined {
  const { ours, theirs } = field;
  if (ours === undefined || theirs === undefined) return merging.take(field, ours === undefined ? 'theirs' : 'ours');
  const oursIsFirst = `${orderOf(ours)} ${jsonText(ours)}` <= `${orderOf(theirs)} ${jsonText(theirs)}`;
  return merging.take(field, oursIsFirst === (which === 'first') ? 'ours' : 'theirs');
}

const between = '\n— — —\n';

/**
 * Both texts stand, one under the other, for a person to join; what one text contains of the other is not repeated.
 * A text that would grow over `longest` characters falls back to the later one, and the other is reported.
 */
export function keepBoth(longest: number): Policy<string> {
  return (field, merging) => {
    const { ours, theirs } = field;
    if (ours === undefined || theirs === undefined) return merging.take(field, ours === undefined ? 'theirs' : 'ours');
    const parts = [...new Set([...ours.split(between), ...theirs.split(between)])].toSorted();
    const kept = parts.filter((part) => !parts.some((other) => other !== part && other.includes(part)));
    const text = kept.join(between);
    return text.length > longest ? latest(field, merging) : merging.joined(field, text);
  };
}

/** An object whose fields are decided one by one, each by its policy or else by the later change. */
export function eachField<Value extends object>(policies: FieldPolicies<Value> = {}): Policy<Value> {
  const known = new Map<string, Policy<unknown>>(Object.entries(policies));
  return (field, merging) => {
    const { ours, theirs } = field;
    if (ours === undefined || theirs === undefined) return merging.take(field, ours === undefined ? 'theirs' : 'ours');
    const merged = new Map<string, unknown>();
    for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const inner = {
        path: below(field.path, name),
        base: at(field.base, name),
        ours: at(ours, name),
        theirs: at(theirs, name),
      };
      const value = merging.merge(inner, known.get(name) ?? latest);
      if (value !== undefined) merged.set(name, value);
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each of its fields has the value one side had
    return merging.joined(field, Object.fromEntries(merged) as Value);
  };
}

/**
 * A list of things that have a key: what either side added is there, what one side removed and the other left alone is
 * gone, and what one side removed and the other changed stays. The common things keep their order, new ones follow.
 */
export function byKey<Item>(keyOf: (item: Item) => string, policy: Policy<Item> = latest): ListPolicy<Item> {
  return (field, merging) => {
    const keyed = (items: readonly Item[] | undefined): Map<string, Item> =>
      new Map((items ?? []).map((item) => [keyOf(item), item]));
    const [base, ours, theirs] = [keyed(field.base), keyed(field.ours), keyed(field.theirs)];
    const added = [...new Set([...ours.keys(), ...theirs.keys()])].filter((key) => !base.has(key)).toSorted();
    const items: Item[] = [];
    for (const key of [...base.keys(), ...added]) {
      const inner = {
        path: below(field.path, key),
        base: base.get(key),
        ours: ours.get(key),
        theirs: theirs.get(key),
      };
      const item = merging.merge(inner, keptOr(policy));
      if (item !== undefined) items.push(item);
    }
    merging.joined(field, items);
    return items;
  };
}

/** A list of plain values, each of them once. */
export function eachOnce<Item extends string | number>(field: Field<readonly Item[]>, merging: Merging): Item[] {
  return byKey<Item>(String)(field, merging);
}

/** Fits lists that may be changed and lists that may not. */
export type ListPolicy<Item> = (field: Field<readonly Item[]>, merging: Merging) => Item[];

/** Policies of the fields of an object or document; a union has the fields of all its members. */
export type FieldPolicies<Value> = { readonly [Name in NameOf<Value>]?: Policy<ValueAt<Value, Name>> };

export type NameOf<Value> = Value extends unknown ? keyof Value & string : never;

type ValueAt<Value, Name> = Value extends unknown
  ? Name extends keyof Value
    ? NonNullable<Value[Name]>
    : never
  : never;

/** What one side removed and the other changed stays. */
function keptOr<Item>(policy: Policy<Item>): Policy<Item> {
  return (field, merging) => {
    if (field.ours === undefined) return merging.take(field, 'theirs');
    if (field.theirs === undefined) return merging.take(field, 'ours');
    return policy(field, merging);
  };
}

/** Paths stay short and free of slashes, whatever a key looks like. */
function below(path: string, key: string): string {
  const step = /^[\w+.-]{1,80}$/.test(key) ? key : sha256Hex(key).slice(0, 16);
  return path === '' ? step : `${path}/${step}`;
}

function at(value: object | undefined, name: string): unknown {
  return value === undefined || !Object.hasOwn(value, name) ? undefined : new Map(Object.entries(value)).get(name);
}
