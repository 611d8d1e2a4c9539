import type { ClinicId } from '@lapka/shared/domain/document.ts';

/** What those who run the server want to know of its database. */
export interface OperationsStore {
  /** Throws when the database does not serve. */
  check(): Promise<void>;
  /** What waits to be done, over all clinics. */
  waiting(): Promise<Waiting>;
  /** Every clinic that has ever been written to. */
  clinics(): Promise<readonly ClinicId[]>;
}

export interface Waiting {
  readonly outbox: number;
  /** Age of the oldest event in seconds. */
  readonly outboxAge: number;
  readonly mails: number;
  /** Owners whose reminders should have been looked at five minutes ago. */
  readonly remindersOverdue: number;
}
