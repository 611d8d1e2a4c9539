import { z } from 'zod';
import { type Instant, instantSchema } from '../../base/instant.ts';
import { idSchema } from '../../base/id.ts';
import { jsonText } from '../../base/json.ts';
import { type Actor, actorSchema, type DeviceId } from '../document.ts';
import { byKey, type ListPolicy } from '../merge-policies.ts';
import type { Field, Merging } from '../merging.ts';

/**
 * What was entered in one field of a draft: nothing, one entry, or several that wait to be joined, because two people
 * wrote in the same field without knowing of each other.
 *
 * Who writes says which entries they saw. Those are replaced; what arrived meanwhile stays beside the new entry. So
 * nothing typed is ever overwritten unseen, and joining several texts is writing one with all of them seen.
 */
export interface Entry<Value> {
  readonly value: Value;
  readonly by: Actor;
  readonly at: Instant;
  readonly device: DeviceId;
}

export type Entries<Value> = readonly Entry<Value>[];

const origin = { at: instantSchema, device: idSchema('Device') };

/** A field holds one entry; merges may bring more together, so there is room for more devices than a clinic has. */
const mostEntries = 50;

export function entriesSchema<Schema extends z.ZodType>(value: Schema) {
  return z.array(z.strictObject({ value, by: actorSchema, ...origin })).max(mostEntries);
}

/** Names an entry that a screen showed. */
export const seenSchema = z.array(z.strictObject(origin)).max(mostEntries);
export type Seen = z.infer<typeof seenSchema>;

/** Who enters something, when and where. A stamp is one. */
export type Writer = Omit<Entry<never>, 'value'>;

/**
 * The field after somebody wrote `value` having seen some of its entries; `undefined` empties it of those. What the same
 * person wrote on the same device counts as seen: a screen that saves while one types is not always told in time. Words
 * that are there already stay with their author.
 */
export function write<Value>(
  entries: Entries<Value>,
  value: Value | undefined,
  seen: Seen,
  { by, at, device }: Writer,
): Entry<Value>[] {
  const isSeen = (entry: Entry<Value>): boolean =>
    seen.some((each) => each.at === entry.at && each.device === entry.device) ||
    (entry.device === device && jsonText(entry.by) === jsonText(by));
  const same = entries.find((entry) => jsonText(entry.value) === jsonText(value));
  const left = entries.filter((entry) => entry === same || !isSeen(entry));
  return value === undefined || same !== undefined ? left : [...left, { value, by, at, device }];
}

export function isUnsettled(entries: Entries<unknown>): boolean {
  return entries.length > 1;
}

/** The settled value of a field; undefined when it is empty or waits to be joined. */
export function settled<Value>(entries: Entries<Value>): Value | undefined {
  return entries.length === 1 ? entries[0]?.value : undefined;
}

/**
 * Both sides wrote: every entry that one of them added is kept, the same words once, and what one side replaced is gone.
 * An emptied field yields to one that was written in.
 */
export function keepEntries<Value>(): ListPolicy<Entry<Value>> {
  return byKey<Entry<Value>>(({ value }) => jsonText(value), earliestEntry);
}

/** A list of things that are never changed, only added and taken out; to change one is to replace it by another. */
export function keepItems<Item extends { readonly id: string }>(): ListPolicy<Item> {
  return byKey<Item>(({ id }) => id, sameEverywhere);
}

/** Two things under one key are a broken device; which one stays depends on nothing but the two. */
export function sameEverywhere<Item>(field: Field<Item>, merging: Merging): Item | undefined {
  return merging.choose(field, jsonText(field.ours) <= jsonText(field.theirs) ? 'ours' : 'theirs');
}

/** Of two people who typed the same words the earlier one is named. */
function earliestEntry<Value>(field: Field<Entry<Value>>, merging: Merging): Entry<Value> | undefined {
  const order = (entry: Entry<Value> | undefined): string => `${entry?.at} ${jsonText(entry?.by)} ${entry?.device}`;
  return merging.take(field, order(field.ours) <= order(field.theirs) ? 'ours' : 'theirs');
}
