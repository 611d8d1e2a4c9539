import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { ClinicEvent } from '../stores/outbox.ts';

/**
 * Carries events from the relay to their consumers: at least once, and to each consumer those of one clinic in commit
 * order. Consumers take an event once by its id (`takingOnce`), so that nobody notices a repetition.
 */
export interface EventBus extends Closable {
  /** Adds a consumer. One name is one consumer, also when several servers run it: each event then goes to one of them. */
  subscribe(consumer: Consumer): Promise<void>;

  /**
   * Takes events over: afterwards the bus is answerable for them and the outbox may forget them. Answers the clinics of
   * which it could not take an event; later events of theirs were not taken either, and all are to be handed over again.
   * Throws when it could take none.
   */
  publish(events: readonly ClinicEvent[]): Promise<ReadonlySet<ClinicId>>;
}

export interface Consumer {
  /** What it has taken is remembered under this name: it stays the same for ever. */
  readonly name: string;
  /** The names of the events it wants. */
  readonly events: readonly string[];
  /** Acts on an event; when it throws, the event comes again. */
  take(event: ClinicEvent): Promise<void>;
}
