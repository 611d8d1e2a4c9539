import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { deviceRegistryContract } from '../contracts/device-registry-contract.ts';
import { openTestPostgres } from '../support/test-postgres.ts';

deviceRegistryContract('memory', async () => {
  const stores = memoryStores({ clock: new FakeClock() });
  return { ...stores, close: () => stores.documents.close() };
});

deviceRegistryContract('Postgres', () => openTestPostgres());
