import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import { memoryRecordStore } from '../../src/stores/memory/memory-record-store.ts';
import { type MemoryBackup, memoryStores } from '../../src/stores/memory/memory-stores.ts';
import type { DeviceRegistry } from '../../src/stores/device-registry.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';

/** What the server keeps its things in, and how a test takes it back to a backup. */
export interface ServerStores {
  readonly documents: DocumentStore;
  readonly devices: DeviceRegistry;
  readonly canBeRestored: boolean;
  enrol(clinic: ClinicId, device: DeviceId, publicKey: string): Promise<void>;
  /** Starts what sends reminders; the answer stops it. */
  startReminders(documents: DocumentStore, scheduler: Scheduler): () => void;
  backUp(): unknown;
  restored(backup: unknown): Promise<ServerStores>;
}

/** Stores in memory. Records have a store of their own, as MongoDB is one: it is not taken back along with the rest. */
export function storesInMemory(clock: Clock, records = memoryRecordStore(), backup?: MemoryBackup, line = 1): ServerStores {
  const options = { clock, records, epoch: `time line ${line}` };
  const stores = memoryStores(backup === undefined ? options : { ...options, backup });
  const enrolled: [ClinicId, DeviceId, string][] = [];
  return {
    documents: stores.documents,
    devices: stores.devices,
    canBeRestored: true,
    enrol: async (clinic, device, publicKey) => {
      enrolled.push([clinic, device, publicKey]);
      await stores.devices.enrol(clinic, device, publicKey);
    },
    startReminders: () => () => {},
    backUp: () => stores.backup(),
    restored: async (from) => {
      const next = storesInMemory(clock, records, from as MemoryBackup, line + 1);
      for (const device of enrolled) await next.enrol(...device);
      return next;
    },
  };
}
