import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClinicDatabase } from './clinic-database.ts';
import type { LocalStore } from './local-store.ts';
import { openMemoryStore } from './open-store.ts';
import { abandon, type StoreChange } from './store.ts';
import { entries, note, noteId, notes, testCollections, testStamp } from './testing/notes.ts';
import { storeParts } from './testing/open-documents.ts';

let store: LocalStore;
beforeEach(() => {
  store = openMemoryStore({ ...storeParts(), collections: testCollections });
});
afterEach(() => store.close());

const get = (number: number) => store.read((reader) => reader.get(notes, noteId(number)));

describe('a transaction', () => {
  it('hands back what was put, in a copy of its own', () => {
    const wanted = note(1, { phones: ['+7916'], at: { day: '2026-11-16' } });
    expect(store.transact((tx) => tx.put(notes, wanted))).toEqual({ ok: true, value: undefined });
    expect(get(1)).toEqual(wanted);
    expect(get(1)).not.toBe(get(1));
  });

  it('answers what the act answers, and sees its own writes', () => {
    const answered = store.transact((tx) => {
      tx.put(notes, note(1));
      tx.put(notes, note(1, { text: 'again' }));
      tx.remove(notes, noteId(2));
      return [tx.get(notes, noteId(1))?.text, tx.count(notes, {}), tx.find(notes, { where: { text: 'again' } }).length];
    });
    expect(answered).toEqual({ ok: true, value: ['again', 1, 1] });
  });

  it('writes in several collections at once, or in none', () => {
    const failing = () =>
      store.transact((tx) => {
        tx.put(notes, note(1));
        tx.put(entries, note(2));
        tx.appendAudit({ command: 'test', stamp: testStamp, documents: [] });
        tx.remember(testStamp.operation, { command: 'test', input: 'hash', answer: {} });
        tx.setNodeValue('counter', { last: 1 });
        throw new Error('a bug');
      });
    expect(failing).toThrow('a bug');
    store.read((reader) => {
      expect(reader.get(notes, noteId(1))).toBeUndefined();
      expect(reader.find(entries, {})).toEqual([]);
      expect(reader.recall(testStamp.operation)).toBeUndefined();
      expect(reader.nodeValue('counter')).toBeUndefined();
    });
    expect(store.documents.file.statement('SELECT * FROM audit').all()).toEqual([]);
  });

  it('that is abandoned answers and leaves nothing behind', () => {
    const answered = store.transact((tx) => {
      tx.put(notes, note(1));
      return abandon('not this time');
    });
    expect(answered).toEqual({ ok: true, value: 'not this time' });
    expect(get(1)).toBeUndefined();
  });

  it('cannot be started inside another, nor be written to after its end', () => {
    expect(() => store.transact(() => store.transact(() => 1))).toThrow('inside another');
    const kept = store.transact((tx) => tx);
    if (!kept.ok) throw new Error('not kept');
    expect(() => kept.value.put(notes, note(1))).toThrow('after its end');
    expect(get(1)).toBeUndefined();
  });

  it('removes a document for all that look for it', () => {
    store.transact((tx) => tx.put(notes, note(1, { phones: ['+7916'] })));
    store.transact((tx) => tx.remove(notes, noteId(1)));
    store.read((reader) => {
      expect(reader.get(notes, noteId(1))).toBeUndefined();
      expect(reader.getMany(notes, [noteId(1)])).toEqual([]);
      expect(reader.find(notes, {})).toEqual([]);
      expect(reader.count(notes, {})).toBe(0);
      expect(reader.byKey(notes, 'phone', '+7916')).toEqual([]);
    });
  });

  it('keeps the audit trail from being changed and from being removed', () => {
    store.transact((tx) => tx.appendAudit({ command: 'test', stamp: testStamp, documents: [] }));
    const { file } = store.documents;
    expect(() => file.execute("UPDATE audit SET entry = ''")).toThrow('append-only');
    expect(() => file.execute('DELETE FROM audit')).toThrow('append-only');
  });

  it('remembers the answer of an operation and the values of the node', () => {
    const answered = { command: 'pay', input: 'hash', answer: { paid: 5 } };
    store.transact((tx) => {
      tx.remember(testStamp.operation, answered);
      tx.setNodeValue('counter', { last: 1 });
    });
    store.transact((tx) => tx.setNodeValue('counter', { last: 2 }));
    store.read((reader) => {
      expect(reader.recall(testStamp.operation)).toEqual(answered);
      expect(reader.nodeValue('counter')).toEqual({ last: 2 });
    });
  });

  it('takes effect once: an operation is not remembered twice', () => {
    const done = { command: 'pay', input: 'hash', answer: {} };
    store.transact((tx) => tx.remember(testStamp.operation, done));
    expect(() => store.transact((tx) => tx.remember(testStamp.operation, done))).toThrow('UNIQUE');
  });
});

