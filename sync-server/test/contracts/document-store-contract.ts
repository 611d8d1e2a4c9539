import { randomUUID } from 'node:crypto';
import type { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { answer, type Find } from '@lapka/shared/domain/find.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '@lapka/shared/base/instant.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { firstBroken, emptyChain } from '../../src/stores/audit-chain.ts';
import type { DocumentStore, StoredDocument } from '../../src/stores/document-store.ts';
import { ConstraintBroken } from '../../src/stores/store-errors.ts';
import {
  aDocument,
  aWrite,
  clinicOf,
  deviceOf,
  idOf,
  keyOf,
  noon,
  operationOf,
  type TestDocument,
} from '../support/documents.ts';
import { storableJson } from '../support/storable-json.ts';

export interface OpenedStore {
  readonly documents: DocumentStore;
  /** What the store takes the time from. */
  readonly clock: FakeClock;
  close(): Promise<void>;
}

/** What every document store promises. Each test works in a clinic of its own. */
export function documentStoreContract(driver: string, open: () => Promise<OpenedStore>): void {
  describe(`the document store on ${driver}`, () => {
    let store: DocumentStore;
    let opened: OpenedStore;
    let clinic: ClinicId;
    beforeAll(async () => {
      opened = await open();
      store = opened.documents;
    });
    afterAll(() => opened.close());
    beforeEach(() => {
      clinic = clinicOf(randomUUID());
    });

    const put = (...writes: Parameters<typeof aWrite>[]) =>
      store.transactClinic(clinic, (transaction) => transaction.put(writes.map((write) => aWrite(...write))));
    const get = (collection: StoredDocument['collection'], ...names: string[]) =>
      store.readClinic(clinic, (reader) => reader.get(collection, names.map(idOf)));

    describe('writing', () => {
      it('numbers the changes of a clinic from 1 in the order they were given', async () => {
        const stored = await put(['pets', 'Rex'], ['clients', 'Anna'], ['pets', 'Tom']);
        expect(stored.map(({ number }) => number)).toEqual([1, 2, 3]);
        expect(stored.map(({ document }) => document.id)).toEqual(['Rex', 'Anna', 'Tom'].map(idOf));
        expect((await put(['pets', 'Rex', { name: 'Rex' }])).map(({ number }) => number)).toEqual([4]);
        expect(await store.readClinic(clinic, (reader) => reader.head())).toBe(4);
      });

      it('counts the revisions of each document and says when, where and by what it was changed', async () => {
        opened.clock.jumpTo('2026-11-16T10:00:00.123Z');
        await put(['pets', 'Rex', { weight: 1 }]);
        opened.clock.jumpTo('2026-11-16T11:00:00.000Z');
        const from = { device: deviceOf('tablet'), operation: operationOf('weighing') };
        const [stored] = await put(['pets', 'Rex', { weight: 2 }, from]);
        const expected = {
          collection: 'pets',
          document: aDocument('Rex', { weight: 2 }),
          deleted: false,
          ...from,
          number: 2,
          revision: 2,
          storedAt: '2026-11-16T11:00:00.000Z',
        };
        expect(stored).toEqual(expected);
        expect(await get('pets', 'Rex')).toEqual([expected]);
      });

      it('takes a document that is written twice at once as two changes of which the last counts', async () => {
        const stored = await put(['pets', 'Rex', { weight: 1 }], ['pets', 'Tom'], ['pets', 'Rex', { weight: 2 }]);
        expect(stored.map(({ number, revision }) => [number, revision])).toEqual([
          [1, 1],
          [2, 1],
          [3, 2],
        ]);
        const { documents } = await store.readClinic(clinic, (reader) => reader.changesAfter('pets', 0, 10));
        expect(documents.map(({ document, number }) => [document.id, number])).toEqual([
          [idOf('Tom'), 2],
          [idOf('Rex'), 3],
        ]);
        expect(documents[1]?.document).toMatchObject({ weight: 2 });
      });

      it('shows a transaction what it has written itself', async () => {
        const seen = await store.transactClinic(clinic, async (transaction) => {
          await transaction.put([aWrite('pets', 'Rex', { owner: 'Anna' })]);
          const world = await transaction.world([
            { kind: 'find', collection: keyOf('pets'), find: { where: { owner: 'Anna' } } },
          ]);
          return {
            got: (await transaction.get('pets', [idOf('Rex')])).length,
            found: world.find(keyOf('pets'), { where: { owner: 'Anna' } }).length,
            head: await transaction.head(),
          };
        });
        expect(seen).toEqual({ got: 1, found: 1, head: 1 });
      });

      it('writes nothing at all when the transaction throws, and passes the error on', async () => {
        await put(['pets', 'Rex']);
        const failing = store.transactClinic(clinic, async (transaction) => {
          await transaction.put([aWrite('pets', 'Tom'), aWrite('clients', 'Anna', { phones: ['1'] })]);
          await transaction.publish([{ id: randomUUID(), name: 'x', payload: {} }]);
          await transaction.rememberPush(deviceOf('desk'), operationOf('push'), {});
          await transaction.audit([{ at: noon, content: {} }]);
          await transaction.takeOnce('reminders', 'event');
          throw new Error('thought better of it');
        });
        await expect(failing).rejects.toThrow('thought better of it');
        expect(await get('pets', 'Tom')).toEqual([]);
        const after = await store.transactClinic(clinic, async (transaction) => ({
          head: await transaction.head(),
          push: await transaction.recallPush(deviceOf('desk'), operationOf('push')),
          audit: await transaction.auditAfter(0, 10),
          isNewEvent: await transaction.takeOnce('reminders', 'event'),
        }));
        expect(after).toEqual({ head: 1, push: undefined, audit: [], isNewEvent: true });
      });

      it('keeps any document exactly as it was written', async () => {
        await fc.assert(
          fc.asyncProperty(storableJson, async (fields) => {
            const [stored] = await put(['pets', 'Rex', fields]);
            const [read] = await get('pets', 'Rex');
            expect(read?.document).toEqual(JSON.parse(JSON.stringify(stored?.document)));
          }),
          { numRuns: 60 },
        );
      });

      it('refuses as a bug a text that not every store can keep, and goes on', async () => {
        await expect(put(['pets', 'Rex', { name: 'a\0b' }])).rejects.toThrow('cannot be stored');
        await expect(put(['pets', 'Rex', { names: [{ deep: '\ud800' }] }])).rejects.toThrow('cannot be stored');
        expect(await put(['pets', 'Rex', { name: '🐕\ue000' }])).toHaveLength(1);
      });

      it('never changes what is append-only', async () => {
        await put(['ledger', 'sale', { amount: 1 }]);
        await expect(put(['ledger', 'sale', { amount: 2 }])).rejects.toThrow(ConstraintBroken);
        await expect(put(['ledger', 'sale', {}, { deleted: true }])).rejects.toThrow('ledger_append_only');
        expect((await get('ledger', 'sale'))[0]?.document).toMatchObject({ amount: 1 });
        expect(await store.readClinic(clinic, (reader) => reader.head())).toBe(1);
      });
    });

    describe('an attempt', () => {
      it('takes back what its part has written when a constraint breaks, and the transaction goes on', async () => {
        await put(['pets', 'Rex', { passports: ['RU1'] }]);
        const outcome = await store.transactClinic(clinic, async (transaction) => {
          await transaction.put([aWrite('pets', 'Ina')]);
          const broken = await transaction.attempt(async () => {
            await transaction.audit([{ at: noon, content: { action: 'attempt' } }]);
            await transaction.publish([{ id: 'of the attempt', name: 'x', payload: {} }]);
            return await transaction.put([aWrite('clients', 'Anna'), aWrite('pets', 'Tom', { passports: ['RU1'] })]);
          });
          const done = await transaction.attempt(() => transaction.put([aWrite('pets', 'Zoe')]));
          const audit = await transaction.auditAfter(0, 10);
          return { broken, done, audit, head: await transaction.head() };
        });
        expect(outcome.broken).toEqual({ ok: false, error: new ConstraintBroken('document_key_taken') });
        expect(outcome.done).toMatchObject({ ok: true, value: [{ number: 3 }] });
        expect(outcome).toMatchObject({ audit: [], head: 3 });
        expect(await get('pets', 'Ina', 'Tom', 'Zoe')).toHaveLength(2);
        expect(await get('clients', 'Anna')).toEqual([]);
      });

      it('passes on whatever else goes wrong, and then the transaction is over', async () => {
        const failing = store.transactClinic(clinic, async (transaction) => {
          await transaction.put([aWrite('pets', 'Rex')]);
          await transaction.attempt(() => Promise.reject(new Error('something else')));
        });
        await expect(failing).rejects.toThrow('something else');
        expect(await get('pets', 'Rex')).toEqual([]);
      });
    });

    describe('tombstones', () => {
      it('are read and fed like any change, and are not in the world', async () => {
        await put(['pets', 'Rex', { owner: 'Anna', passports: ['RU1'] }]);
        await put(['pets', 'Rex', { owner: 'Anna', passports: ['RU1'] }, { deleted: true }]);
        expect(await get('pets', 'Rex')).toMatchObject([{ deleted: true, revision: 2 }]);
        const needs = [
          { kind: 'get', collection: keyOf('pets'), id: idOf('Rex') },
          { kind: 'find', collection: keyOf('pets'), find: { where: { owner: 'Anna' } } },
          { kind: 'byKey', collection: keyOf('pets'), key: 'passport', value: 'RU1' },
        ] as const;
        const world = await store.readClinic(clinic, (reader) => reader.world(needs));
        expect(world.get(keyOf('pets'), idOf('Rex'))).toBeUndefined();
        expect(world.find(keyOf('pets'), { where: { owner: 'Anna' } })).toEqual([]);
        expect(world.byKey(keyOf('pets'), 'passport', 'RU1')).toEqual([]);
      });

      it('give their unique keys back, and may rise again', async () => {
        await put(['pets', 'Rex', { passports: ['RU1'] }]);
        await put(['pets', 'Rex', { passports: ['RU1'] }, { deleted: true }]);
        await put(['pets', 'Tom', { passports: ['RU1'] }]);
        await expect(put(['pets', 'Rex', { passports: ['RU1'] }])).rejects.toThrow(ConstraintBroken);
        expect(await put(['pets', 'Rex', { passports: [] }])).toMatchObject([{ revision: 3, deleted: false }]);
      });
    });

    describe('the feed', () => {
      it('gives each changed document once in its newest state, by number, page by page', async () => {
        await put(
          ...Array.from({ length: 7 }, (_, index): Parameters<typeof aWrite> => [
            'pets',
            `pet ${index}`,
            { name: index },
          ]),
        );
        await put(['clients', 'Anna']);
        await put(['pets', 'pet 2', { name: 'changed' }]);
        const pages: number[][] = [];
        let after = 0;
        for (let complete = false; !complete;) {
          const page = await store.readClinic(clinic, (reader) => reader.changesAfter('pets', after, 3));
          pages.push(page.documents.map(({ number }) => number));
          after = page.documents.at(-1)?.number ?? after;
          ({ complete } = page);
        }
        expect(pages).toEqual([[1, 2, 4], [5, 6, 7], [9]]);
        expect(await store.readClinic(clinic, (reader) => reader.changesAfter('pets', 9, 3))).toEqual({
          documents: [],
          complete: true,
        });
      });

      it('says that a full page is the last one when nothing is left', async () => {
        await put(['pets', 'Rex'], ['pets', 'Tom']);
        const page = await store.readClinic(clinic, (reader) => reader.changesAfter('pets', 0, 2));
        expect(page).toMatchObject({ complete: true, documents: [{ number: 1 }, { number: 2 }] });
      });

      it('gives the same as texts', async () => {
        for (const collection of ['pets', 'records'] as const) {
          await put(
            [collection, 'Rex', { name: 'Рекс "дружок"\n', tags: [1, null, { a: false }] }],
            [collection, 'Tom', {}, { deleted: true }],
          );
          const both = await store.readClinic(clinic, async (reader) => ({
            parsed: await reader.changesAfter(collection, 0, 10),
            texts: await reader.textsAfter(collection, 0, 10),
          }));
          expect(both.texts.complete).toBe(true);
          expect(
            both.texts.documents.map(({ text, number, deleted }) => [JSON.parse(text) as unknown, number, deleted]),
          ).toEqual(both.parsed.documents.map(({ document, number, deleted }) => [document, number, deleted]));
          expect(both.texts.documents.map(({ id }) => id)).toEqual([idOf('Rex'), idOf('Tom')]);
        }
      });
    });

    describe('the world', () => {
      it('answers a search as its meaning says, whatever is stored and asked', async () => {
        const scalar = fc.oneof(
          fc.constantFrom('a', 'b', 'ё', '🐕', '\ue000', '2026-11-16', '', '1', 'true'),
          fc.integer({ min: -2, max: 2 }),
          fc.constantFrom(0.5, 1e21, true, false),
        );
        const value = fc.oneof(
          { weight: 8, arbitrary: scalar },
          fc.constant(null),
          fc.constant(['a']),
          fc.record({ kind: scalar }),
        );
        const documents = fc.uniqueArray(
          fc.record(
            {
              vet: value,
              start: value,
              vitals: fc.record({ kind: scalar }),
              // What is sorted by has one type in all documents: between types there is no order.
              rank: fc.integer({ min: 0, max: 3 }),
              name: fc.constantFrom('a', 'b', 'ё', '🐕', '\ue000'),
            },
            { requiredKeys: [] },
          ),
          { minLength: 1, maxLength: 8 },
        );
        const condition = fc.oneof(
          scalar,
          fc.record({ in: fc.array(scalar, { maxLength: 3 }) }),
          fc.record({ from: scalar, below: scalar }, { requiredKeys: [] }),
          fc.record({ exists: fc.boolean() }),
        );
        const find: fc.Arbitrary<Find> = fc.record(
          {
            where: fc.record({ vet: condition, start: condition, 'vitals.kind': condition }, { requiredKeys: [] }),
            sort: fc.record({ by: fc.constantFrom('rank', 'name'), descending: fc.boolean() }),
            limit: fc.integer({ min: 0, max: 4 }),
          },
          { requiredKeys: [] },
        );
        const collections = fc.constantFrom('bookings' as const, 'records' as const);
        await fc.assert(
          fc.asyncProperty(
            documents,
            fc.array(find, { minLength: 1, maxLength: 6 }),
            collections,
            async (given, finds, collection) => {
              clinic = clinicOf(randomUUID());
              const stored = await put(
                ...given.map((fields, index): Parameters<typeof aWrite> => [collection, `${index}`, fields as never]),
              );
              const collectionKey = keyOf(collection);
              const world = await store.readClinic(clinic, (reader) =>
                reader.world(finds.map((one) => ({ kind: 'find', collection: collectionKey, find: one }))),
              );
              for (const one of finds) {
                expect(world.find(collectionKey, one)).toEqual(
                  answer(
                    stored.map(({ document }) => document as TestDocument),
                    one,
                  ),
                );
              }
            },
          ),
          { numRuns: 80 },
        );
      });

      it('finds documents by their keys, those of now and not those of before', async () => {
        await put(['clients', 'Anna', { phones: ['1', '2'] }], ['clients', 'Boris', { phones: ['2'] }]);
        await put(['clients', 'Anna', { phones: ['2', '3'] }]);
        const holders = async (value: string) => {
          const world = await store.readClinic(clinic, (reader) =>
            reader.world([{ kind: 'byKey', collection: keyOf('clients'), key: 'phone', value }]),
          );
          return world.byKey(keyOf('clients'), 'phone', value).map(({ id }) => id);
        };
        expect(await holders('1')).toEqual([]);
        expect((await holders('2')).toSorted()).toEqual(['Anna', 'Boris'].map(idOf).toSorted());
        expect(await holders('3')).toEqual([idOf('Anna')]);
      });

      it('throws at a question that was not announced instead of answering nothing', async () => {
        const world = await store.readClinic(clinic, (reader) =>
          reader.world([{ kind: 'get', collection: keyOf('pets'), id: idOf('Rex') }]),
        );
        expect(world.get(keyOf('pets'), idOf('Rex'))).toBeUndefined();
        expect(() => world.get(keyOf('pets'), idOf('Tom'))).toThrow('the answer to');
        expect(() => world.find(keyOf('pets'), {})).toThrow('the answer to');
      });

      it('knows nothing under a name that is no id', async () => {
        expect(await store.readClinic(clinic, (reader) => reader.get('pets', ["'; drop table pets", '']))).toEqual([]);
      });
    });

    describe('unique keys', () => {
      it('belong to one document of a clinic, and a clash writes nothing', async () => {
        await put(['pets', 'Rex', { passports: ['RU1'] }]);
        const clash = put(['pets', 'Ina'], ['pets', 'Tom', { passports: ['RU2', 'RU1'] }]);
        await expect(clash).rejects.toThrow(new ConstraintBroken('document_key_taken'));
        expect(await get('pets', 'Ina', 'Tom')).toEqual([]);
      });

      it('may pass from one document to another in one write', async () => {
        await put(['pets', 'Rex', { passports: ['RU1'] }], ['pets', 'Tom', { passports: ['RU2'] }]);
        await put(['pets', 'Rex', { passports: ['RU2'] }], ['pets', 'Tom', { passports: ['RU1'] }]);
        const need = { kind: 'byKey', collection: keyOf('pets'), key: 'passport', value: 'RU1' } as const;
        const world = await store.readClinic(clinic, (reader) => reader.world([need]));
        expect(world.byKey(keyOf('pets'), 'passport', 'RU1').map(({ id }) => id)).toEqual([idOf('Tom')]);
      });

      it('are of no concern to another clinic', async () => {
        await put(['pets', 'Rex', { passports: ['RU1'] }]);
        clinic = clinicOf(randomUUID());
        expect(await put(['pets', 'Tom', { passports: ['RU1'] }])).toHaveLength(1);
      });
    });

    describe('side by side', () => {
      it('lets the transactions of a clinic run one after the other', async () => {
        const add = () =>
          store.transactClinic(clinic, async (transaction) => {
            const [before] = await transaction.get('pets', [idOf('Rex')]);
            const visits = Number((before?.document as TestDocument | undefined)?.['visits'] ?? 0);
            await transaction.put([aWrite('pets', 'Rex', { visits: visits + 1 })]);
          });
        await Promise.all(Array.from({ length: 12 }, add));
        expect(await get('pets', 'Rex')).toMatchObject([{ number: 12, revision: 12, document: { visits: 12 } }]);
      });

      it('goes on after a transaction of the clinic failed', async () => {
        const failing = store.transactClinic(clinic, () => Promise.reject(new Error('no')));
        const following = put(['pets', 'Rex']);
        await expect(failing).rejects.toThrow('no');
        expect(await following).toMatchObject([{ number: 1 }]);
      });

      it('never lets one clinic wait for another', async () => {
        const other = clinicOf(randomUUID());
        await store.transactClinic(clinic, async () => {
          await store.transactClinic(other, (transaction) => transaction.put([aWrite('pets', 'Tom')]));
        });
        expect(await store.readClinic(other, (reader) => reader.head())).toBe(1);
      });

      it('shows a reader one moment, whatever is committed meanwhile', async () => {
        await put(['pets', 'Rex', { name: 'before' }]);
        const seen = await store.readClinic(clinic, async (reader) => {
          const head = await reader.head();
          await put(['pets', 'Rex', { name: 'after' }], ['pets', 'Tom']);
          const [rex] = await reader.get('pets', [idOf('Rex')]);
          const { documents } = await reader.changesAfter('pets', 0, 10);
          return {
            head,
            again: await reader.head(),
            document: rex?.document,
            fed: documents.length,
          };
        });
        expect(seen).toMatchObject({ head: 1, again: 1, document: { name: 'before' }, fed: 1 });
      });

      it('keeps the documents, numbers and memories of clinics apart, also under the same ids', async () => {
        const other = clinicOf(randomUUID());
        await put(['pets', 'Rex', { name: 'ours' }]);
        await store.transactClinic(clinic, (transaction) =>
          transaction.rememberPush(deviceOf('desk'), operationOf('push'), { ours: true }),
        );
        expect(await store.readClinic(other, (reader) => reader.get('pets', [idOf('Rex')]))).toEqual([]);
        const theirs = await store.transactClinic(other, async (transaction) => ({
          push: await transaction.recallPush(deviceOf('desk'), operationOf('push')),
          stored: await transaction.put([aWrite('pets', 'Rex', { name: 'theirs' })]),
        }));
        expect(theirs).toMatchObject({ push: undefined, stored: [{ number: 1, revision: 1 }] });
        expect((await get('pets', 'Rex'))[0]?.document).toMatchObject({ name: 'ours' });
      });
    });

    describe('memories', () => {
      it('recalls the answer to a push, to this push of this device only', async () => {
        const [desk, push] = [deviceOf('desk'), operationOf('push')];
        await store.transactClinic(clinic, (transaction) =>
          transaction.rememberPush(desk, push, { rows: [{ ok: true }] }),
        );
        const recalled = await store.transactClinic(clinic, async (transaction) => [
          await transaction.recallPush(desk, push),
          await transaction.recallPush(deviceOf('tablet'), push),
          await transaction.recallPush(desk, operationOf('other')),
        ]);
        expect(recalled).toEqual([{ rows: [{ ok: true }] }, undefined, undefined]);
        const again = store.transactClinic(clinic, (transaction) => transaction.rememberPush(desk, push, {}));
        await expect(again).rejects.toThrow('was answered before');
      });

      it('lets each consumer take an event once', async () => {
        const take = (consumer: string, event: string) =>
          store.transactClinic(clinic, (transaction) => transaction.takeOnce(consumer, event));
        expect([
          await take('reminders', 'a'),
          await take('reminders', 'a'),
          await take('statistics', 'a'),
          await take('reminders', 'b'),
        ]).toEqual([true, false, true, true]);
      });

      it('forgets what nobody repeats any more, and keeps what is newer', async () => {
        const [desk, old, recent] = [deviceOf('desk'), operationOf('old'), operationOf('recent')];
        const remember = (push: typeof old, event: string) =>
          store.transactClinic(clinic, async (transaction) => {
            await transaction.rememberPush(desk, push, {});
            await transaction.takeOnce('reminders', event);
          });
        opened.clock.jumpTo('2026-08-01T00:00:00.000Z');
        await remember(old, 'old');
        opened.clock.jumpTo('2026-11-01T00:00:00.000Z');
        await remember(recent, 'recent');
        await store.forgetBefore(instantOf(Date.UTC(2026, 7, 18)));
        const left = await store.transactClinic(clinic, async (transaction) => ({
          pushes: [await transaction.recallPush(desk, old), await transaction.recallPush(desk, recent)],
          isNew: [await transaction.takeOnce('reminders', 'old'), await transaction.takeOnce('reminders', 'recent')],
        }));
        expect(left).toEqual({ pushes: [undefined, {}], isNew: [true, false] });
      });

      it('chains audit entries over transactions, so that a changed one is found', async () => {
        const audit = (...actions: string[]) =>
          store.transactClinic(clinic, (transaction) =>
            transaction.audit(actions.map((action) => ({ at: noon, content: { action, n: 1.5 } }))),
          );
        await Promise.all([audit('opened', 'signed'), audit('paid'), audit()]);
        const entries = await store.readClinic(clinic, (reader) => reader.auditAfter(0, 10));
        expect(entries.map(({ number }) => number)).toEqual([1, 2, 3]);
        expect(firstBroken(emptyChain, entries)).toBeUndefined();
        expect(
          firstBroken(entries[0] ?? emptyChain, await store.readClinic(clinic, (reader) => reader.auditAfter(1, 10))),
        ).toBeUndefined();
      });

      it('names its time line, the same at every call', async () => {
        const epoch = await store.epoch();
        expect(epoch).toMatch(/^[0-9a-f-]{36}$/);
        expect(await store.epoch()).toBe(epoch);
      });
    });

    describe('telling', () => {
      it('tells that a clinic has moved, after the commit, and only then', async () => {
        const moved: string[] = [];
        let heard = Promise.withResolvers<void>();
        const stop = store.onCommitted((which) => {
          moved.push(which === 'ANY' ? which : which.clinic);
          heard.resolve();
        });
        await store.transactClinic(clinic, (transaction) => transaction.audit([{ at: noon, content: {} }]));
        await expect(
          store.transactClinic(clinic, async (transaction) => {
            await transaction.put([aWrite('pets', 'Rex')]);
            throw new Error('no');
          }),
        ).rejects.toThrow('no');
        await put(['pets', 'Rex']);
        await heard.promise;
        expect(moved).toEqual([clinic]);
        stop();
        heard = Promise.withResolvers<void>();
        const stopOther = store.onCommitted(() => heard.resolve());
        await put(['pets', 'Rex']);
        await heard.promise;
        stopOther();
        expect(moved).toEqual([clinic]);
      });
    });

    describe('medical records', () => {
      it('keep every revision that ever counted', async () => {
        await put(['records', 'visit', { text: 'first' }]);
        await put(['records', 'visit', { text: 'second' }], ['records', 'other', { text: 'x' }]);
        await put(['records', 'visit', { text: 'first' }]);
        await put(['records', 'visit', { text: 'first' }, { deleted: true }]);
        const history = await store.readClinic(clinic, (reader) => reader.recordHistory(idOf('visit')));
        expect(
          history.map(({ revision, deleted, document }) => [revision, deleted, (document as TestDocument)['text']]),
        ).toEqual([
          [1, false, 'first'],
          [2, false, 'second'],
          [3, false, 'first'],
          [4, true, 'first'],
        ]);
        expect(await store.readClinic(clinic, (reader) => reader.recordHistory(idOf('unknown')))).toEqual([]);
      });
    });
  });
}
