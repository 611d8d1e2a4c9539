import type { Scheduler } from '@lapka/shared/base/clock.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';

export interface TurnsOptions {
  readonly scheduler: Scheduler;
  /** How much work goes on at once. */
  readonly atOnce: number;
  /** How much may wait; who comes then is sent away at once. */
  readonly mostWaiting: number;
  /** Who has waited so many milliseconds is sent away too: the person at the other end has given up. */
  readonly longestWait: number;
}

/** Lets heavy work be done a few at a time, so that a crowd makes the server slow to answer and not fall over. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #waiting = new Set<() => void>();
  #going = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  async run<T>(work: () => Promise<T>): Promise<Result<T, Failure<'RETRY_LATER'>>> {
    if (!(await this.#turn())) return err(failure('RETRY_LATER'));
    try {
      return ok(await work());
    } finally {
      this.#going -= 1;
      this.#next();
    }
  }

  waiting(): number {
    return this.#waiting.size;
  }

  /** Whether it is the caller's turn in the end. */
  #turn(): Promise<boolean> {
    const { scheduler, atOnce, mostWaiting, longestWait } = this.#options;
    if (this.#going < atOnce) {
      this.#going += 1;
      return Promise.resolve(true);
    }
    if (this.#waiting.size >= mostWaiting) return Promise.resolve(false);
    return new Promise((resolve) => {
      const start = (): void => {
        cancel();
        resolve(true);
      };
      const cancel = scheduler.after(longestWait, () => {
        this.#waiting.delete(start);
        resolve(false);
      });
      this.#waiting.add(start);
    });
  }

  #next(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#waiting.delete(first);
    this.#going += 1;
    first();
  }
}
