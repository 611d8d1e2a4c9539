import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { Store } from '../store/store.ts';
import { localHash } from './compare-hash.ts';
import type { Patience } from './patience.ts';
import type { ServerLink } from './server-link.ts';
import type { SyncProgress } from './sync-progress.ts';

export interface HashedCollection {
  readonly definition: AnyCollection;
  resync(): void;
  repair(): void;
}

export interface WatchHashesParts {
  readonly store: Store;
  readonly collections: readonly HashedCollection[];
  readonly link: ServerLink;
  readonly patience: Patience;
  readonly progress: SyncProgress;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

const hour = 3_600_000;
/** After a hello there is more urgent work. */
const soon = 30_000;
/** A collection that is busy is tried again before its hour is over. */
const busy = 60_000;

/**
 * Compares each collection with the server in the background, so that a difference nobody noticed does not stay (HASH-2).
 * One after the other, and only when nothing is on its way.
 */
export class WatchHashes {
  readonly #parts: WatchHashesParts;
  #cancel: () => void = () => {};
  #isRunning = false;
  #isDue = true;

  constructor(parts: WatchHashesParts) {
    this.#parts = parts;
  }

  /** There is a line: what is due is compared before long. */
  lineIsThere(): void {
    if (this.#isDue) this.#in(soon);
  }

  /** This copy of the store is not the one the server knew. */
  copyIsNew(): void {
    this.#isDue = true;
  }

  close(): void {
    this.#cancel();
  }

  /** Compares all collections now; the answer says which were compared. */
  async compareAll(): Promise<readonly string[]> {
    const compared: string[] = [];
    for (const collection of this.#parts.collections) {
      if (await this.#compare(collection)) compared.push(collection.definition.key.name);
    }
    return compared;
  }

  #in(milliseconds: number): void {
    this.#cancel();
    this.#cancel = this.#parts.scheduler.after(milliseconds, () => {
      this.#run().catch(() => {
        // The replication has ended.
      });
    });
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#isDue = true;
    try {
      const compared = await this.compareAll();
      this.#isDue = compared.length < this.#parts.collections.length;
      this.#in(this.#isDue ? busy : hour);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Whether there was anything to compare. */
  async #compare(compared: HashedCollection): Promise<boolean> {
    const { definition } = compared;
    const { store, link, patience, progress, logger } = this.#parts;
    const collection = definition.key.name;
    if (!link.isReady() || store.sync.countUnsent() > 0 || progress.pulled(collection)?.complete !== true) return false;
    const answer = await patience.until(() => link.hash({ collection, version: definition.version }));
    // Not while documents of several versions live together; and a device that was shut out compares nothing.
    if (!answer.ok || answer.value.hash === undefined) return true;
    const pulled = progress.pulled(collection);
    if (pulled === undefined || pulled.number < answer.value.number) {
      compared.resync();
      return false;
    }
    const own = await localHash({ ...this.#parts, memory: store.sync }, definition);
    if (own === undefined || progress.pulled(collection)?.number !== pulled.number) return false;
    if (own === answer.value.hash) return true;
    logger.error('sync: this desk differs from the server', { collection });
    compared.repair();
    return true;
  }
}
