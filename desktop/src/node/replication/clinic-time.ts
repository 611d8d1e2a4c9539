import type { Clock } from '@lapka/shared/base/clock.ts';
import { type Instant, laterOf, millisecondsBetween, plusMilliseconds } from '@lapka/shared/base/instant.ts';
import { z } from 'zod';
import type { Store } from '../store/store.ts';

const keptSchema = z.object({ offset: z.int() });
const nodeValue = 'sync.clock';

/** How much the server's time in a heartbeat may be off because of the way it travelled. */
const travelTime = 2_000;
/** Smaller corrections are not worth a write. */
const worthKeeping = 1_000;

/**
 * The clinic's time at this desk: the PC's clock put right by what the server said last, also while there is no line and
 * after a restart (SESSION-12). Stamps never go back, so that what was done here keeps its order even when somebody sets the
 * clock.
 */
export class ClinicTime implements Clock {
  readonly #clock: Clock;
  readonly #store: Store;
  #offset: number;
  #lastStamp: Instant | undefined;

  constructor(clock: Clock, store: Store) {
    this.#clock = clock;
    this.#store = store;
    const kept = keptSchema.safeParse(store.read((reader) => reader.nodeValue(nodeValue)));
    this.#offset = kept.success ? kept.data.offset : 0;
    this.#lastStamp = store.sync.lastAudit()?.entry.stamp.at;
  }

  now(): Instant {
    return plusMilliseconds(this.#clock.now(), this.#offset);
  }

  /** The moment to stamp a change with: later than every one before. */
  stamp(): Instant {
    const now = this.now();
    const stamp = this.#lastStamp === undefined ? now : laterOf(now, plusMilliseconds(this.#lastStamp, 1));
    this.#lastStamp = stamp;
    return stamp;
  }

  /** By how many milliseconds the PC's clock is behind the server's; negative when it is ahead. */
  offset(): number {
    return this.#offset;
  }

  /** The server answered with its time after so many milliseconds. */
  answered(time: Instant, roundTrip: number): void {
    this.#set(millisecondsBetween(this.#clock.now(), time) + Math.round(roundTrip / 2));
  }

  /** The server said its time, some moments ago. */
  told(time: Instant): void {
    const offset = millisecondsBetween(this.#clock.now(), time);
    if (Math.abs(offset - this.#offset) > travelTime) this.#set(offset);
  }

  #set(offset: number): void {
    const kept = Math.abs(offset - this.#offset) >= worthKeeping;
    this.#offset = offset;
    if (kept) this.#store.transact((transactor) => transactor.setNodeValue(nodeValue, { offset }));
  }
}
