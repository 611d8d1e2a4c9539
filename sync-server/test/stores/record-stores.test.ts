import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { describe, expect, it } from 'vitest';
import { memoryRecordStore } from '../../src/stores/memory/memory-record-store.ts';
import { mongoRecordStore } from '../../src/stores/mongo/mongo-record-store.ts';
import { postgresRecordStore } from '../../src/stores/postgres/postgres-record-store.ts';
import { revisionOf } from '../../src/stores/record-revision.ts';
import { RecordsUnavailable } from '../../src/stores/store-errors.ts';
import { recordStoreContract } from '../contracts/record-store-contract.ts';
import { aDocument, clinicOf } from '../support/documents.ts';
import { testDatabase } from '../support/test-database.ts';

recordStoreContract('memory', async () => {
  const records = memoryRecordStore();
  return { records, close: () => records.close() };
});

recordStoreContract('Postgres', async () => {
  const releases = new Releases();
  const { url } = releases.use(await testDatabase());
  const records = releases.use(postgresRecordStore(url));
  return { records, close: () => releases.close() };
});

describe('a MongoDB that is away', () => {
  it('is reported as such, and only the first one waits for it', async () => {
    const clock = new FakeClock();
    const store = mongoRecordStore({ url: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=150', clock });
    const revision = revisionOf(aDocument('visit'));
    await expect(store.append(clinicOf('ours'), [revision])).rejects.toThrow(RecordsUnavailable);
    const began = performance.now();
    await expect(store.fetch(clinicOf('ours'), [revision])).rejects.toThrow('a moment ago');
    expect(performance.now() - began).toBeLessThan(100);
    clock.advance(6_000);
    await expect(store.fetch(clinicOf('ours'), [revision])).rejects.toThrow('is away');
    await store.close();
  });
});
