import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';

type Listener = (collections: readonly CollectionName[]) => void;

/** What somebody has done here is shown at once everywhere in the clinic. */
const soon = 5;
/** While pages of documents stream in from the server, the screens need not ask again after each of them. */
const whileStreaming = 200;

/**
 * Joins the store's changes, so that a page of pulled documents makes the screens ask again once and not five hundred
 * times. After a quiet moment the replication is told of as soon as a person.
 */
export class JoinedChanges {
  readonly #scheduler: Scheduler;
  readonly #listeners = new Set<Listener>();
  readonly #pending = new Set<CollectionName>();
  #isStreaming = false;
  #cancelSoon: (() => void) | undefined;
  #cancelLater: (() => void) | undefined;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** `isStreamed` says that they came from the server and not from a person at this desk. */
  note(collections: Iterable<CollectionName>, isStreamed = false): void {
    for (const collection of collections) this.#pending.add(collection);
    if (!(this.#isStreaming && isStreamed)) this.#cancelSoon ??= this.#scheduler.after(soon, () => this.#tell());
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#cancelSoon?.();
    this.#cancelLater?.();
    this.#listeners.clear();
  }

  #tell(): void {
    this.#cancelSoon = undefined;
    const collections = [...this.#pending];
    this.#pending.clear();
    for (const listener of this.#listeners) listener(collections);
    this.#isStreaming = true;
    this.#cancelLater?.();
    this.#cancelLater = this.#scheduler.after(whileStreaming, () => {
      this.#isStreaming = false;
      if (this.#pending.size > 0) this.#tell();
    });
  }
}
