import { ORPCError } from '@orpc/server';
import type { Scheduler } from '@lapka/shared/base/clock.ts';

interface Next<T> {
  next(): Promise<T>;
}

/** Far above anything the node does by itself; what asks the server has shorter deadlines of its own. */
export const callDeadlineMilliseconds = 30_000;

/** A call that gets no answer in time fails, so that no screen waits for ever. A stream has begun long before. */
export function callDeadline(scheduler: Scheduler) {
  return <T>(call: Next<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancel = scheduler.after(callDeadlineMilliseconds, () =>
        reject(new ORPCError('RETRY_LATER', { defined: true, data: {} })),
      );
      call.next().then(resolve, reject).finally(cancel);
    });
}
