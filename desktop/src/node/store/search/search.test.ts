import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalStore } from '../local-store.ts';
import { openMemoryStore } from '../open-store.ts';
import { entries, note, type Note, notes, testCollections } from '../testing/notes.ts';
import { storeParts } from '../testing/open-documents.ts';

let store: LocalStore;
beforeEach(() => {
  store = openMemoryStore({ ...storeParts(), collections: testCollections });
});
afterEach(() => store.close());

const put = (number: number, text: string, fields: Partial<Note> = {}) =>
  store.transact((tx) => tx.put(notes, note(number, { text, ...fields })));
const found = (text: string) => store.read((reader) => reader.search(text)).map((hit) => hit.text);

describe('searching the store', () => {
  it('finds what commands and replication have written, in every collection', () => {
    put(1, 'Иванова Анна', { phones: ['+79161234567'], kind: 'CLIENT' });
    store.transact((tx) => tx.put(entries, note(2, { text: 'Барсик', kind: 'PET' })));
    expect(store.read((reader) => reader.search('иван'))).toEqual([
      { collection: 'inbox', id: note(1).id, kind: 'CLIENT', text: 'Иванова Анна' },
    ]);
    expect(store.read((reader) => reader.search(',fhcbr'))).toEqual([
      { collection: 'ledger', id: note(2).id, kind: 'PET', text: 'Барсик' },
    ]);
  });

  it('shows the phone that was typed', () => {
    put(1, 'Иванова Анна', { phones: ['+79160000000', '+79161234567'] });
    expect(found('4567')).toEqual(['Иванова Анна +79161234567']);
    expect(found('8 916 000')).toEqual(['Иванова Анна +79160000000']);
  });

  it('follows a document that is changed, removed and written again', () => {
    put(1, 'Иванова Анна');
    expect(found('иванова')).toEqual(['Иванова Анна']);
    put(1, 'Петрова Анна');
    expect([found('иванова'), found('петрова')]).toEqual([[], ['Петрова Анна']]);
    store.transact((tx) => tx.remove(notes, note(1).id));
    expect(found('петрова')).toEqual([]);
    put(1, 'Петрова Анна');
    expect(found('петрова')).toEqual(['Петрова Анна']);
  });

  it('sees what its own transaction has written, and nothing of one that was undone', () => {
    put(1, 'Иванова Анна');
    expect(() =>
      store.transact((tx) => {
        tx.put(notes, note(2, { text: 'Иванова Мария' }));
        expect(tx.search('иванова мария')).toHaveLength(1);
        throw new Error('undo');
      }),
    ).toThrow('undo');
    expect(found('иванова')).toEqual(['Иванова Анна']);
  });

  it('puts whole words before beginnings, and names as typed before other readings', () => {
    put(1, 'Иванов Пётр');
    put(2, 'Петров Иван');
    put(3, 'Иван');
    put(4, 'Ivan Smith');
    expect(found('иван')).toEqual(['Иван', 'Петров Иван', 'Иванов Пётр', 'Ivan Smith']);
    expect(found('ivan')).toEqual(['Ivan Smith', 'Иван', 'Иванов Пётр', 'Петров Иван']);
    expect(found('иванов петр')).toEqual(['Иванов Пётр']);
  });

  it('finds a number in a name, and a name together with a code', () => {
    put(1, 'Приют 12', { phones: ['+79161234567'] });
    expect(found('12')).toEqual(['Приют 12']);
    expect(found('приют 12')).toEqual(['Приют 12']);
    expect(found('приют 4567')).toEqual(['Приют 12 +79161234567']);
    expect(found('приют 9999')).toEqual([]);
  });

  it('answers twenty at most, and nothing to nothing', () => {
    for (let number = 1; number <= 30; number++) put(number, `Смирнов ${number}`);
    expect(found('смирнов')).toHaveLength(20);
    for (const text of ['', ' ', '"', '*', ':', 'words', ')', 'NOT', 'a"b', '--', 'нет такого']) {
      expect(found(text)).toEqual([]);
    }
  });
});
