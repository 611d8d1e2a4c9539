import type { Instant } from '@lapka/shared/base/instant.ts';
import type { DomainEvent } from '@lapka/shared/domain/collection.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';

/** The events that were committed and not yet handed on. */
export interface Outbox {
  /**
   * Hands the oldest events to `hand`, those of a clinic in commit order, and forgets them once it has resolved; the
   * events of the clinics it answers stay. Over all servers only one drain runs at a time; another one meanwhile hands on
   * nothing. When the process dies before the events are forgotten, they are handed on again: consumers take an event
   * once by its id. The clinics of `without` are left out.
   */
  drain(
    limit: number,
    hand: (events: readonly ClinicEvent[]) => Promise<ReadonlySet<ClinicId>>,
    without?: ReadonlySet<ClinicId>,
  ): Promise<Drained>;

  /** Tells that there may be something to drain. A hint, as `onCommitted` is. */
  onPublished(listener: () => void): () => void;
}

/** `LEFT` says that the limit was reached and more may wait, `BUSY` that another server is draining. */
export type Drained = 'EMPTY' | 'LEFT' | 'BUSY';

/** An event as it leaves the store. */
export interface ClinicEvent extends DomainEvent {
  readonly clinic: ClinicId;
  readonly publishedAt: Instant;
}
