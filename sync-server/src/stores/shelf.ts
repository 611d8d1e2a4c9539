import type { Instant } from '@lapka/shared/base/instant.ts';
import type { z } from 'zod';

/** A shelf keeps the entries of one kind by their key. */
export interface ShelfReader<Entry, Finder extends string> {
  get(key: string): Promise<Entry | undefined>;
  /** The entries that are found by this value, the greatest key first; keys that are ids made later come first so. */
  find(finder: Finder, value: string, limit?: number): Promise<readonly Entry[]>;
  /** The entries with the smallest keys. */
  oldest(limit: number): Promise<readonly Entry[]>;
}

/**
 * A shelf inside a transaction. `get` and `find` also lock what they asked for until the transaction ends, whether there
 * is such an entry or not: two that ask for the same follow one another, and neither decides on what is out of date.
 */
export interface Shelf<Entry, Finder extends string> extends ShelfReader<Entry, Finder> {
  /** Adds an entry or replaces the one with its key. */
  put(entry: Entry): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface ShelfDefinition<Entry, Finder extends string> {
  /** The name of its table. */
  readonly name: string;
  readonly schema: z.ZodType<Entry>;
  readonly key: (entry: Entry) => string;
  readonly finders: Readonly<Record<Finder, (entry: Entry) => readonly string[]>>;
  /** Finders by whose values there is one entry at most; the constraint is called `<name>_<finder>`. */
  readonly unique?: readonly Finder[];
  /** When the entry may be forgotten. */
  readonly expiresAt?: (entry: Entry) => Instant | undefined;
}

/** All names an entry can be found by. */
export function finderNames<Entry, Finder extends string>(
  { finders }: ShelfDefinition<Entry, Finder>,
  entry: Entry,
): readonly string[] {
  return Object.entries<(entry: Entry) => readonly string[]>(finders).flatMap(([finder, valuesOf]) =>
    valuesOf(entry).map((value) => finderName(finder, value)),
  );
}

export function finderName(finder: string, value: string): string {
  return `${finder}:${value}`;
}
