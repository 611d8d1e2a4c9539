import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { PushResult } from '@lapka/shared/protocol/down.ts';
import type { Moved } from '../stores/document-store.ts';

type Tell = (head: number, collections: ReadonlySet<CollectionName> | undefined) => void;

/**
 * What a node has been told about its clinic's head. It hears of every move but those it made itself: while a push of its
 * own is served, moves are held back until it is known which of them was that push.
 */
export class Hints {
  readonly #tell: Tell;
  #known: number;
  #isHeld = false;
  #head = 0;
  #collections: Set<CollectionName> | undefined = new Set();

  constructor(known: number, tell: Tell) {
    this.#known = known;
    this.#tell = tell;
  }

  known(): number {
    return this.#known;
  }

  moved({ head, collections }: Moved): void {
    this.#head = Math.max(this.#head, head);
    for (const collection of collections) this.#collections?.add(collection);
    if (!this.#isHeld) this.#flush();
  }

  /** The clinic has come so far, wherever the changes were. */
  reached(head: number): void {
    if (head <= this.#head || head <= this.#known) return;
    this.#head = head;
    this.#collections = undefined;
    if (!this.#isHeld) this.#flush();
  }

  hold(): void {
    this.#isHeld = true;
  }

  release(pushed: Pick<PushResult, 'before' | 'head'> | undefined): void {
    this.#isHeld = false;
    if (pushed !== undefined && pushed.before <= this.#known) this.#known = Math.max(this.#known, pushed.head);
    this.#flush();
  }

  #flush(): void {
    const collections = this.#collections;
    const isNews = this.#head > this.#known;
    this.#collections = new Set();
    if (!isNews) return;
    this.#known = this.#head;
    this.#tell(this.#head, collections);
  }
}
