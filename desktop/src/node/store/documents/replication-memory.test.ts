import {
  getRxReplicationMetaInstanceSchema,
  type RxStorage,
  type RxStorageInstance,
  type RxStorageReplicationMeta,
} from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { describe, expect, it } from 'vitest';
import type { LocalStore } from '../local-store.ts';
import { sqliteStorage } from '../rx-storage/sqlite-storage.ts';
import { noteId } from '../testing/notes.ts';
import { emptyStore } from '../testing/open-documents.ts';
import {
  changed,
  type PeopleInstance,
  peopleIn,
  type Person,
  person,
  plainPeopleSchema,
  type StoredPerson,
} from '../testing/people.ts';
import { memoryNameOf } from './replication-memory.ts';

type Memory = RxStorageInstance<RxStorageReplicationMeta<Person, unknown>, unknown, object>;
interface Pair {
  readonly people: PeopleInstance;
  readonly memory: Memory;
}

async function pairOn(storage: RxStorage<unknown, object>, database: string): Promise<Pair> {
  const people = await peopleIn(storage, { schema: plainPeopleSchema, database });
  const memory = await storage.createStorageInstance<RxStorageReplicationMeta<Person, unknown>>({
    databaseInstanceToken: 'token',
    databaseName: database,
    collectionName: memoryNameOf('people'),
    schema: getRxReplicationMetaInstanceSchema<Person, unknown>(plainPeopleSchema, false),
    options: {},
    multiInstance: false,
    devMode: false,
  });
  return { people, memory };
}

/** What RxDB writes down about a document once it is the same on both sides. */
function memoryOf({ _meta, _rev, _attachments, ...docData }: StoredPerson, previous?: object) {
  const height = previous === undefined ? 1 : Number(String(Reflect.get(previous, '_rev')).split('-')[0]) + 1;
  return {
    id: `${docData.id}|0`,
    isCheckpoint: '0',
    itemId: docData.id,
    docData,
    _deleted: false,
    _attachments: {},
    _meta: { lwt: 1000 + height },
    _rev: `${height}-replication`,
  } as never;
}

describe('what a replication remembers', () => {
  it('is kept as the id alone where it is the document as it stands, and read back whole', async () => {
    const store = emptyStore();
    const { people, memory } = await pairOn(sqliteStorage(store.documents), 'people');
    const anna = person(noteId(1), { name: 'Anna' });
    await people.bulkWrite([{ document: anna }], 'replication-downstream-x');
    const remembered = memoryOf(anna);
    await memory.bulkWrite([{ document: remembered }], 'replication-down-write-meta');
    expect(bodiesOf(store)).toEqual([null]);
    expect(await memory.findDocumentsById([`${noteId(1)}|0`], true)).toEqual([remembered]);
    await people.bulkWrite([changed(anna, { name: 'Maria' })], 'command');
    expect(await memory.findDocumentsById([`${noteId(1)}|0`], true)).toEqual([remembered]);
    expect(bodiesOf(store)).toEqual([expect.stringContaining('Anna')]);
    await store.close();
  });

  it("is the same as in RxDB's memory storage, whatever becomes of the documents", async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const chooser = new SeededChooser(seed);
      const store = emptyStore();
      const ours = await pairOn(sqliteStorage(store.documents), `memory-${seed}`);
      const theirs = await pairOn(getRxStorageMemory(), `memory-${seed}`);
      const both = [ours, theirs];
      const current = new Map<string, StoredPerson>();
      const refused: unknown[] = [];
      for (let step = 0; step < 60; step++) {
        const id = chooser.chance(0.9) ? noteId(chooser.between(1, 6)) : 'not-an-id';
        const known = current.get(id);
        if (known === undefined || chooser.chance(0.5)) {
          const row =
            known === undefined
              ? { document: person(id, { name: chooser.pick(['a', 'ё', '🐈', '"']) }) }
              : changed(known, { age: chooser.between(0, 9), _deleted: chooser.chance(0.3) });
          for (const { people } of both) await people.bulkWrite([row], 'x');
          current.set(id, row.document);
        } else {
          const state = chooser.chance(0.7) ? known : { ...known, age: 999 };
          const [previous] = await theirs.memory.findDocumentsById([`${id}|0`], true);
          const row = { ...(previous && { previous }), document: memoryOf(state, previous) };
          for (const { memory } of both) refused.push(...(await memory.bulkWrite([row], 'x')).error);
        }
        if (chooser.chance(0.05)) await ours.people.cleanup(-1000);
        const ids = [...current.keys()].map((one) => `${one}|0`);
        expect(byId(await ours.memory.findDocumentsById(ids, true)), `seed ${seed}, step ${step}`).toEqual(
          byId(await theirs.memory.findDocumentsById(ids, true)),
        );
        if (chooser.chance(0.05)) await theirs.people.cleanup(-1000);
        for (const [one, { _deleted }] of current) if (_deleted && chooser.chance(0.3)) await purge(both, current, one);
      }
      expect(refused).toEqual([]);
      await store.close();
      await theirs.people.remove();
      await theirs.memory.remove();
    }
  });

  it('goes with the documents when they are removed, and they stay when it is', async () => {
    const store = emptyStore();
    const { people, memory } = await pairOn(sqliteStorage(store.documents), 'people');
    const anna = person(noteId(1));
    await people.bulkWrite([{ document: anna }], 'x');
    await memory.bulkWrite([{ document: memoryOf(anna) }], 'x');
    await memory.remove();
    await people.bulkWrite([changed(anna, { age: 5 })], 'x');
    expect(await people.findDocumentsById([noteId(1)], false)).toHaveLength(1);
    const again = await pairOn(sqliteStorage(store.documents), 'people');
    const [now] = await people.findDocumentsById([noteId(1)], false);
    await again.memory.bulkWrite([{ document: memoryOf(now!) }], 'x');
    await people.remove();
    expect(await again.memory.findDocumentsById([`${noteId(1)}|0`], true)).toEqual([]);
    await store.close();
  });
});

async function purge(both: readonly Pair[], current: Map<string, StoredPerson>, id: string): Promise<void> {
  for (const { people } of both) await people.cleanup(-1000);
  for (const [one, { _deleted }] of current) if (_deleted) current.delete(one);
  expect(current.has(id)).toBe(false);
}

function byId<Document extends { readonly id: string }>(documents: readonly Document[]): Map<string, Document> {
  return new Map(documents.map((document) => [document.id, document]));
}

function bodiesOf(store: LocalStore): unknown[] {
  const memory = store.documents.catalogue.all().find(({ shape }) => shape.remembers !== undefined)!;
  return store.documents.file
    .statement<readonly [string | null]>(`SELECT body FROM ${memory.name}`)
    .all()
    .map(([body]) => body);
}
