import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { LinkFailure } from './open-requests.ts';
import type { ServerLink } from './server-link.ts';

/** What asking again does not help against. */
export type FinalFailure = Failure<'BELOW_FLOOR' | 'NOT_ALLOWED' | 'BAD_INPUT'>;

/** Thrown into whoever still waits for an answer when the replication ends. */
export class ReplicationClosed extends Error {
  override readonly name = 'ReplicationClosed';
}

const pauses = [1_000, 2_000, 5_000, 15_000, 30_000];

/** Asks the server until there is an answer, however often the line breaks and however long a store is away. */
export class Patience {
  readonly #link: ServerLink;
  readonly #scheduler: Scheduler;
  #isClosed = false;

  constructor(link: ServerLink, scheduler: Scheduler) {
    this.#link = link;
    this.#scheduler = scheduler;
  }

  async until<Answer>(ask: () => Promise<Result<Answer, LinkFailure>>): Promise<Result<Answer, FinalFailure>> {
    for (let failures = 0; ;) {
      await this.#link.ready();
      this.assertOpen();
      const answer = await ask();
      this.assertOpen();
      if (answer.ok) return answer;
      const { code, details } = answer.error;
      switch (code) {
        case 'OFFLINE':
          break;
        case 'RETRY_LATER':
          await this.pause(failures);
          failures += 1;
          break;
        case 'BELOW_FLOOR':
        case 'NOT_ALLOWED':
        case 'BAD_INPUT':
          return { ok: false, error: { code, details } };
      }
    }
  }

  /** Waits a little, and longer the more often it was in vain. */
  pause(failures: number): Promise<void> {
    const wait = pauses[Math.min(failures, pauses.length - 1)] ?? 0;
    return new Promise((resolve) => this.#scheduler.after(wait, resolve));
  }

  assertOpen(): void {
    if (this.#isClosed) throw new ReplicationClosed();
  }

  close(): void {
    this.#isClosed = true;
  }
}
