import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { type Instant, plusMilliseconds } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { Drained, Outbox } from '../stores/outbox.ts';
import type { EventBus } from './event-bus.ts';

export interface RelayOptions {
  readonly outbox: Outbox;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** Few enough to be taken long before the database gives up on the transaction that holds them. */
const batch = 200;
/** Looks by itself this often, in milliseconds: for events whose wake-up was missed and clinics whose rest is over. */
const period = 5_000;
const longestPause = 300_000;

interface Rest {
  readonly failures: number;
  readonly until: Instant;
}

/**
 * Carries events from the outbox to the bus: on a wake-up, and every few seconds anyhow. Any number of servers may run
 * one; the outbox lets one work at a time. A clinic whose event is not taken rests, longer each time, and its later
 * events wait behind it; the other clinics go on. So nothing is lost and nothing overtakes, whatever breaks.
 */
export class OutboxRelay implements Closable {
  readonly #options: RelayOptions;
  readonly #stopListening: () => void;
  readonly #resting = new Map<ClinicId, Rest>();
  #working: Promise<void> | undefined;
  #isWokenAgain = false;
  #failures = 0;
  #cancelNext: () => void = () => {};
  #closed = false;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#stopListening = options.outbox.onPublished(() => this.#wake());
    this.#wake();
  }

  /** Ends after the events that are on their way now. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#stopListening();
    this.#cancelNext();
    await this.#working;
  }

  #wake(): void {
    this.#isWokenAgain = true;
    if (this.#closed || this.#working !== undefined) return;
    this.#cancelNext();
    this.#working = this.#work().finally(() => {
      this.#working = undefined;
      if (!this.#closed) this.#cancelNext = this.#options.scheduler.after(this.#pause(), () => this.#wake());
    });
  }

  async #work(): Promise<void> {
    try {
      let drained: Drained;
      do {
        this.#isWokenAgain = false;
        drained = await this.#drain();
      } while (!this.#closed && (drained === 'LEFT' || this.#isWokenAgain));
      this.#failures = 0;
    } catch (problem) {
      this.#failures += 1;
      this.#options.logger.error('events not relayed', { reason: String(problem), failures: this.#failures });
    }
  }

  #drain(): Promise<Drained> {
    const { outbox, bus, clock } = this.#options;
    const now = clock.now();
    const without = new Set([...this.#resting].filter(([, rest]) => now < rest.until).map(([clinic]) => clinic));
    return outbox.drain(
      batch,
      async (events) => {
        const heldBack = await bus.publish(events);
        for (const { clinic } of events) {
          if (!heldBack.has(clinic)) this.#resting.delete(clinic);
        }
        for (const clinic of heldBack) this.#rest(clinic);
        return heldBack;
      },
      without,
    );
  }

  #rest(clinic: ClinicId): void {
    const failures = (this.#resting.get(clinic)?.failures ?? 0) + 1;
    this.#resting.set(clinic, { failures, until: plusMilliseconds(this.#options.clock.now(), pauseAfter(failures)) });
  }

  #pause(): number {
    return this.#failures === 0 ? period : pauseAfter(this.#failures);
  }
}

function pauseAfter(failures: number): number {
  return Math.min(longestPause, 500 * 2 ** Math.min(failures, 20));
}
