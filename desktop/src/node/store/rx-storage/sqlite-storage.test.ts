import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MangoQuery } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../documents/document-table.ts';
import type { LocalStore } from '../local-store.ts';
import { planned } from '../query/mango-query.ts';
import { emptyStore, storeIn } from '../testing/open-documents.ts';
import {
  changed,
  idsOf,
  inserts,
  optionalIndexSchema,
  peopleIn,
  type PeopleInstance,
  type Person,
  person,
  peopleSchema,
  plainPeopleSchema,
  prepared,
} from '../testing/people.ts';
import { sqliteStorage } from './sqlite-storage.ts';

let store: LocalStore;
let people: PeopleInstance;
beforeEach(async () => {
  store = emptyStore();
  people = await peopleIn(sqliteStorage(store.documents));
});
afterEach(() => store.close());

const write = (rows: Parameters<PeopleInstance['bulkWrite']>[0]) => people.bulkWrite(rows, 'test');

describe('the order of texts, beyond what an index padded with spaces can tell', () => {
  it('is that of JavaScript for tab, NUL, trailing spaces and lone surrogates', async () => {
    const names = ['', '\u0000', 'a', 'a\u0000', 'a\t', 'a ', 'a b', 'a\ud83d', 'a\ud83d\udc08', 'a\udc08', 'a\uffff'];
    expect(names.toSorted()).toEqual(names);
    await write(inserts(names.toReversed().map((name, index) => person(`p${index + 10}`, { name }))));
    const { documents } = await people.query(prepared({ sort: [{ name: 'asc' }] }));
    expect(documents.map(({ name }) => name)).toEqual(names);
    for (const name of names) {
      const { documents: same } = await people.query(prepared({ selector: { name } }));
      expect(same.map((one) => one.name)).toEqual([name]);
    }
  });

  it('holds for ids and other texts in one column', async () => {
    const ids = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b'];
    const names = ['0', ids[0]!, '018f0000-0000-7000-8000-00000000000A', ids[1]!, '018g', 'z'].toSorted();
    // First only ids, which are kept short; then something else.
    await write(inserts(ids.map((name, index) => person(`p${index}`, { name }))));
    expect(await idsOf(people, { selector: { name: { $gte: ids[1]! } } })).toEqual(['p1']);
    expect(await idsOf(people, { selector: { name: { $gt: '018f' } }, sort: [{ name: 'asc' }] })).toEqual(['p0', 'p1']);
    expect(await idsOf(people, { selector: { name: 'not an id' } })).toEqual([]);
    const others = names.filter((name) => !ids.includes(name));
    await write(inserts(others.map((name, index) => person(`q${index}`, { name }))));
    const { documents } = await people.query(prepared({ sort: [{ name: 'asc' }] }));
    expect(documents.map(({ name }) => name)).toEqual(names);
  });
});

describe('a comparison', () => {
  it('never crosses types', async () => {
    await write(inserts([person('a', { name: 'Anna', age: 5 })]));
    expect(await idsOf(people, { selector: { name: { $gt: 5 as never } } })).toEqual([]);
    expect(await idsOf(people, { selector: { age: { $lt: 'x' as never } } })).toEqual([]);
    expect(await idsOf(people, { selector: { age: { $in: ['5', 5] as never[] } } })).toEqual(['a']);
  });

  it('knows a missing field from an empty one, also in an index', async () => {
    const instance = await peopleIn(sqliteStorage(store.documents), {
      schema: optionalIndexSchema,
      collection: 'gaps',
    });
    await instance.bulkWrite(inserts([person('a'), person('b', { town: '' }), person('c', { town: 'x' })]), 'test');
    const asked = (query: MangoQuery<Person>) => idsOf(instance, query, optionalIndexSchema);
    expect(await asked({ selector: { town: '' } })).toEqual(['b']);
    expect(await asked({ selector: { town: { $gte: '' } }, sort: [{ town: 'asc' }] })).toEqual(['b', 'c']);
    expect(await asked({ sort: [{ town: 'asc' }] })).toEqual(['a', 'b', 'c']);
    expect(await asked({ sort: [{ town: 'desc' }] })).toEqual(['c', 'b', 'a']);
    expect(await asked({ selector: { town: { $exists: false } } })).toEqual(['a']);
  });
});

describe('an attachment without its bytes', () => {
  it('is answered with 510, and nothing is written or told', async () => {
    const heard: unknown[] = [];
    people.changeStream().subscribe((bulk) => heard.push(bulk));
    const stub = { length: 5, type: 'text/plain', digest: 'd1' };
    const { error } = await write([{ document: { ...person('a'), _attachments: { 'note.txt': stub } } }]);
    expect(error).toMatchObject([{ status: 510, documentId: 'a', attachmentId: 'note.txt' }]);
    expect(await people.findDocumentsById(['a'], true)).toEqual([]);
    expect(heard).toEqual([]);
  });
});

