import type { Clock } from '@lapka/shared/base/clock.ts';
import { type Instant, plusSeconds } from '@lapka/shared/base/instant.ts';
import { RecordsUnavailable } from '../store-errors.ts';

const restSeconds = 5;

/**
 * A server that may be away. After it was found away it is left alone for a while, and whoever asks meanwhile is told at
 * once: only the first one waits for the time-out.
 */
export class Reachable {
  readonly #clock: Clock;
  #restUntil: Instant | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `question` throws `RecordsUnavailable` when it finds the server away. */
  async ask<T>(question: () => Promise<T>): Promise<T> {
    if (this.#restUntil !== undefined && this.#clock.now() < this.#restUntil) {
      throw new RecordsUnavailable('the record store was away a moment ago');
    }
    try {
      const answer = await question();
      this.#restUntil = undefined;
      return answer;
    } catch (problem) {
      if (problem instanceof RecordsUnavailable) this.#restUntil = plusSeconds(this.#clock.now(), restSeconds);
      throw problem;
    }
  }
}
