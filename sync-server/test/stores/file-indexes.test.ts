import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { fileIndexContract } from '../contracts/file-index-contract.ts';
import { openTestPostgres } from '../support/test-postgres.ts';

fileIndexContract('memory', async () => {
  const stores = memoryStores({ clock: new FakeClock() });
  return { ...stores, close: () => stores.documents.close() };
});

fileIndexContract('Postgres', () => openTestPostgres());
