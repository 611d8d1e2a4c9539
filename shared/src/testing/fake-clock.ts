import type { Clock, Scheduler } from '../base/clock.ts';
import { epochMilliseconds, type Instant, instantOf, instantSchema } from '../base/instant.ts';

interface Waiting {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Time that moves only when a test says so. What is scheduled runs in the order of its due time, and equal due times
 * in the order they were asked for, with the clock standing exactly on the due time.
 */
export class FakeClock implements Clock, Scheduler {
  #now: number;
  #asked = 0;
  #waiting: Waiting[] = [];

  constructor(start = '2026-11-16T07:00:00.000Z') {
    this.#now = epochMilliseconds(instantSchema.parse(start));
  }

  now(): Instant {
    return instantOf(this.#now);
  }

  after(milliseconds: number, run: () => void): () => void {
    const entry = { due: this.#now + Math.max(0, milliseconds), order: this.#asked++, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  /** Lets so much time pass and runs everything that falls due on the way, also what is scheduled meanwhile. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#nextDueBy(end); next !== undefined; next = this.#nextDueBy(end)) {
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.due);
      next.run();
    }
    this.#now = end;
  }

  /** Sets the clock as a person would, forwards or back; nothing runs because of it. */
  jumpTo(instant: string): void {
    this.#now = epochMilliseconds(instantSchema.parse(instant));
  }

  /** When the next scheduled thing falls due, if there is one. */
  nextDue(): Instant | undefined {
    const next = this.#nextDueBy(Number.MAX_SAFE_INTEGER);
    return next === undefined ? undefined : instantOf(next.due);
  }

  waitingCount(): number {
    return this.#waiting.length;
  }

  #nextDueBy(end: number): Waiting | undefined {
    let first: Waiting | undefined;
    for (const entry of this.#waiting) {
      if (entry.due > end) continue;
      if (first === undefined || entry.due < first.due || (entry.due === first.due && entry.order < first.order)) {
        first = entry;
      }
    }
    return first;
  }
}
