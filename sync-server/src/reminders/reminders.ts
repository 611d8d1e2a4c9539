import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Notice } from '@lapka/shared/domain/inbox/notice.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { z } from 'zod';
import type { Consumer } from '../events/event-bus.ts';
import type { DocumentStore } from '../stores/document-store.ts';
import type { ClinicEvent } from '../stores/outbox.ts';
import type { ReminderWatch, WatchedOwner } from '../stores/reminder-watch.ts';
import { remindOwner } from './remind-owner.ts';

export interface RemindersParts {
  readonly documents: DocumentStore;
  readonly watch: ReminderWatch;
  readonly clock: Clock;
  /** Brings a notice to its owner, wherever that owner can be reached; the notice itself is stored already. */
  readonly deliver: (owner: WatchedOwner, notice: Notice) => void;
}

const batch = 100;
/** An owner whose look was cut short is looked at again after so many minutes. */
const leaseMinutes = 5;

/** Looks at the owners whose time has come, and sends what is due. Any number of servers may do it at once. */
export async function remindDueOwners({ documents, watch, clock, deliver }: RemindersParts): Promise<void> {
  const now = clock.now();
  for (const owner of await watch.takeWaking(now, plusMinutes(now, leaseMinutes), batch)) {
    const { notices, next } = await documents.transactClinic(owner.clinic, (transaction) =>
      remindOwner(transaction, owner.client, clock.now()),
    );
    await watch.wakeAt(owner, next);
    for (const notice of notices) deliver(owner, notice);
  }
}

const period = 1_000;

/** Reminds all day long; a round that fails is logged and the next one tries again. */
export class Reminders implements Closable {
  readonly #parts: RemindersParts & { readonly scheduler: Scheduler; readonly logger: Logger };
  #isClosed = false;
  #cancel: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(parts: RemindersParts & { readonly scheduler: Scheduler; readonly logger: Logger }) {
    this.#parts = parts;
    this.#next();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.#running;
  }

  #next(): void {
    if (this.#isClosed) return;
    const { scheduler, logger } = this.#parts;
    this.#cancel = scheduler.after(period, () => {
      this.#running = remindDueOwners(this.#parts)
        .catch((problem: unknown) => logger.error('reminders', { message: String(problem) }))
        .then(() => this.#next());
    });
  }
}

const payloadSchema = z.object({ pet: idSchema('Pet') });

/** What makes an owner's reminders worth a look: a dose that was entered, a visit that was agreed, moved or ended. */
export function reminderConsumer(documents: DocumentStore, watch: ReminderWatch, clock: Clock): Consumer {
  return {
    name: 'reminders',
    events: ['vaccination_appointment_created', 'booking.created', 'booking.moved', 'booking.status'],
    // Waking an owner twice is as good as once, so nothing needs to be remembered about the event.
    take: async ({ clinic, payload }: ClinicEvent) => {
      const { pet } = payloadSchema.parse(payload);
      const need = { kind: 'get', collection: pets, id: pet } as const;
      const found = await documents.readClinic(clinic, async (reader) => (await reader.world([need])).get(pets, pet));
      if (found !== undefined) await watch.wakeBy({ clinic, client: found.owner }, clock.now());
    },
  };
}
