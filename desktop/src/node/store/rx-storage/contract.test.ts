import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { type EventBulk, type RxStorage, type RxStorageChangeEvent } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  changed,
  idsOf,
  inserts,
  peopleIn,
  type PeopleInstance,
  type Person,
  person,
  prepared,
  type StoredPerson,
} from '../testing/people.ts';
import { emptyStore } from '../testing/open-documents.ts';
import { sqliteStorage } from './sqlite-storage.ts';

interface StorageUnderTest {
  readonly name: string;
  readonly open: () => { readonly storage: RxStorage<unknown, object>; close(): Promise<void> };
}

/** What RxDB may expect of a storage, one promise per test. Any storage can be put to it. */
function storageContract({ name, open }: StorageUnderTest): void {
  let used: ReturnType<StorageUnderTest['open']>;
  let people: PeopleInstance;

  beforeEach(async () => {
    used = open();
    people = await peopleIn(used.storage);
  });
  afterEach(() => used.close());

  const write = (rows: Parameters<PeopleInstance['bulkWrite']>[0]) => people.bulkWrite(rows, 'test');
  const stored = async (id: string): Promise<StoredPerson | undefined> =>
    (await people.findDocumentsById([id], true))[0];

  describe(`${name}: writing`, () => {
    it('keeps a document as it was given', async () => {
      const anna = person('a', { town: 'Тверь', tags: ['x', 'y'], address: { street: 'Лесная', house: 5 } });
      expect(await write(inserts([anna]))).toEqual({ error: [] });
      expect(await stored('a')).toEqual(anna);
    });

    it('keeps every character: quotes, emoji, NUL, tab, a lone surrogate', async () => {
      const odd = ["it's", 'a"b', '🐈', 'tab\there', 'nul\u0000here', 'half\ud83d', '\ue000', 'Ёж', ''];
      await write(inserts(odd.map((name, index) => person(`p${index}`, { name }))));
      const found = await people.findDocumentsById(
        odd.map((_, index) => `p${index}`),
        false,
      );
      expect(new Map(found.map(({ id, name }) => [id, name]))).toEqual(
        new Map(odd.map((name, index) => [`p${index}`, name])),
      );
    });

    it('finds a document by an id of any characters', async () => {
      const odd = ['a b', 'a|b', '🐈', 'nul\u0000here', "it's", '%', '_'];
      await write(inserts(odd.map((id) => person(id))));
      const found = await Promise.all(odd.map((id) => people.findDocumentsById([id], false)));
      expect(found.map((documents) => documents.map(({ id }) => id))).toEqual(odd.map((id) => [id]));
    });

    it('replaces a document on top of the revision the writer knew', async () => {
      const first = person('a');
      await write(inserts([first]));
      const row = changed(first, { age: 31 });
      expect(await write([row])).toEqual({ error: [] });
      expect(await stored('a')).toEqual(row.document);
    });

    it('answers 409 with the stored document when an id is taken', async () => {
      const first = person('a');
      await write(inserts([first]));
      const { error } = await write(inserts([person('a', { age: 99 })]));
      expect(error).toMatchObject([
        { status: 409, documentId: 'a', isError: true, documentInDb: first, context: 'test' },
      ]);
      expect(await stored('a')).toEqual(first);
    });

    it('answers 409 with the stored document when the writer knew an older revision', async () => {
      const first = person('a');
      await write(inserts([first]));
      const second = changed(first, { age: 31 });
      await write([second]);
      const { error } = await write([changed(first, { age: 32 })]);
      expect(error).toMatchObject([{ status: 409, documentId: 'a' }]);
      expect('documentInDb' in error[0]! && error[0].documentInDb).toEqual(second.document);
    });

    it('writes the good rows of a bulk whose other rows are refused', async () => {
      await write(inserts([person('a')]));
      const { error } = await write(inserts([person('a'), person('b'), person('c')]));
      expect(error.map(({ documentId }) => documentId)).toEqual(['a']);
      expect((await people.findDocumentsById(['a', 'b', 'c'], false)).map(({ id }) => id).sort()).toEqual([
        'a',
        'b',
        'c',
      ]);
    });

    it('takes a document that is new to it although the writer knew it before', async () => {
      const row = changed(person('a'), { age: 31 });
      expect(await write([row])).toEqual({ error: [] });
      expect(await stored('a')).toEqual(row.document);
    });

    it('takes a document that arrives dead, and tells nobody', async () => {
      const heard = listen(people);
      const dead = { ...person('a'), _deleted: true };
      expect(await write(inserts([dead]))).toEqual({ error: [] });
      expect(await people.findDocumentsById(['a'], false)).toEqual([]);
      expect(await stored('a')).toEqual(dead);
      expect(heard.flatMap(({ events }) => events)).toEqual([]);
    });

    it('refuses to insert over a dead document, and shows it', async () => {
      const dead = { ...person('a'), _deleted: true };
      await write(inserts([dead]));
      const { error } = await write(inserts([person('a')]));
      expect(error).toMatchObject([{ status: 409, documentInDb: dead }]);
    });

    it('brings a dead document back to life on top of its death', async () => {
      const first = person('a');
      await write(inserts([first]));
      const death = changed(first, { _deleted: true });
      await write([death]);
      const again = changed(death.document, { _deleted: false, age: 1 });
      expect(await write([again])).toEqual({ error: [] });
      expect(await idsOf(people, {})).toEqual(['a']);
    });

    it('keeps what other programs noted in the meta data and the form of any revision', async () => {
      const noted = person('a');
      noted._meta['o'] = { hash: 'abc', _rev: 1 };
      noted._rev = '12-a-b-c';
      await write(inserts([noted, { ...person('b'), _rev: 'odd' }]));
      expect(await stored('a')).toEqual(noted);
      expect((await stored('b'))?._rev).toBe('odd');
    });

    it('never changes what it was given', async () => {
      const frozen = deepFrozen(person('a', { tags: ['x'], address: { street: 's', house: 1 } }));
      await write(inserts([frozen]));
      const next = deepFrozen(changed(frozen, { age: 5 }));
      await write([next]);
      await write([next]);
      expect(await stored('a')).toEqual(next.document);
    });

    it('hands out documents that do not change when others are written', async () => {
      const first = person('a', { tags: ['x'] });
      await write(inserts([first]));
      const before = await stored('a');
      await write([changed(first, { age: 5, tags: ['y'] })]);
      expect(before?.age).toBe(30);
      expect(before?.tags).toEqual(['x']);
    });

    it('lets one of two writers win who knew the same revision', async () => {
      const first = person('a');
      await write(inserts([first]));
      const results = await Promise.all([write([changed(first, { age: 1 })]), write([changed(first, { age: 2 })])]);
      expect(results.map(({ error }) => error.length).toSorted((a, b) => a - b)).toEqual([0, 1]);
    });

    it('writes a bulk of 2,000 documents', async () => {
      await write(inserts(Array.from({ length: 2000 }, (_, index) => person(`p${index}`, { age: index % 100 }))));
      expect((await people.count(prepared({}))).count).toBe(2000);
    });
  });

  describe(`${name}: finding by id`, () => {
    it('leaves dead documents out unless they are asked for', async () => {
      const first = person('a');
      await write(inserts([first, person('b')]));
      await write([changed(first, { _deleted: true })]);
      expect((await people.findDocumentsById(['a', 'b'], false)).map(({ id }) => id)).toEqual(['b']);
      expect((await people.findDocumentsById(['a', 'b'], true)).map(({ id }) => id).sort()).toEqual(['a', 'b']);
    });

    it('answers nothing for ids that are not there, and nothing for no ids', async () => {
      await write(inserts([person('a')]));
      expect(await people.findDocumentsById(['x', 'y'], true)).toEqual([]);
      expect(await people.findDocumentsById([], true)).toEqual([]);
    });

    it('finds 1,000 of 1,500 ids', async () => {
      const ids = Array.from({ length: 1500 }, (_, index) => `p${index}`);
      await write(inserts(ids.slice(0, 1000).map((id) => person(id))));
      const found = await people.findDocumentsById(ids, false);
      expect(found.map(({ id }) => id).sort()).toEqual(ids.slice(0, 1000).sort());
    });
  });

  describe(`${name}: querying`, () => {
    const cast = [
      person('a', { name: 'Anna', age: 30, weight: 60, member: true, town: 'Tver' }),
      person('b', { name: 'Boris', age: 20, weight: 80.5, member: false, tags: ['vip'] }),
      person('c', { name: 'Anna', age: 40, weight: 55.25, member: true }),
      person('d', { name: 'Dora', age: 20, weight: 60, member: false, town: 'Omsk' }),
      person('e', { name: 'Egor', age: -5, weight: 0, member: true, address: { street: 'Main', house: 7 } }),
    ];
    beforeEach(() => write(inserts(cast)));

    it('answers all living documents in the order asked for', async () => {
      expect(await idsOf(people, { sort: [{ id: 'asc' }] })).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(await idsOf(people, { sort: [{ id: 'desc' }] })).toEqual(['e', 'd', 'c', 'b', 'a']);
      expect(await idsOf(people, { sort: [{ age: 'asc' }] })).toEqual(['e', 'b', 'd', 'a', 'c']);
      expect(await idsOf(people, { sort: [{ age: 'desc' }] })).toEqual(['c', 'a', 'b', 'd', 'e']);
      expect(await idsOf(people, { sort: [{ name: 'asc' }, { weight: 'desc' }] })).toEqual(['a', 'c', 'b', 'd', 'e']);
      expect(await idsOf(people, { sort: [{ member: 'desc' }, { age: 'asc' }] })).toEqual(['e', 'a', 'c', 'b', 'd']);
    });

    it('sorts by fields no index has', async () => {
      expect(await idsOf(people, { sort: [{ town: 'asc' }, { id: 'asc' }] })).toEqual(['b', 'c', 'e', 'd', 'a']);
    });

    it.each<[string, Parameters<typeof idsOf>[1]['selector'], string[]]>([
      ['$eq', { name: { $eq: 'Anna' } }, ['a', 'c']],
      ['$ne', { name: { $ne: 'Anna' } }, ['b', 'd', 'e']],
      ['$gt', { age: { $gt: 20 } }, ['a', 'c']],
      ['$gte', { age: { $gte: 20 } }, ['a', 'b', 'c', 'd']],
      ['$lt', { age: { $lt: 20 } }, ['e']],
      ['$lte', { age: { $lte: 20 } }, ['b', 'd', 'e']],
      ['a range', { age: { $gt: 0, $lt: 40 } }, ['a', 'b', 'd']],
      ['a range of texts', { name: { $gte: 'B', $lt: 'E' } }, ['b', 'd']],
      ['a range outside the bounds of the schema', { age: { $gt: -5000, $lt: 5000 } }, ['a', 'b', 'c', 'd', 'e']],
      ['an empty range', { age: { $gt: 30, $lt: 30 } }, []],
      ['$in', { name: { $in: ['Dora', 'Anna', 'Nobody'] } }, ['a', 'c', 'd']],
      ['$in of nothing', { name: { $in: [] } }, []],
      ['$nin', { age: { $nin: [20, 30] } }, ['c', 'e']],
      ['a boolean', { member: { $eq: false } }, ['b', 'd']],
      ['two indexed fields', { member: { $eq: true }, age: { $gte: 0 } }, ['a', 'c']],
      ['a decimal number', { weight: { $eq: 55.25 } }, ['c']],
      ['$exists', { town: { $exists: true } }, ['a', 'd']],
      ['$exists false', { town: { $exists: false } }, ['b', 'c', 'e']],
      ['$regex', { name: { $regex: '^[AD]' } }, ['a', 'c', 'd']],
      ['$or', { $or: [{ name: { $eq: 'Egor' } }, { age: { $eq: 20 } }] }, ['b', 'd', 'e']],
      ['$and', { $and: [{ name: { $eq: 'Anna' } }, { age: { $gt: 35 } }] }, ['c']],
      ['$nor', { $nor: [{ name: { $eq: 'Anna' } }, { age: { $eq: 20 } }] }, ['e']],
      ['$not', { age: { $not: { $gt: 20 } } }, ['b', 'd', 'e']],
      ['$elemMatch', { tags: { $elemMatch: { $eq: 'vip' } } }, ['b']],
      ['$size', { tags: { $size: 1 } }, ['b']],
      ['$mod', { age: { $mod: [40, 0] } }, ['c']],
      ['$type', { town: { $type: 'string' } }, ['a', 'd']],
      ['a field within a field', { 'address.house': { $eq: 7 } }, ['e']],
      ['the id', { id: { $gt: 'b', $lte: 'd' } }, ['c', 'd']],
    ])('understands %s', async (_operator, selector, expected) => {
      expect(await idsOf(people, { selector: selector!, sort: [{ id: 'asc' }] })).toEqual(expected);
      expect((await people.count(prepared({ selector: selector! }))).count).toBe(expected.length);
    });

    it('skips and limits, also to nothing', async () => {
      const sort: [{ id: 'asc' }] = [{ id: 'asc' }];
      expect(await idsOf(people, { sort, skip: 1, limit: 2 })).toEqual(['b', 'c']);
      expect(await idsOf(people, { sort, limit: 0 })).toEqual([]);
      expect(await idsOf(people, { sort, skip: 4, limit: 9 })).toEqual(['e']);
      expect(await idsOf(people, { sort, skip: 9 })).toEqual([]);
      expect(await idsOf(people, { sort: [{ town: 'desc' }], skip: 1, limit: 1 })).toEqual(['d']);
      const regex = { name: { $regex: 'a' } };
      expect(await idsOf(people, { sort, selector: regex, skip: 1, limit: 1 })).toEqual(['c']);
    });

    it('answers every query in the same order every time', async () => {
      const queries = [{ selector: { name: 'Anna' } }, { selector: {} }, { selector: { age: { $lt: 25 } } }];
      for (const query of queries) expect(await idsOf(people, query)).toEqual(await idsOf(people, query));
    });

    it('sees a change in the next query', async () => {
      await write([changed(cast[0]!, { name: 'Zoya' })]);
      expect(await idsOf(people, { selector: { name: 'Zoya' } })).toEqual(['a']);
      expect(await idsOf(people, { selector: { name: 'Anna' } })).toEqual(['c']);
      await write([changed(cast[2]!, { _deleted: true })]);
      expect(await idsOf(people, { selector: { name: 'Anna' } })).toEqual([]);
    });

    it('finds dead documents when a query asks for them', async () => {
      await write([changed(cast[1]!, { _deleted: true })]);
      expect(await idsOf(people, { selector: { _deleted: { $eq: true } } as never })).toEqual(['b']);
    });
  });

  describe(`${name}: the order of texts`, () => {
    const inJavaScriptOrder = ['', 'A', 'a', 'z', 'É', 'ö', 'Ё', 'ё', '中', '🐈', '😀', '\ue000', '\uffee'];
    beforeEach(() =>
      write(
        inserts(inJavaScriptOrder.map((name, index) => person(`p${inJavaScriptOrder.length - index + 10}`, { name }))),
      ),
    );
    const names = async (query: Parameters<typeof idsOf>[1]): Promise<string[]> =>
      (await people.query(prepared(query))).documents.map((found) => found.name);

    it('is that of JavaScript: umlauts, emoji, U+E000', async () => {
      expect(inJavaScriptOrder.toSorted()).toEqual(inJavaScriptOrder);
      expect(await names({ sort: [{ name: 'asc' }] })).toEqual(inJavaScriptOrder);
      expect(await names({ sort: [{ name: 'desc' }] })).toEqual(inJavaScriptOrder.toReversed());
    });

    it('finds a text that starts with an emoji, from below and from above', async () => {
      expect(await names({ selector: { name: { $gte: '🐈' } }, sort: [{ name: 'asc' }] })).toEqual([
        '🐈',
        '😀',
        '\ue000',
        '\uffee',
      ]);
      expect(await names({ selector: { name: { $gt: '中', $lt: '\ue000' } }, sort: [{ name: 'asc' }] })).toEqual([
        '🐈',
        '😀',
      ]);
      expect(await names({ selector: { name: '🐈' } })).toEqual(['🐈']);
    });
  });

  describe(`${name}: telling about changes`, () => {
    it('tells inserts, updates and deaths with what was before, and who wrote them', async () => {
      const heard = listen(people);
      const first = person('a');
      await people.bulkWrite(inserts([first]), 'one');
      const second = changed(first, { age: 31 });
      await people.bulkWrite([second], 'two');
      const third = changed(second.document, { _deleted: true });
      await people.bulkWrite([third], 'three');
      expect(heard.map(({ context }) => context)).toEqual(['one', 'two', 'three']);
      expect(heard.flatMap(({ events }) => events)).toMatchObject([
        { operation: 'INSERT', documentId: 'a', documentData: first },
        { operation: 'UPDATE', documentId: 'a', documentData: second.document, previousDocumentData: first },
        { operation: 'DELETE', documentId: 'a', previousDocumentData: second.document },
      ]);
    });

    it('has told before the write is answered', async () => {
      const heard = listen(people);
      const writing = write(inserts([person('a')]));
      await writing;
      expect(heard).toHaveLength(1);
    });

    it('tells nothing about refused rows', async () => {
      await write(inserts([person('a')]));
      const heard = listen(people);
      await write(inserts([person('a')]));
      expect(heard).toEqual([]);
    });

    it('gives every bulk an id of its own', async () => {
      const heard = listen(people);
      for (let index = 0; index < 5; index++) await write(inserts([person(`p${index}`)]));
      expect(new Set(heard.map(({ id }) => id)).size).toBe(5);
    });

    it('tells all instances of one collection, and none of another', async () => {
      const twin = await peopleIn(used.storage);
      const other = await peopleIn(used.storage, { collection: 'others' });
      const [heardByTwin, heardByOther] = [listen(twin), listen(other)];
      await write(inserts([person('a')]));
      expect(heardByTwin).toHaveLength(1);
      expect(heardByOther).toEqual([]);
      expect(await idsOf(twin, {})).toEqual(['a']);
      expect(await idsOf(other, {})).toEqual([]);
    });
  });

  describe(`${name}: cleaning up`, () => {
    it('removes what has been dead for long, and nothing else', async () => {
      const [a, b, c] = [person('a'), person('b'), person('c')];
      await write(inserts([a, b, c]));
      const longDead = { ...changed(a, { _deleted: true }).document, _meta: { lwt: Date.now() - 60_000 } };
      await write([{ previous: a, document: longDead }]);
      await write([changed(b, { _deleted: true })]);
      expect(await people.cleanup(30_000)).toBe(true);
      expect((await people.findDocumentsById(['a', 'b', 'c'], true)).map(({ id }) => id).sort()).toEqual(['b', 'c']);
    });

    it('lets a cleaned up id be used again', async () => {
      const dead = { ...person('a'), _deleted: true, _meta: { lwt: 1000 } };
      await write(inserts([dead]));
      expect(await people.cleanup(0)).toBe(true);
      expect(await write(inserts([person('a')]))).toEqual({ error: [] });
      expect(await idsOf(people, {})).toEqual(['a']);
    });
  });

  describe(`${name}: attachments`, () => {
    const text = (content: string, digest: string) => ({
      length: content.length,
      type: 'text/plain',
      digest,
      data: new Blob([content], { type: 'text/plain' }),
    });
    const stub = (content: string, digest: string) => ({ length: content.length, type: 'text/plain', digest });
    const contentOf = async (digest: string) => (await people.getAttachmentData('a', 'note.txt', digest)).text();

    it('keeps the bytes apart from the document', async () => {
      const anna = { ...person('a'), _attachments: { 'note.txt': text('hello', 'd1') } };
      expect(await write([{ document: anna }])).toEqual({ error: [] });
      expect((await stored('a'))?._attachments).toEqual({ 'note.txt': stub('hello', 'd1') });
      expect(await contentOf('d1')).toBe('hello');
    });

    it('hands out bytes with their type', async () => {
      await write([{ document: { ...person('a'), _attachments: { 'note.txt': text('hello', 'd1') } } }]);
      expect((await people.getAttachmentData('a', 'note.txt', 'd1')).type).toBe('text/plain');
    });

    it('keeps, changes and removes attachments with the revisions of their document', async () => {
      const first = { ...person('a'), _attachments: { 'note.txt': text('one', 'd1') } };
      await write([{ document: first }]);
      const known = (await stored('a'))!;
      const kept = changed(known, { age: 1 });
      expect(await write([kept])).toEqual({ error: [] });
      expect(await contentOf('d1')).toBe('one');
      const other = changed(kept.document, {
        _attachments: { 'note.txt': text('two', 'd2') },
      });
      await write([other]);
      expect(await contentOf('d2')).toBe('two');
      const none = changed((await stored('a'))!, { _attachments: {} });
      await write([none]);
      await expect(async () => contentOf('d2')).rejects.toThrow(/attachment/);
    });

    it('refuses a wrong digest', async () => {
      await write([{ document: { ...person('a'), _attachments: { 'note.txt': text('one', 'd1') } } }]);
      await expect(async () => contentOf('d9')).rejects.toThrow(/attachment/);
    });
  });

  describe(`${name}: instances`, () => {
    it('shares the documents of one collection between its instances', async () => {
      const twin = await peopleIn(used.storage);
      await write(inserts([person('a')]));
      expect((await twin.findDocumentsById(['a'], false)).length).toBe(1);
      const { error } = await twin.bulkWrite(inserts([person('a')]), 'twin');
      expect(error).toMatchObject([{ status: 409 }]);
    });

    it('keeps collections, databases and versions apart', async () => {
      await write(inserts([person('a')]));
      for (const where of [{ collection: 'others' }, { database: 'elsewhere' }, { version: 1 }]) {
        expect(await idsOf(await peopleIn(used.storage, where), {})).toEqual([]);
      }
    });

    it('finds the documents again after it was closed, and can be closed twice', async () => {
      await write(inserts([person('a')]));
      await people.close();
      await people.close();
      expect(await idsOf(await peopleIn(used.storage), {})).toEqual(['a']);
    });

    it('starts empty after it was removed', async () => {
      await write(inserts([person('a')]));
      await people.remove();
      expect(await idsOf(await peopleIn(used.storage), {})).toEqual([]);
    });
  });
}

function listen(instance: PeopleInstance): EventBulk<RxStorageChangeEvent<Person>, unknown>[] {
  const heard: EventBulk<RxStorageChangeEvent<Person>, unknown>[] = [];
  instance.changeStream().subscribe((bulk) => heard.push(bulk));
  return heard;
}

function deepFrozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFrozen(inner);
  return Object.freeze(value);
}

storageContract({
  name: 'SQLite',
  open() {
    const store = emptyStore();
    return { storage: sqliteStorage(store.documents), close: () => store.close() };
  },
});

storageContract({
  name: "RxDB's memory storage",
  open() {
    const storage = getRxStorageMemory();
    storage.collectionStates.clear();
    return { storage, close: async () => {} };
  },
});
