import { randomBytes } from 'node:crypto';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { instantOf } from '@lapka/shared/base/instant.ts';
import type { Random } from '@lapka/shared/base/random.ts';

/** The machine's own clock, which a demonstration may move forward. */
export class SystemClock implements Clock {
  #offset: number;

  constructor(offsetMilliseconds = 0) {
    this.#offset = offsetMilliseconds;
  }

  now() {
    return instantOf(Date.now() + this.#offset);
  }

  move(milliseconds: number): void {
    this.#offset += milliseconds;
  }
}

/** The machine's own timers; they never keep a process alive that is otherwise done. */
export const systemScheduler: Scheduler = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The system's own random numbers, good enough for secrets. */
export const systemRandom: Random = { uint32: () => randomBytes(4).readUInt32LE() };
