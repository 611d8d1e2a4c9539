import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { WireDocument } from '@lapka/shared/protocol/frames.ts';
import type { Store } from '../store/store.ts';
import type { Patience } from './patience.ts';
import type { ServerLink } from './server-link.ts';

/** What a desk needs before anything else makes sense on it. */
const essentials: readonly CollectionName[] = ['settings', 'staff', 'catalogue', 'shifts'];
/** Today and the week ahead. */
const days = 8;
const nodeValue = 'sync.first';

/**
 * `ESSENTIALS`: settings, staff, prices and shifts are on their way. `DAYS`: so is this week. `HISTORY`: the desk can be
 * worked with, the rest arrives. `COMPLETE`: everything is here, for good.
 */
export type FirstSyncStage = 'ESSENTIALS' | 'DAYS' | 'HISTORY' | 'COMPLETE';

export interface FirstSyncParts {
  readonly store: Store;
  readonly collections: readonly CollectionName[];
  readonly link: ServerLink;
  readonly patience: Patience;
  readonly today: () => CivilDate;
  readonly changed: () => void;
}

/** The order in which an empty desk fills, so that people can work on it within seconds (FIRST-1, FIRST-2). */
export class FirstSync {
  readonly #parts: FirstSyncParts;
  readonly #missing: Set<CollectionName>;
  readonly #waiting = new Set<() => void>();
  #stage: FirstSyncStage;
  #days: ReadonlyMap<CollectionName, readonly WireDocument[]> = new Map();

  constructor(parts: FirstSyncParts) {
    this.#parts = parts;
    this.#missing = new Set(parts.collections);
    const isDone = parts.store.read((reader) => reader.nodeValue(nodeValue)) !== undefined;
    this.#stage = isDone ? 'COMPLETE' : 'ESSENTIALS';
    if (!isDone && this.#essentialsAreHere()) this.#askForDays();
  }

  stage(): FirstSyncStage {
    return this.#stage;
  }

  /** Resolves when it is the turn of a collection; with what it is to begin with, once. */
  async turnOf(collection: CollectionName): Promise<readonly WireDocument[]> {
    if (essentials.includes(collection)) return [];
    while (this.#stage === 'ESSENTIALS' || this.#stage === 'DAYS') {
      await new Promise<void>((go) => this.#waiting.add(go));
      this.#parts.patience.assertOpen();
    }
    const first = this.#days.get(collection) ?? [];
    this.#days = new Map([...this.#days].filter(([name]) => name !== collection));
    return first;
  }

  /** A collection has everything the server had. */
  completed(collection: CollectionName): void {
    if (this.#stage === 'COMPLETE' || !this.#missing.delete(collection)) return;
    if (this.#stage === 'ESSENTIALS' && this.#essentialsAreHere()) this.#askForDays();
    if (this.#missing.size > 0) return;
    const done: JsonObject = {};
    const written = this.#parts.store.transact((transactor) => transactor.setNodeValue(nodeValue, done));
    if (written.ok) this.#enter('COMPLETE');
  }

  /** Lets go of whoever waits, when the replication ends. */
  close(): void {
    this.#tell();
  }

  #essentialsAreHere(): boolean {
    return essentials.every((collection) => !this.#missing.has(collection));
  }

  #askForDays(): void {
    this.#enter('DAYS');
    this.#pullDays().catch(() => {
      // The replication has ended meanwhile.
    });
  }

  async #pullDays(): Promise<void> {
    const { link, patience, today } = this.#parts;
    const from = today();
    const answer = await patience.until(() => link.pullDays({ from, below: addDays(from, days) }));
    // A server that cannot say costs no more than the order of things.
    const documents = answer.ok ? answer.value.documents : [];
    this.#days = new Map(
      [...Map.groupBy(documents, ({ collection }) => collection)].map(([name, found]) => [
        name,
        found.map(({ document }) => document),
      ]),
    );
    this.#enter('HISTORY');
    this.#tell();
  }

  #enter(stage: FirstSyncStage): void {
    this.#stage = stage;
    this.#parts.changed();
  }

  #tell(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const go of waiting) go();
  }
}
