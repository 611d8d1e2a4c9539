import { randomBytes } from 'node:crypto';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { epochMilliseconds, type Instant, instantOf } from '@lapka/shared/base/instant.ts';
import type { Random } from '@lapka/shared/base/random.ts';

/** The machine's own clock, which a demonstration may start elsewhere and move on. */
export function systemClock(offsetMilliseconds = 0): Clock & { moveTo(moment: Instant): void } {
  let offset = offsetMilliseconds;
  return {
    now: () => instantOf(Date.now() + offset),
    moveTo: (moment) => {
      offset = epochMilliseconds(moment) - Date.now();
    },
  };
}

/** The machine's own timers; they never keep a process alive that is otherwise done. */
export const systemScheduler: Scheduler = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = { uint32: () => randomBytes(4).readUInt32BE() };
