import { Releases } from '@lapka/shared/base/disposal.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { memoryRecordStore } from '../../src/stores/memory/memory-record-store.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import type { RecordStore } from '../../src/stores/record-store.ts';
import { documentStoreContract } from '../contracts/document-store-contract.ts';
import { testCollections } from '../support/documents.ts';
import { openTestPostgres } from '../support/test-postgres.ts';

documentStoreContract('memory', async () => {
  const clock = new FakeClock();
  const { documents } = memoryStores({ clock, definitions: testCollections });
  return { documents, clock, close: () => documents.close() };
});

const onPostgres = (records?: RecordStore) => async () => {
  const releases = new Releases();
  const { documents, clock } = releases.use(await openTestPostgres({ definitions: testCollections, records }));
  return { documents, clock, close: () => releases.close() };
};

documentStoreContract('Postgres', onPostgres());
documentStoreContract('Postgres with the texts of records elsewhere', onPostgres(memoryRecordStore()));
