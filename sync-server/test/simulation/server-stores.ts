import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import { inProcessBus } from '../../src/events/in-process-bus.ts';
import { OutboxRelay } from '../../src/events/outbox-relay.ts';
import { reminderConsumer, Reminders } from '../../src/reminders/reminders.ts';
import { memoryRecordStore } from '../../src/stores/memory/memory-record-store.ts';
import { type MemoryBackup, memoryStores } from '../../src/stores/memory/memory-stores.ts';
import type { DeviceRegistry } from '../../src/stores/device-registry.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import type { Outbox } from '../../src/stores/outbox.ts';
import type { ReminderWatch } from '../../src/stores/reminder-watch.ts';

/** What the server keeps its things in. */
export interface ServerStores {
  readonly documents: DocumentStore;
  readonly outbox: Outbox;
  readonly reminderWatch: ReminderWatch;
  readonly devices: DeviceRegistry;
  /** Taking it back to a backup, where that can be simulated. */
  readonly backups:
    | { readonly make: () => unknown; readonly restored: (backup: unknown) => Promise<ServerStores> }
    | undefined;
  close(): Promise<void>;
}

/**
 * Stores in memory. Records have a store of their own, as MongoDB is one, and the moments of reminders are asked for anew:
 * neither is taken back along with the rest.
 */
export function storesInMemory(clock: Clock): Promise<ServerStores> {
  const records = memoryRecordStore();
  const enrolled: [ClinicId, DeviceId, string][] = [];
  let lines = 0;
  const open = async (backup: MemoryBackup | undefined, reminderWatch?: ReminderWatch): Promise<ServerStores> => {
    lines += 1;
    const options = { clock, records, epoch: `time line ${lines}` };
    const stores = memoryStores(backup === undefined ? options : { ...options, backup });
    for (const device of enrolled) await stores.devices.enrol(...device);
    const watch = reminderWatch ?? stores.reminderWatch;
    return {
      ...stores,
      reminderWatch: watch,
      devices: {
        ...stores.devices,
        enrol: async (...device) => {
          enrolled.push(device);
          await stores.devices.enrol(...device);
        },
      },
      backups: { make: () => stores.backup(), restored: (from) => open(from as MemoryBackup, watch) },
      close: () => stores.documents.close(),
    };
  };
  return open(undefined);
}

export interface ReminderParts {
  readonly documents: DocumentStore;
  readonly stores: ServerStores;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** Starts what carries events on and sends reminders, a minute where it takes a second; the answer stops it. */
export function startReminders({ documents, stores, clock, scheduler, logger }: ReminderParts): () => void {
  const { outbox, reminderWatch: watch } = stores;
  const calm: Scheduler = { after: (milliseconds, run) => scheduler.after(milliseconds * 60, run) };
  const bus = inProcessBus(logger);
  void bus.subscribe(reminderConsumer(documents, watch, clock));
  const reminders = new Reminders({ documents, watch, clock, scheduler: calm, logger, deliver: () => {} });
  const relay = new OutboxRelay({ outbox, bus, clock, scheduler: calm, logger });
  return () => void Promise.all([reminders.close(), relay.close()]);
}
