import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { civilDateSchema } from '@lapka/shared/base/civil-date.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { z } from 'zod';
import type { DocumentStore } from '../stores/document-store.ts';
import type { ClinicEvent, Outbox } from '../stores/outbox.ts';
import type { ReminderStore, SentReminder } from '../stores/reminder-store.ts';
import { planVaccination } from './plan-vaccination.ts';

export interface RemindersParts {
  readonly documents: DocumentStore;
  readonly outbox: Outbox;
  readonly reminders: ReminderStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  /** Brings a reminder to its owner, wherever that owner can be reached. */
  deliver(reminder: SentReminder): void;
}

const payloadSchema = z.object({
  pet: idSchema('Pet'),
  vaccine: z.string(),
  nextDue: civilDateSchema,
});

const pause = 1_000;

/** Plans a reminder for each dose that was given, and sends what has fallen due. Reads only what was committed. */
export class Reminders implements Closable {
  readonly #parts: RemindersParts;
  #isClosed = false;
  #cancel: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(parts: RemindersParts) {
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
    this.#cancel = this.#parts.scheduler.after(pause, () => {
      this.#running = this.#round().then(
        () => this.#next(),
        (problem: unknown) => {
          this.#parts.logger.error('reminders', {
            message: problem instanceof Error ? problem.message : String(problem),
          });
          this.#next();
        },
      );
    });
  }

  async #round(): Promise<void> {
    const { outbox, reminders, clock } = this.#parts;
    await outbox.drain(500, async (events) => {
      for (const event of events) await this.#plan(event);
      return new Set();
    });
    for (const reminder of await reminders.takeDue(clock.now())) this.#parts.deliver(reminder);
  }

  /** Planning is idempotent by the reminder's key, so an event that is handed on twice plans once. */
  async #plan(event: ClinicEvent): Promise<void> {
    if (event.name !== 'vaccination_appointment_created') return;
    const { documents, reminders } = this.#parts;
    const { pet: petId, vaccine, nextDue } = payloadSchema.parse(event.payload);
    const found = await documents.readClinic(event.clinic, async (reader) => {
      const places = { kind: 'find', collection: settings, find: { where: { kind: 'LOCATION' } } } as const;
      const world = await reader.world([{ kind: 'get', collection: pets, id: petId }, places]);
      const pet = world.get(pets, petId);
      if (pet === undefined) return undefined;
      const owners = await reader.world([{ kind: 'get', collection: clients, id: pet.owner }]);
      return { pet, client: owners.get(clients, pet.owner), place: world.find(settings, places.find)[0] };
    });
    if (found?.client === undefined) return;
    const where = found.place?.kind === 'LOCATION' ? found.place.zone : zone('UTC');
    const reminder = planVaccination(event.clinic, where, found.pet, found.client, vaccine, nextDue);
    if (reminder !== undefined) await reminders.plan(reminder);
  }
}
