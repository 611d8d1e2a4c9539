import type { Scheduler } from '@lapka/shared/base/clock.ts';

/** For tests of real services, which know no other time. */
export const realScheduler: Scheduler = {
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
