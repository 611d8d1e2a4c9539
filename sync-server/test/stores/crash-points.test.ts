import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Releases } from '@lapka/shared/base/disposal.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyChain, firstBroken } from '../../src/stores/audit-chain.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { type MemoryRecordStore, memoryRecordStore } from '../../src/stores/memory/memory-record-store.ts';
import { RecordsUnavailable, StoreUnavailable } from '../../src/stores/store-errors.ts';
import { type CutLine, cutLine, type CutWhen } from '../support/cut-line.ts';
import { aWrite, clinicOf, deviceOf, idOf, noon, operationOf, testCollections } from '../support/documents.ts';
import { openTestPostgres, type TestPostgres } from '../support/test-postgres.ts';

const releases = new Releases();
let line: CutLine;
let direct: TestPostgres;
let throughLine: TestPostgres;
let throughLineAndRecords: TestPostgres;
let records: MemoryRecordStore;
beforeAll(async () => {
  direct = releases.use(await openTestPostgres({ definitions: testCollections }));
  line = releases.use(await cutLine(direct.url));
  const options = { url: line.url, definitions: testCollections, connections: 1 };
  throughLine = releases.use(await openTestPostgres(options));
  records = memoryRecordStore();
  throughLineAndRecords = releases.use(await openTestPostgres({ ...options, records }));
});
afterAll(() => releases.close());

/** A push as the server takes it: everything in one transaction, once. */
const push = (store: DocumentStore, clinic: ClinicId) =>
  store.transactClinic(clinic, async (transaction) => {
    if ((await transaction.recallPush(deviceOf('desk'), operationOf('push'))) !== undefined) return;
    const writes = [aWrite('pets', 'Rex', { passports: ['RU1'] }), aWrite('records', 'visit', { text: 'кашель' })];
    await transaction.put(writes);
    await transaction.publish([{ id: `${clinic} seen`, name: 'visit_recorded', payload: {} }]);
    await transaction.audit([{ at: noon, content: { action: 'push' } }]);
    await transaction.rememberPush(deviceOf('desk'), operationOf('push'), { ok: true });
  });

/** What a clinic has of that push; a torn one would have only some of it. */
const traces = (store: DocumentStore, clinic: ClinicId) =>
  store.transactClinic(clinic, async (transaction) => {
    const audit = await transaction.auditAfter(0, 10);
    return {
      head: await transaction.head(),
      pets: (await transaction.get('pets', [idOf('Rex')])).length,
      visits: (await transaction.get('records', [idOf('visit')])).length,
      history: (await transaction.recordHistory(idOf('visit'))).length,
      audit: audit.length,
      broken: firstBroken(emptyChain, audit),
      remembered: (await transaction.recallPush(deviceOf('desk'), operationOf('push'))) !== undefined,
    };
  });
const nothing = { head: 0, pets: 0, visits: 0, history: 0, audit: 0, broken: undefined, remembered: false };
const everything = { head: 2, pets: 1, visits: 1, history: 1, audit: 1, broken: undefined, remembered: true };

async function eventsOf(clinic: ClinicId): Promise<number> {
  let events = 0;
  await direct.outbox.drain(10_000, async (waiting) => {
    events = waiting.filter((event) => event.clinic === clinic).length;
    return new Set();
  });
  return events;
}

describe('a push whose line breaks', () => {
  /** Breaks the push at every message it sends, until one comes through; answers how many breaks there were. */
  async function breakEverywhere(store: TestPostgres, reference: DocumentStore, when: CutWhen): Promise<number> {
    for (let message = 1; ; message += 1) {
      const clinic = clinicOf(randomUUID());
      await store.documents.readClinic(clinic, (reader) => reader.head());
      line.cutAt(message, when);
      const outcome = await push(store.documents, clinic).then(
        () => 'committed',
        (problem: unknown) => problem,
      );
      const isThrough = !line.wasCut();
      line.mend();
      if (outcome === 'committed' && isThrough) return message - 1;
      expect(outcome).toBeInstanceOf(StoreUnavailable);
      expect([nothing, everything]).toContainEqual(await traces(reference, clinic));
      await push(store.documents, clinic);
      expect(await traces(reference, clinic)).toEqual(everything);
      expect(await eventsOf(clinic)).toBe(1);
    }
  }

  it('is there as a whole or not at all, and once after it was repeated, wherever a message was lost', async () => {
    expect(await breakEverywhere(throughLine, direct.documents, 'BEFORE_IT_ARRIVES')).toBeGreaterThan(8);
  });

  it('is there once after it was repeated, wherever an answer was lost, that of the commit included', async () => {
    expect(await breakEverywhere(throughLine, direct.documents, 'BEFORE_IT_IS_ANSWERED')).toBeGreaterThan(8);
  });

  it('leaves at most a revision that nobody names when the texts of records are elsewhere', async () => {
    const breaks = await breakEverywhere(
      throughLineAndRecords,
      throughLineAndRecords.documents,
      'BEFORE_IT_IS_ANSWERED',
    );
    // Each break left the text of its clinic once; repeating it added none.
    expect(records.size()).toBe(breaks + 1);
  });
});

describe('a record store that is away', () => {
  it('keeps medical records from being written and read, and nothing else', async () => {
    const { documents } = throughLineAndRecords;
    const clinic = clinicOf(randomUUID());
    await push(documents, clinic);
    records.setAvailable(false);
    const visit = aWrite('records', 'visit', { text: 'later' });
    const write = documents.transactClinic(clinic, (transaction) => transaction.put([aWrite('pets', 'Tom'), visit]));
    await expect(write).rejects.toThrow(RecordsUnavailable);
    await expect(documents.readClinic(clinic, (reader) => reader.get('records', [idOf('visit')]))).rejects.toThrow(
      RecordsUnavailable,
    );
    expect(await documents.readClinic(clinic, (reader) => reader.get('pets', [idOf('Tom')]))).toEqual([]);
    const others = await documents.transactClinic(clinic, (transaction) => transaction.put([aWrite('pets', 'Ina')]));
    expect(others).toMatchObject([{ number: 3 }]);
    records.setAvailable(true);
    await documents.transactClinic(clinic, (transaction) => transaction.put([visit]));
    const history = await documents.readClinic(clinic, (reader) => reader.recordHistory(idOf('visit')));
    expect(history.map(({ revision }) => revision)).toEqual([1, 2]);
  });
});

describe('a server that could not listen for a while', () => {
  it('is told that anything may have moved, and hears again', async () => {
    const heard: string[] = [];
    let next = Promise.withResolvers<void>();
    const stop = throughLine.documents.onCommitted((moved) => {
      heard.push(moved === 'ANY' ? moved : moved.clinic);
      next.resolve();
    });
    line.cutAt(1, 'BEFORE_IT_ARRIVES');
    await expect(throughLine.documents.epoch()).rejects.toThrow(StoreUnavailable);
    line.mend();
    // The line to listen on breaks a moment later; it comes back by the scheduler.
    while (throughLine.clock.waitingCount() === 0) await turn();
    throughLine.clock.advance(1_000);
    await next.promise;
    expect(heard).toEqual(['ANY']);
    next = Promise.withResolvers();
    const clinic = clinicOf(randomUUID());
    await direct.documents.transactClinic(clinic, (transaction) => transaction.put([aWrite('pets', 'Rex')]));
    await next.promise;
    expect(heard).toEqual(['ANY', clinic]);
    stop();
  });
});
