import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openClinicDatabase } from './clinic-database.ts';
import { replicationIdentifierOf } from './documents/replication-memory.ts';
import type { LocalStore } from './local-store.ts';
import { note, noteDefinition, noteId, notes, testCollections } from './testing/notes.ts';
import { storeIn } from './testing/open-documents.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapka-upgrade-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The same collection two versions later: a text became a title, and then everything got a colour it is found by. */
const later: AnyCollection = {
  ...noteDefinition,
  version: 3,
  schema: z.looseObject({ id: z.string().max(40), title: z.string(), colour: z.string().max(20) }) as never,
  indexes: [['colour']],
  keys: () => [{ key: 'colour', value: 'red' }],
  searchEntry: (document) => ({ kind: 'NOTE', words: [String(Reflect.get(document, 'title'))], codes: [] }),
  upgrades: {
    1: ({ text = '', ...rest }) => ({ ...rest, v: 2, title: text }),
    2: (old) => ({ ...old, v: 3, colour: 'red' }),
  },
};

const open = (program: string, collections: readonly AnyCollection[]) => storeIn(folder, { program, collections });

async function replicateOnce(store: LocalStore, collections: readonly AnyCollection[], server: Map<string, object>) {
  const database = await openClinicDatabase(store, collections);
  const pushed: string[] = [];
  const state = replicateRxCollection<object, { n: number }>({
    collection: database.collections.get('inbox') as never,
    replicationIdentifier: replicationIdentifierOf('inbox'),
    live: false,
    waitForLeadership: false,
    pull: { handler: async () => ({ documents: [], checkpoint: { n: 1 } }) },
    push: {
      handler: async (rows) => {
        for (const { newDocumentState } of rows) {
          const id = String(Reflect.get(newDocumentState, 'id'));
          pushed.push(id);
          server.set(id, newDocumentState);
        }
        return [];
      },
    },
  });
  await state.awaitInitialReplication();
  await state.awaitInSync();
  await state.cancel();
  await database.close();
  return pushed;
}

describe('a file of an older program', () => {
  it('has every document in its new form, by its new index, keys and words', async () => {
    let store = await open('1', testCollections);
    store.transact((tx) => {
      for (let number = 1; number <= 30; number++) tx.put(notes, note(number));
      tx.remove(notes, noteId(30));
    });
    expect(store.read((reader) => reader.search('note 7'))).toHaveLength(1);
    await store.close();

    store = await open('2', [later]);
    store.read((reader) => {
      const found = reader.find(notes, { where: { colour: 'red' } });
      expect(found).toHaveLength(29);
      expect(found[0]).toMatchObject({ id: noteId(1), v: 3, title: 'note 1', colour: 'red' });
      expect(found[0]).not.toHaveProperty('text');
      expect(reader.byKey(notes, 'colour', 'red')).toHaveLength(29);
      expect(reader.byKey(notes, 'phone', '+7916')).toEqual([]);
      expect(reader.search('note 7')).toMatchObject([{ id: noteId(7), kind: 'NOTE' }]);
    });
    await store.close();
  });

  it('sends what was unsent, in its new form, and nothing that was sent', async () => {
    const server = new Map<string, object>();
    let store = await open('1', testCollections);
    store.transact((tx) => {
      for (let number = 1; number <= 10; number++) tx.put(notes, note(number));
    });
    expect(await replicateOnce(store, testCollections, server)).toHaveLength(10);
    expect(store.health().unsentChanges).toBe(0);
    store.transact((tx) => tx.put(notes, note(3, { text: 'offline' })));
    expect(store.health().unsentChanges).toBe(1);
    await store.close();

    store = await open('2', [later]);
    expect(store.health().unsentChanges).toBe(1);
    expect(await replicateOnce(store, [later], server)).toEqual([noteId(3)]);
    expect(server.get(noteId(3))).toMatchObject({ title: 'offline', colour: 'red', v: 3 });
    expect(await replicateOnce(store, [later], server)).toEqual([]);
    await store.close();
  });

  it('stays as it was when the upgrade fails half-way', async () => {
    let store = await open('1', testCollections);
    store.transact((tx) => {
      for (let number = 1; number <= 10; number++) tx.put(notes, note(number));
    });
    await store.close();
    const failing = {
      ...later,
      upgrades: {
        ...later.upgrades,
        2: (old: { readonly [key: string]: never }) => {
          if (old['id'] === noteId(7)) throw new Error('a bug of the upgrade');
          return old;
        },
      },
    };
    await expect(open('2', [failing as never])).rejects.toThrow('a bug of the upgrade');
    store = await open('1', testCollections);
    expect(store.read((reader) => reader.find(notes, {}))).toEqual(
      Array.from({ length: 10 }, (_, index) => note(index + 1)),
    );
    await store.close();
  });

  it('derives everything anew even when no document changed', async () => {
    let store = await open('1', testCollections);
    store.transact((tx) => tx.put(notes, note(1, { phones: ['+7916'] })));
    expect(store.read((reader) => reader.byKey(notes, 'phone', '+7916'))).toHaveLength(1);
    await store.close();
    const otherKeys = { ...noteDefinition, keys: () => [{ key: 'other', value: 'x' }] };
    store = await open('2', [otherKeys]);
    store.read((reader) => {
      expect(reader.byKey(notes, 'phone', '+7916')).toEqual([]);
      expect(reader.byKey(notes, 'other', 'x')).toHaveLength(1);
    });
    await store.close();
  });
});
