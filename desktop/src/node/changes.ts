import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';

type Listener = (collections: readonly CollectionName[]) => void;

/**
 * Joins the store's changes over a few milliseconds, so that a page of pulled documents makes the screens ask again once
 * and not five hundred times.
 */
export class JoinedChanges {
  readonly #scheduler: Scheduler;
  readonly #listeners = new Set<Listener>();
  readonly #pending = new Set<CollectionName>();
  #cancel: (() => void) | undefined;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  note(collections: Iterable<CollectionName>): void {
    for (const collection of collections) this.#pending.add(collection);
    this.#cancel ??= this.#scheduler.after(5, () => this.#tell());
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#cancel?.();
    this.#listeners.clear();
  }

  #tell(): void {
    this.#cancel = undefined;
    const collections = [...this.#pending];
    this.#pending.clear();
    for (const listener of this.#listeners) listener(collections);
  }
}
