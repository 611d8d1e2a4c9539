import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { asOwner } from '../support/ask.ts';
import { aWrite, clinicOf, testCollections } from '../support/documents.ts';
import { openTestPostgres, type TestPostgres } from '../support/test-postgres.ts';

const clinic = clinicOf('ours');
const timeLine = (store: DocumentStore) => store.readClinic(clinic, (reader) => reader.timeLine());
const put = (store: DocumentStore, name: string) =>
  store.transactClinic(clinic, (transaction) => transaction.put([aWrite('clients', name)]));

describe('the time line in memory', () => {
  it('goes on from a backup as a new one that begins where the clinic stood (facts 5.2 i)', async () => {
    const clock = new FakeClock();
    const first = memoryStores({ clock, definitions: testCollections });
    await put(first.documents, 'a');
    const backup = first.backup();
    await put(first.documents, 'lost');
    const second = memoryStores({ clock, definitions: testCollections, backup });
    const began = await timeLine(second.documents);
    expect(began).toMatchObject({ start: 1, head: 1 });
    expect(began.epoch).not.toBe((await timeLine(first.documents)).epoch);
    await put(second.documents, 'b');
    expect(await timeLine(second.documents)).toEqual({ ...began, head: 2 });
    expect(await timeLine(first.documents)).toMatchObject({ start: 0, head: 2 });
  });
});

describe('the time line on Postgres', () => {
  let opened: TestPostgres;
  beforeAll(async () => {
    opened = await openTestPostgres({ definitions: testCollections });
  });
  afterAll(() => opened.close());

  it('begins anew where the clinic stood once the database has a new epoch (facts 5.2 i)', async () => {
    const { documents } = opened;
    expect(await timeLine(documents)).toMatchObject({ start: 0, head: 0 });
    await put(documents, 'a');
    await put(documents, 'b');
    const old = await timeLine(documents);
    expect(old).toMatchObject({ start: 0, head: 2 });
    await asOwner(opened.url, (client) => client.query('update server_epoch set epoch = gen_random_uuid()'));
    const began = await timeLine(documents);
    expect(began).toMatchObject({ start: 2, head: 2 });
    expect(began.epoch).not.toBe(old.epoch);
    await put(documents, 'c');
    expect(await timeLine(documents)).toEqual({ ...began, head: 3 });
  });
});
