import type { Closable } from '@lapka/shared/base/disposal.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import type { DeviceRegistry } from '../../src/stores/device-registry.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { syncCollections } from './sync-collections.ts';
import { openTestPostgres } from './test-postgres.ts';

export interface OpenedStores extends Closable {
  readonly documents: DocumentStore;
  readonly devices: DeviceRegistry;
  readonly clock: FakeClock;
}

/** The stores that everything above them is tested on, with the collections of the sync's own tests. */
export const storesUnderTest: readonly { readonly driver: string; readonly open: () => Promise<OpenedStores> }[] = [
  {
    driver: 'in memory',
    open: async () => {
      const clock = new FakeClock();
      const { documents, devices } = memoryStores({ clock, definitions: syncCollections });
      return { documents, devices, clock, close: () => documents.close() };
    },
  },
  { driver: 'on Postgres', open: () => openTestPostgres({ definitions: syncCollections }) },
];