describe('a key', () => {
  it('finds the documents that hold it now, in the order of their ids', () => {
    store.transact((tx) => {
      tx.put(notes, note(2, { phones: ['+7916', '+7917'] }));
      tx.put(notes, note(1, { phones: ['+7916'] }));
      tx.put(entries, note(3, { phones: ['+7916'] }));
    });
    const holding = (value: string) =>
      store.read((reader) => reader.byKey(notes, 'phone', value).map(({ amount }) => amount));
    expect([holding('+7916'), holding('+7917'), holding('+79')]).toEqual([[1, 2], [2], []]);
    store.transact((tx) => tx.put(notes, note(2, { phones: ['+7917'] })));
    expect([holding('+7916'), holding('+7917')]).toEqual([[1], [2]]);
  });
});

describe('after the commit', () => {
  it('changes are told once, with who made them, before the transaction answers', () => {
    const heard: StoreChange[] = [];
    store.onChange((changes) => heard.push(...changes));
    store.transact((tx) => {
      tx.put(notes, note(1));
      tx.put(entries, note(2));
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual([
      { collection: 'inbox', id: noteId(1), origin: 'COMMAND' },
      { collection: 'ledger', id: noteId(2), origin: 'COMMAND' },
    ]);
  });

  it('nothing is told of a transaction that was undone, nor to those who stopped listening', () => {
    const heard: unknown[] = [];
    const stop = store.onChange((changes) => heard.push(changes));
    store.transact((tx) => {
      tx.put(notes, note(1));
      return abandon(undefined);
    });
    stop();
    store.transact((tx) => tx.put(notes, note(2)));
    expect(heard).toEqual([]);
  });

  it('what a listener writes is told after what it heard of, to all', () => {
    const heard: string[] = [];
    store.onChange((changes) => {
      heard.push(`first ${changes[0]?.collection}`);
      if (changes[0]?.collection === 'inbox') store.transact((tx) => tx.put(entries, note(2)));
    });
    store.onChange((changes) => heard.push(`second ${changes[0]?.collection}`));
    store.transact((tx) => tx.put(notes, note(1)));
    expect(heard).toEqual(['first inbox', 'second inbox', 'first ledger', 'second ledger']);
  });

  it('a listener or an act that fails keeps nobody else from theirs', () => {
    const heard: string[] = [];
    store.onChange(() => {
      throw new Error('a bug of a listener');
    });
    store.onChange(() => heard.push('listener'));
    const answered = store.transact((tx) => {
      tx.afterCommit(() => {
        throw new Error('a bug of an act');
      });
      tx.afterCommit(() => heard.push('act'));
      tx.put(notes, note(1));
    });
    expect(answered.ok).toBe(true);
    expect(heard).toEqual(['listener', 'act']);
  });

  it('acts run only when there was one', () => {
    const ran: string[] = [];
    store.transact((tx) => {
      tx.afterCommit(() => ran.push('abandoned'));
      return abandon(undefined);
    });
    store.transact((tx) => tx.afterCommit(() => ran.push('committed')));
    expect(ran).toEqual(['committed']);
  });
});

describe('the store and RxDB', () => {
  it('see the writes of each other at once', async () => {
    const database = await openClinicDatabase(store, testCollections);
    const collection = database.collections.get('inbox')!;
    const heard: StoreChange[] = [];
    store.onChange((changes) => heard.push(...changes));
    store.transact((tx) => tx.put(notes, note(1, { text: 'first' })));
    const found = await collection.findOne(noteId(1)).exec();
    expect(found?.toJSON()).toEqual(note(1, { text: 'first' }));
    store.transact((tx) => tx.put(notes, note(1, { text: 'second' })));
    expect(found?.getLatest().toJSON()).toEqual(note(1, { text: 'second' }));
    await collection.insert(note(2, { phones: ['+7916'] }));
    expect(store.read((reader) => reader.byKey(notes, 'phone', '+7916'))).toEqual([note(2, { phones: ['+7916'] })]);
    await collection.findOne(noteId(2)).remove();
    expect(get(2)).toBeUndefined();
    store.transact((tx) => tx.remove(notes, noteId(1)));
    expect(await collection.findOne(noteId(1)).exec()).toBeNull();
    expect(heard.map(({ origin }) => origin)).toEqual(['COMMAND', 'COMMAND', 'REPLICATION', 'REPLICATION', 'COMMAND']);
    await database.close();
  });

  it('count what the server does not have yet', async () => {
    expect(store.health()).toMatchObject({ state: 'READY', unsentChanges: 0 });
    store.transact((tx) => {
      tx.put(notes, note(1));
      tx.put(entries, note(2));
    });
    store.transact((tx) => tx.put(notes, note(1, { text: 'again' })));
    expect(store.health().unsentChanges).toBe(2);
    expect(store.health().fileBytes).toBeGreaterThan(10_000);
  });
});
