import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { ByeReason } from '@lapka/shared/protocol/bye.ts';
import type { Welcome } from '@lapka/shared/protocol/down.ts';

export type ConnectionState =
  | { readonly state: 'ONLINE' }
  | { readonly state: 'OFFLINE'; readonly since: Instant }
  /** The server answers, and will not have this desk: a program too old, a device it does not know. */
  | { readonly state: 'TURNED_AWAY'; readonly since: Instant; readonly reason: ByeReason };

/** The server's time line, as it was told at the last hello. */
export type TimeLine = Pick<Welcome, 'epoch' | 'epochStart'>;

interface Pulled {
  readonly number: number;
  readonly complete: boolean;
}

/** Several things happen at once when a page arrives; whoever listens is told once. */
const joinMilliseconds = 20;

/** Where the sync stands: the line, the head, how far each collection has come, and what had to be repaired. */
export class SyncProgress {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #listeners = new Set<() => void>();
  readonly #pulled = new Map<CollectionName, Pulled>();
  #connection: ConnectionState;
  #timeLine: TimeLine | undefined;
  #head = 0;
  #repairs = 0;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, scheduler: Scheduler) {
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#connection = { state: 'OFFLINE', since: clock.now() };
  }

  connection(): ConnectionState {
    return this.#connection;
  }

  timeLine(): TimeLine | undefined {
    return this.#timeLine;
  }

  head(): number {
    return this.#head;
  }

  pulled(collection: CollectionName): Pulled | undefined {
    return this.#pulled.get(collection);
  }

  /** How often this desk differed from the server and was put right. */
  repairs(): number {
    return this.#repairs;
  }

  welcomed({ epoch, epochStart, head }: Welcome): void {
    this.#connection = { state: 'ONLINE' };
    this.#timeLine = { epoch, epochStart };
    this.#head = head;
    this.changed();
  }

  lost(): void {
    if (this.#connection.state !== 'ONLINE') return;
    this.#connection = { state: 'OFFLINE', since: this.#clock.now() };
    this.changed();
  }

  turnedAway(reason: ByeReason): void {
    if (this.#connection.state === 'TURNED_AWAY' && this.#connection.reason === reason) return;
    this.#connection = { state: 'TURNED_AWAY', since: this.#clock.now(), reason };
    this.changed();
  }

  /** Whether this is news: the clinic has come further than this desk knew. */
  headTold(head: number): boolean {
    if (head <= this.#head) return false;
    this.#head = head;
    return true;
  }

  /** Own pushes need not be pulled, unless somebody else's changes came in between. */
  pushed(before: number, head: number): void {
    if (before <= this.#head) this.#head = Math.max(this.#head, head);
    this.changed();
  }

  reached(collection: CollectionName, number: number, complete: boolean): void {
    this.#pulled.set(collection, { number, complete });
    this.changed();
  }

  repaired(): void {
    this.#repairs += 1;
    this.changed();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Tells the listeners, soon and once. */
  changed(): void {
    this.#cancel ??= this.#scheduler.after(joinMilliseconds, () => {
      this.#cancel = undefined;
      for (const listener of this.#listeners) listener();
    });
  }

  close(): void {
    this.#cancel?.();
    this.#listeners.clear();
  }
}
