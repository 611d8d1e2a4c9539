import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ClientId } from '@lapka/shared/domain/clients/client.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';

export interface WatchedOwner {
  readonly clinic: ClinicId;
  readonly client: ClientId;
}

/** Keeps for each owner the moment at which their reminders are to be looked at next. */
export interface ReminderWatch {
  /** Sets the moment, or forgets the owner; a moment set before is replaced. */
  wakeAt(owner: WatchedOwner, at: Instant | undefined): Promise<void>;
  /** Moves the moment forward to this one if it is later or not set; an earlier one stays. */
  wakeBy(owner: WatchedOwner, at: Instant): Promise<void>;
  /**
   * Owners whose moment has come, each to one caller: its moment is put off to `again`, so that an owner whose caller died
   * is handed out once more.
   */
  takeWaking(now: Instant, again: Instant, limit: number): Promise<readonly WatchedOwner[]>;
}
