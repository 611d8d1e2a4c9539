import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';

export interface Chore {
  readonly name: string;
  readonly run: () => Promise<number>;
}

const every = 10 * 60_000;

/** Does what has to be done now and then. Any number of servers may do the same chores at once. */
export class Housekeeping implements Closable {
  readonly #chores: readonly Chore[];
  readonly #scheduler: Scheduler;
  readonly #logger: Logger;
  #cancel: () => void;
  #going: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(chores: readonly Chore[], scheduler: Scheduler, logger: Logger) {
    this.#chores = chores;
    this.#scheduler = scheduler;
    this.#logger = logger;
    this.#cancel = scheduler.after(every, () => this.#begin());
  }

  async runAll(): Promise<void> {
    for (const { name, run } of this.#chores) {
      try {
        const count = await run();
        if (count > 0) this.#logger.info('chore done', { name, count });
      } catch (problem) {
        this.#logger.warn('chore failed, next try later', {
          name,
          reason: problem instanceof Error ? problem.name : '',
        });
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#going;
  }

  #begin(): void {
    this.#going = this.runAll().finally(() => {
      if (!this.#closed) this.#cancel = this.#scheduler.after(every, () => this.#begin());
    });
  }
}
