import type { Instant } from '@lapka/shared/base/instant.ts';
import { type Shelf, type ShelfDefinition } from '../shelf.ts';
import { ConstraintBroken } from '../store-errors.ts';
import { frozenCopy } from './frozen-copy.ts';

/** A shelf as a map. A transaction works on a copy, which takes this one's place at the commit. */
export class MemoryShelf<Entry extends object, Finder extends string> implements Shelf<Entry, Finder> {
  readonly #definition: ShelfDefinition<Entry, Finder>;
  readonly #entries: Map<string, Entry>;

  constructor(definition: ShelfDefinition<Entry, Finder>, entries: ReadonlyMap<string, Entry> = new Map()) {
    this.#definition = definition;
    this.#entries = new Map(entries);
  }

  copy(): MemoryShelf<Entry, Finder> {
    return new MemoryShelf(this.#definition, this.#entries);
  }

  async get(key: string): Promise<Entry | undefined> {
    return this.#entries.get(key);
  }

  async find(finder: Finder, value: string, limit = 1_000): Promise<readonly Entry[]> {
    return this.#byKey()
      .toReversed()
      .filter((entry) => this.#definition.finders[finder](entry).includes(value))
      .slice(0, limit);
  }

  async oldest(limit: number): Promise<readonly Entry[]> {
    return this.#byKey().slice(0, limit);
  }

  async put(entry: Entry): Promise<void> {
    const { name, key, unique = [], finders, schema } = this.#definition;
    const kept = frozenCopy(schema.parse(entry));
    for (const finder of unique) {
      const taken = new Set(finders[finder](kept));
      const holder = this.#byKey().find((other) => finders[finder](other).some((value) => taken.has(value)));
      if (holder !== undefined && key(holder) !== key(kept)) throw new ConstraintBroken(`${name}_${finder}`);
    }
    this.#entries.set(key(kept), kept);
  }

  async remove(key: string): Promise<void> {
    this.#entries.delete(key);
  }

  forgetExpired(now: Instant): number {
    const { key, expiresAt = () => undefined } = this.#definition;
    const expired = [...this.#entries.values()].filter((entry) => (expiresAt(entry) ?? now) < now);
    for (const entry of expired) this.#entries.delete(key(entry));
    return expired.length;
  }

  #byKey(): Entry[] {
    return [...this.#entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  }
}