describe('reading on after a checkpoint', () => {
  const changesAfter = async (checkpoint?: Checkpoint, limit = 100) => {
    const { documents, checkpoint: next } = await people.getChangedDocumentsSince!(limit, checkpoint);
    return { ids: documents.map(({ id }) => id), next };
  };

  it('gives every changed document once, as it is now, in the order of the last changes, dead ones too', async () => {
    const [a, b, c] = [person('a'), person('b'), person('c')];
    await write(inserts([a, b, c]));
    await write([changed(a, { age: 1 })]);
    await write([changed(b, { _deleted: true })]);
    const { documents } = await people.getChangedDocumentsSince!(100);
    expect(documents.map(({ id, _deleted, age }) => [id, _deleted, age])).toEqual([
      ['c', false, 30],
      ['a', false, 1],
      ['b', true, 30],
    ]);
  });

  it('goes on page by page until there is nothing more, and then from there', async () => {
    await write(inserts(Array.from({ length: 25 }, (_, index) => person(`p${index + 10}`))));
    const seen: string[] = [];
    let checkpoint: Checkpoint | undefined;
    for (;;) {
      const { ids, next } = await changesAfter(checkpoint, 10);
      if (ids.length === 0) break;
      seen.push(...ids);
      checkpoint = next;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `p${index + 10}`));
    await write(inserts([person('late')]));
    expect((await changesAfter(checkpoint)).ids).toEqual(['late']);
  });

  it('gives nothing older than a bulk after the checkpoint that came with it', async () => {
    const checkpoints: Checkpoint[] = [];
    people.changeStream().subscribe((bulk) => checkpoints.push(bulk.checkpoint));
    await write(inserts([person('a'), person('b')]));
    await write(inserts([person('c')]));
    expect((await changesAfter(checkpoints[0])).ids).toEqual(['c']);
    expect((await changesAfter(checkpoints[1])).ids).toEqual([]);
  });

  it('goes on from the last row of a bulk that was written, not from one that was refused', async () => {
    const instance = await peopleIn(sqliteStorage(store.documents), { schema: plainPeopleSchema, collection: 'plain' });
    const checkpoints: Checkpoint[] = [];
    instance.changeStream().subscribe((bulk) => checkpoints.push(bulk.checkpoint));
    await instance.bulkWrite(inserts([person('a')]), 'test');
    const { error } = await instance.bulkWrite(inserts([person('b'), person('a')]), 'test');
    expect(error).toMatchObject([{ status: 409, documentId: 'a' }]);
    const { checkpoint } = await instance.getChangedDocumentsSince!(100);
    expect(checkpoints.at(-1)).toEqual(checkpoint);
  });

  it('loses no change when the clock steps back an hour', async () => {
    await write(inserts([person('before')]));
    const { next } = await changesAfter();
    const anHourAgo = { ...person('after'), _meta: { lwt: Date.now() - 3_600_000 } };
    await write(inserts([anHourAgo]));
    expect((await changesAfter(next)).ids).toEqual(['after']);
  });
});

describe('a file that is opened again', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lapka-storage-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has the same documents, and numbers go on where they were, also after the last rows were purged', async () => {
    let opened = await storeIn(folder);
    let instance = await peopleIn(sqliteStorage(opened.documents), { schema: plainPeopleSchema });
    await instance.bulkWrite(inserts([person('a'), person('b')]), 'test');
    const dead = { ...person('c'), _deleted: true, _meta: { lwt: 1000 } };
    await instance.bulkWrite(inserts([dead]), 'test');
    const { checkpoint } = await instance.getChangedDocumentsSince!(100);
    expect(await instance.cleanup(0)).toBe(true);
    await opened.close();

    opened = await storeIn(folder);
    instance = await peopleIn(sqliteStorage(opened.documents), { schema: plainPeopleSchema });
    expect((await instance.findDocumentsById(['a', 'b', 'c'], true)).map(({ id }) => id)).toEqual(['a', 'b']);
    await instance.bulkWrite(inserts([person('d')]), 'test');
    const { documents } = await instance.getChangedDocumentsSince!(100, checkpoint);
    expect(documents.map(({ id }) => id)).toEqual(['d']);
    await opened.close();
  });

  it('opens as it is when the last row was refused: what is not in it has used up no number', async () => {
    let opened = await storeIn(folder);
    let instance = await peopleIn(sqliteStorage(opened.documents), { schema: plainPeopleSchema });
    await instance.bulkWrite(inserts([person('a')]), 'test');
    const { error } = await instance.bulkWrite(inserts([person('a', { age: 31 })]), 'test');
    expect(error).toMatchObject([{ status: 409, documentId: 'a' }]);
    await opened.close();

    opened = await storeIn(folder);
    instance = await peopleIn(sqliteStorage(opened.documents), { schema: plainPeopleSchema });
    expect(await instance.findDocumentsById(['a'], true)).toMatchObject([{ id: 'a', age: 30 }]);
    await opened.close();
  });

  it('takes other indexes for the same version of a collection', async () => {
    let opened = await storeIn(folder);
    let instance = await peopleIn(sqliteStorage(opened.documents), { schema: plainPeopleSchema });
    const before = [person('a', { town: 'x' }), person('b', { town: 'y', age: 1 }), person('c')];
    await instance.bulkWrite(inserts(before), 'test');
    await instance.bulkWrite([changed(before[2]!, { _deleted: true })], 'test');
    const all = await instance.getChangedDocumentsSince!(100);
    await opened.close();

    opened = await storeIn(folder);
    instance = await peopleIn(sqliteStorage(opened.documents), { schema: optionalIndexSchema });
    expect(await instance.getChangedDocumentsSince!(100)).toEqual(all);
    expect(planOf(opened, instance, { selector: { town: 'y' } }, optionalIndexSchema)).toContain('USING INDEX');
    expect(await idsOf(instance, { selector: { town: 'y' } }, optionalIndexSchema)).toEqual(['b']);
    await opened.close();
  });
});

