import { randomUUID } from 'node:crypto';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { MongoClient } from 'mongodb';
import { mongoRecordStore } from '../../src/stores/mongo/mongo-record-store.ts';
import { recordStoreContract } from '../contracts/record-store-contract.ts';
import { service } from '../support/service.ts';

const url = service('TEST_MONGO_URL');

recordStoreContract('MongoDB', async () => {
  const database = `lapka_test_${randomUUID().slice(0, 8)}`;
  const records = mongoRecordStore({ url, clock: new FakeClock(), database });
  const close = async () => {
    await records.close();
    const client = await MongoClient.connect(url);
    await client.db(database).dropDatabase();
    await client.close();
  };
  return { records, close };
});
