import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ClientId } from '@lapka/shared/domain/clients/client.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { PetId } from '@lapka/shared/domain/pets/pet.ts';

/** A message to an owner about one dose of one pet at one stage, planned for a moment. */
export interface Reminder {
  /** Pet, vaccine, due date and stage: planning the same again changes nothing (story 12 h). */
  readonly key: string;
  readonly clinic: ClinicId;
  readonly client: ClientId;
  readonly pet: PetId;
  readonly petName: string;
  readonly vaccine: string;
  readonly dueOn: CivilDate;
  readonly sendAt: Instant;
}

export interface SentReminder extends Reminder {
  readonly sentAt: Instant;
}

/** Keeps what is planned and what was sent. */
export interface ReminderStore {
  /** Adds a reminder unless its key is known already, sent or not. */
  plan(reminder: Reminder): Promise<void>;
  /** Takes all that are due and not sent, marks them as sent at this moment, and hands each out exactly once. */
  takeDue(now: Instant): Promise<readonly SentReminder[]>;
  /** What an owner was sent, newest first. */
  sentTo(clinic: ClinicId, client: ClientId): Promise<readonly SentReminder[]>;
}
