import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { DomainEvent } from './document-store.ts';

/** The events that were committed and not yet handed on. */
export interface Outbox {
  /**
   * Hands the oldest events to `hand`, those of a clinic in commit order, and forgets them once it has resolved. Over
   * all servers only one drain runs at a time; another one meanwhile hands on nothing. When the process dies before the
   * events are forgotten, they are handed on again: consumers take an event once by its id.
   */
  drain(limit: number, hand: (events: readonly ClinicEvent[]) => Promise<void>): Promise<Drained>;

  /** Tells that there may be something to drain. A hint, as `onCommitted` is. */
  onPublished(listener: () => void): () => void;
}

/** `LEFT` says that the limit was reached and more may wait, `BUSY` that another server is draining. */
export type Drained = 'EMPTY' | 'LEFT' | 'BUSY';

export interface ClinicEvent extends DomainEvent {
  readonly clinic: ClinicId;
}