describe('a transaction that fails', () => {
  it('leaves short ids, words and numbers as they were', async () => {
    const id = '018f0000-0000-7000-8000-00000000000a';
    await write(inserts([{ ...person(id), _rev: '1-first' }]));
    expect(() =>
      store.documents.write(() => {
        store.documents.words.numberOf('lost');
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    await write(inserts([{ ...person('short'), _rev: '1-lost' }]));
    const found = await people.findDocumentsById([id, 'short'], false);
    expect(found.map(({ _rev }) => _rev).sort()).toEqual(['1-first', '1-lost']);
  });
});

describe('the plan of a query', () => {
  beforeEach(() => write(inserts(Array.from({ length: 50 }, (_, index) => person(`p${index}`, { age: index % 7 })))));

  it.each<[string, MangoQuery<Person>, RegExp]>([
    ['one value', { selector: { name: 'Anna' } }, /^SEARCH d\d+ USING INDEX d\d+_i\d \(x\d=\?\)$/],
    ['a range', { selector: { age: { $gte: 2, $lt: 5 } } }, /^SEARCH d\d+ USING INDEX \S+ \(x\d>\? AND x\d<\?\)$/],
    [
      'a range, its order and a limit',
      { selector: { age: { $gt: 2 } }, sort: [{ age: 'asc' }], limit: 5 },
      /^SEARCH d\d+ USING INDEX \S+ \(x\d>\? AND x\d<\?\)$/,
    ],
    [
      'two fields of one index',
      { selector: { member: true, age: { $gt: 2 } } },
      /^SEARCH d\d+ USING INDEX \S+ \(x\d=\? AND x\d>\? AND x\d<\?\)$/,
    ],
    ['a list', { selector: { name: { $in: ['Anna', 'Boris'] } } }, /^SEARCH d\d+ USING INDEX \S+ \(x\d=\?\)/],
    [
      'an order by an index',
      { sort: [{ age: 'asc' }, { name: 'asc' }, { weight: 'asc' }], limit: 5 },
      /^SCAN d\d+ USING INDEX d\d+_i\d$/,
    ],
    [
      'the opposite order',
      { sort: [{ name: 'desc' }, { weight: 'desc' }, { id: 'desc' }], limit: 5 },
      /^SCAN d\d+ USING INDEX d\d+_i\d$/,
    ],
    ['an id', { selector: { id: 'p2' }, sort: [{ id: 'asc' }] }, /^SEARCH d\d+ USING INDEX d\d+_id \(id=\?\)$/],
    [
      'a range of ids',
      { selector: { id: { $gt: 'p2' } }, sort: [{ id: 'asc' }], limit: 5 },
      /^SEARCH d\d+ USING INDEX d\d+_id \(id>\? AND id<\?\)$/,
    ],
    [
      'an index and something no index has',
      { selector: { age: 3, tags: { $size: 0 } } },
      /^SEARCH d\d+ USING INDEX \S+ \(x\d=\?\)$/,
    ],
    ['everything by id', { sort: [{ id: 'asc' }], limit: 5 }, /^SCAN d\d+ USING INDEX d\d+_id$/],
  ])('reads no more than it must for %s', (_title, query, expected) => {
    expect(planOf(store, people, query, peopleSchema)).toMatch(expected);
  });
});

function planOf(
  opened: LocalStore,
  instance: PeopleInstance,
  query: MangoQuery<Person>,
  schema: typeof peopleSchema,
): string {
  const { table } = instance.internals as { table: Parameters<typeof planned>[0] };
  const { compiled, from } = planned(table, prepared(query, schema));
  const rows = opened.documents.file
    .statement<readonly [number, number, number, string]>(`EXPLAIN QUERY PLAN SELECT body${from}${compiled.orderBy}`)
    .all(...compiled.values);
  return rows.map(([, , , detail]) => detail).join('; ');
}
