import { derivedId } from '@lapka/shared/base/id.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { memoryRecordStore } from '../../src/stores/memory/memory-record-store.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { RecordsUnavailable } from '../../src/stores/store-errors.ts';
import { acceptPush } from '../../src/sync/accept-push.ts';
import { clinicRights } from '../../src/sync/rights.ts';
import { clinicOf, idOf } from '../support/documents.ts';
import { type OpenedStores, storesUnderTest } from '../support/stores-under-test.ts';
import { syncCollections } from '../support/sync-collections.ts';
import { draft, entry, everything, note, place, row, stampOf, SyncDesk } from '../support/sync-desk.ts';

describe.each(storesUnderTest)('a push $driver', ({ open }) => {
  let opened: OpenedStores;
  let store: DocumentStore;
  let clinic: string;
  let desk: SyncDesk;
  let tablet: SyncDesk;
  let clinics = 0;

  beforeAll(async () => {
    opened = await open();
    store = opened.documents;
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    clinic = `clinic ${++clinics}`;
    desk = new SyncDesk(store, `${clinic} desk`, { clinic });
    tablet = new SyncDesk(store, `${clinic} tablet`, { clinic });
  });

  const stored = async (collection: CollectionName, name: string) => {
    const [found] = await store.readClinic(clinicOf(clinic), (reader) => reader.get(collection, [idOf(name)]));
    return found;
  };
  const everythingIn = (collection: CollectionName) =>
    store.readClinic(clinicOf(clinic), async (reader) => (await reader.changesAfter(collection, 0, 100)).documents);
  const head = () => store.readClinic(clinicOf(clinic), (reader) => reader.head());

  it('PUSH-1 takes each row with what the desk last knew of it', async () => {
    const [base, wanted] = [note('a', ['one']), note('a', ['one', 'two'], 1)];
    await desk.pushOne('clients', base);
    // On top of what is stored, it is taken as it is; without saying on top of what, it is joined.
    expect(await tablet.pushOne('clients', wanted, base)).toMatchObject({ outcome: 'ACCEPTED' });
    expect(await desk.pushOne('clients', note('a', ['three'], 2))).toMatchObject({ outcome: 'STORED_INSTEAD' });
  });

  it('PUSH-2 is answered alike when it is repeated, and nothing is done again', async () => {
    const push = desk.nextPush();
    const first = await desk.push('clients', [row(note('a', ['one'])), row(note('b', ['two']))], push);
    await tablet.pushOne('clients', note('a', ['other'], 5), note('a', ['one']));
    const before = await head();
    expect(await desk.push('clients', [row(note('a', ['one'])), row(note('b', ['two']))], push)).toEqual(first);
    expect(await head()).toBe(before);
  });

  it('PUSH-3 is in the store as a whole or not at all', async () => {
    const failing: DocumentStore = {
      ...store,
      readClinic: (of, read) => store.readClinic(of, read),
      transactClinic: (of, act) =>
        store.transactClinic(of, (transaction) =>
          act({ ...transaction, rememberPush: () => Promise.reject(new Error('killed')) }),
        ),
    };
    const broken = new SyncDesk(failing, 'broken', { clinic });
    await expect(broken.push('clients', [row(note('a', ['one'])), row(note('b', ['two']))])).rejects.toThrow('killed');
    expect(await everythingIn('clients')).toEqual([]);
  });

  it('PUSH-4 gives each row its own outcome, so that a poison document holds up no other', async () => {
    const poison = { ...note('poison', []), lines: 'no list' };
    const newer = { ...note('newer', ['x']), v: 3 };
    const { rows } = await desk.push('clients', [
      row(note('a', ['one'])),
      row(poison),
      row(newer),
      row({ ...note('nul', []), lines: ['\0'] }),
      row(note('b', ['two']), note('a', ['one'])),
      row(note('c', ['three'])),
    ]);
    expect(rows.map((one) => [one.outcome, 'reason' in one ? one.reason : undefined])).toEqual([
      ['ACCEPTED', undefined],
      ['REFUSED', 'BAD_DOCUMENT'],
      ['LATER', 'SERVER_TOO_OLD'],
      ['REFUSED', 'BAD_DOCUMENT'],
      ['REFUSED', 'BAD_DOCUMENT'],
      ['ACCEPTED', undefined],
    ]);
    expect((await everythingIn('clients')).map(({ document }) => document.id)).toEqual([idOf('a'), idOf('c')]);
  });

  it('PUSH-4 takes documents of an older schema version, and compares them with what it has in the new form', async () => {
    const old = { id: idOf('old'), v: 1, created: { ...stampOf(0) }, changed: { ...stampOf(0) }, text: 'b\na' };
    const first = await desk.pushOne('clients', old);
    expect(first).toMatchObject({ outcome: 'STORED_INSTEAD', document: { v: 2, lines: ['b', 'a'] } });
    expect(await desk.pushOne('clients', old)).toMatchObject({ outcome: 'STORED_INSTEAD', why: 'CONFLICT' });
    expect(await tablet.pushOne('clients', note('old', ['b', 'a', 'c'], 3), old)).toEqual({
      outcome: 'ACCEPTED',
      id: idOf('old'),
    });
  });

  it('PUSH-4 refuses the one row that breaks a constraint of the store and takes the others', async () => {
    await desk.pushOne('ledger', entry('sale', 100));
    const { rows } = await tablet.push('ledger', [
      row(entry('tip', 5)),
      row(entry('sale', 999), entry('sale', 100)),
      row(entry('refund', -5)),
    ]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'REFUSED', 'ACCEPTED']);
    expect(rows[1]).toMatchObject({ reason: expect.stringContaining('append_only') as string });
    expect((await stored('ledger', 'sale'))?.document).toMatchObject({ amount: 100 });
  });

  it('PUSH-4 remembers the answer to a push it took row by row', async () => {
    await desk.pushOne('ledger', entry('sale', 100));
    const push = tablet.nextPush();
    const rows = [row(entry('tip', 5)), row(entry('sale', 999))];
    const first = await tablet.push('ledger', rows, push);
    expect(await tablet.push('ledger', rows, push)).toEqual(first);
  });

  it('PUSH-5 accepts what is there already without storing it again', async () => {
    await desk.pushOne('clients', note('a', ['one']));
    const before = await head();
    expect(await tablet.pushOne('clients', note('a', ['one']))).toEqual({ outcome: 'ACCEPTED', id: idOf('a') });
    expect(await head()).toBe(before);
  });

  it('PUSH-5 accepts what follows on what is stored', async () => {
    await desk.pushOne('clients', note('a', ['one']));
    const next = note('a', ['uno'], 5);
    expect(await tablet.pushOne('clients', next, note('a', ['one']))).toEqual({ outcome: 'ACCEPTED', id: idOf('a') });
    expect((await stored('clients', 'a'))?.document).toEqual(next);
  });

  it('PUSH-5 lets a device go on from its own earlier write whose answer was lost', async () => {
    const [first, second, third] = [note('a', ['1']), note('a', ['2'], 2), note('a', ['3'], 3)];
    await desk.pushOne('clients', first);
    await desk.pushOne('clients', second, first);
    expect(await desk.pushOne('clients', third, first)).toEqual({ outcome: 'ACCEPTED', id: idOf('a') });
    expect((await stored('clients', 'a'))?.document).toEqual(third);
  });

  it('PUSH-5 joins the write of a restored or cloned desk with what its other copy has written', async () => {
    const [first, second, third] = [note('a', ['1']), note('a', ['2'], 2), note('a', ['3'], 3)];
    await desk.pushOne('clients', first);
    await desk.pushOne('clients', second, first);
    const restored = new SyncDesk(store, `${clinic} desk`, { clinic, incarnation: 'restored' });
    expect(await restored.pushOne('clients', third, first)).toMatchObject({
      outcome: 'STORED_INSTEAD',
      document: { lines: ['2', '3'] },
    });
  });

  it('PUSH-5 takes no device for the author of what the server has joined', async () => {
    const base = note('a', ['0']);
    await desk.pushOne('clients', base);
    await tablet.pushOne('clients', note('a', ['tablet'], 1), base);
    await desk.pushOne('clients', note('a', ['desk'], 2), base);
    expect(await desk.pushOne('clients', note('a', ['later'], 3), base)).toMatchObject({
      outcome: 'STORED_INSTEAD',
      document: { lines: ['desk', 'later', 'tablet'] },
    });
  });

  it('PUSH-6 joins two changes of one document and tells the device what it has now', async () => {
    const base = note('a', ['0']);
    await desk.pushOne('clients', base);
    await desk.pushOne('clients', note('a', ['0', 'desk'], 1), base);
    const answer = await tablet.pushOne('clients', note('a', ['0', 'tablet'], 2), base);
    expect(answer).toMatchObject({ outcome: 'STORED_INSTEAD', why: 'MERGED', deleted: false });
    expect((await stored('clients', 'a'))?.document).toMatchObject({ lines: ['0', 'desk', 'tablet'] });
  });

  it('PUSH-6 answers a conflict when nothing of the row is new, and stores nothing', async () => {
    const base = note('a', ['0']);
    await desk.pushOne('clients', base);
    await desk.pushOne('clients', note('a', ['0', 'more'], 2), base);
    const before = await head();
    expect(await tablet.pushOne('clients', note('a', ['more'], 1), base)).toMatchObject({
      outcome: 'STORED_INSTEAD',
      why: 'CONFLICT',
      document: { lines: ['0', 'more'] },
    });
    expect(await head()).toBe(before);
  });

  it('PUSH-6 parks who comes second, in one push as in two', async () => {
    const together = await desk.push('bookings', [row(place('a', 'sofa')), row(place('b', 'sofa'))]);
    expect(together.rows).toMatchObject([
      { outcome: 'ACCEPTED' },
      { outcome: 'STORED_INSTEAD', why: 'PARKED', document: { status: 'WAITING' } },
    ]);
    expect(await tablet.pushOne('bookings', place('c', 'sofa'))).toMatchObject({ why: 'PARKED' });
  });

  it('PUSH-6 lets one document be named twice in a push, one after the other', async () => {
    const [first, second] = [place('a', 'sofa'), place('a', 'chair', 2)];
    const { rows } = await desk.push('bookings', [row(first), row(second, first), row(place('b', 'sofa'))]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
    expect((await stored('bookings', 'a'))?.document).toMatchObject({ place: 'chair' });
  });

  it('PUSH-7 asks for the rights of the person who made the change', async () => {
    const strict = new SyncDesk(store, 'strict', { clinic, rights: clinicRights });
    const anna = derivedId('Staff', 'anna');
    const by = (person: typeof anna) => ({
      ...note('a', ['x']),
      changed: { ...stampOf(1, { kind: 'STAFF', staff: person }) },
    });
    expect(await strict.pushOne('clients', by(anna))).toEqual({
      outcome: 'REFUSED',
      id: idOf('a'),
      reason: 'UNKNOWN_AUTHOR',
    });
    await desk.push(staff.name, [row({ id: anna, v: 1, created: { ...stampOf(0) }, changed: { ...stampOf(0) } })]);
    expect(await strict.pushOne('clients', by(anna))).toMatchObject({ outcome: 'ACCEPTED' });
  });

  it('PUSH-7 never shows what may not be read, neither instead nor as the reason of a refusal', async () => {
    const base = note('a', ['0']);
    await desk.pushOne('clients', base);
    await desk.pushOne('clients', note('a', ['secret'], 5), base);
    const blind = new SyncDesk(store, 'blind', { clinic, rights: { ...everything, mayRead: () => false } });
    expect(await blind.pushOne('clients', note('a', ['x'], 1), base)).toEqual({ outcome: 'ACCEPTED', id: idOf('a') });
    const mute = new SyncDesk(store, 'mute', {
      clinic,
      rights: { needs: () => [], mayWrite: () => err('NOT_ALLOWED'), mayRead: () => false },
    });
    expect(await mute.pushOne('clients', note('a', ['x'], 1), base)).toEqual({
      outcome: 'REFUSED',
      id: idOf('a'),
      reason: 'NOT_ALLOWED',
    });
  });

  it('PUSH-7 shows what is stored with a refusal, so that the desk can go back to it', async () => {
    const base = note('a', ['0']);
    await desk.pushOne('clients', base);
    const refusing = new SyncDesk(store, 'refusing', {
      clinic,
      rights: { ...everything, mayWrite: (_name, { stored: is }) => (is === undefined ? ok() : err('NOT_ALLOWED')) },
    });
    expect(await refusing.pushOne('clients', note('a', ['x'], 1), base)).toEqual({
      outcome: 'REFUSED',
      id: idOf('a'),
      reason: 'NOT_ALLOWED',
      stored: { document: base, deleted: false },
    });
  });

  it('PUSH-8 numbers what a row brings about after it, and tells that there is more than its outcomes', async () => {
    const plain = await desk.push('bookings', [row(place('a', 'sofa'))]);
    expect(plain.head).toBe(plain.before + 1);
    const clashing = await desk.push('bookings', [row(place('b', 'sofa')), row(place('c', 'chair'))]);
    expect(clashing.head).toBe(clashing.before);
    const [task] = await everythingIn('inbox');
    const [b, c] = [await stored('bookings', 'b'), await stored('bookings', 'c')];
    expect([b?.number, task?.number, c?.number]).toEqual([2, 3, 4]);
  });

  it('PUSH-8 does not open a task again that somebody has settled', async () => {
    await desk.pushOne('bookings', place('a', 'sofa'));
    await desk.pushOne('bookings', place('b', 'sofa'));
    const [task] = await everythingIn('inbox');
    const settled = {
      ...task!.document,
      state: { status: 'DONE', done: { ...stampOf(5) }, outcome: 'called' },
      changed: { ...stampOf(5) },
    };
    await tablet.push('inbox', [row(settled, task!.document as never)]);
    await desk.pushOne('bookings', place('b', 'sofa', 9));
    expect((await everythingIn('inbox')).map(({ document }) => document)).toMatchObject([{ state: settled.state }]);
  });

  it('PUSH-10 takes a removal only where the collection lets the stored document be removed', async () => {
    const [open, signed] = [draft('open', 'x'), draft('signed', 'x', true)];
    await desk.push('records', [row(open), row(signed)]);
    const { rows } = await desk.push('records', [row(open, open, true), row(signed, signed, true)]);
    expect(rows).toEqual([
      { outcome: 'ACCEPTED', id: idOf('open') },
      { outcome: 'REFUSED', id: idOf('signed'), reason: 'NOT_REMOVABLE', stored: { document: signed, deleted: false } },
    ]);
    expect((await stored('records', 'open'))?.deleted).toBe(true);
  });

  it('PUSH-10 never takes away what somebody else has written meanwhile', async () => {
    const [first, second] = [draft('a', 'x'), draft('a', 'xy', false, 2)];
    await desk.pushOne('records', first);
    await tablet.pushOne('records', second, first);
    const { rows } = await desk.push('records', [row(first, first, true)]);
    expect(rows).toMatchObject([{ outcome: 'STORED_INSTEAD', why: 'CONFLICT', document: second, deleted: false }]);
  });

  it('PUSH-10 accepts the removal of what is gone or was never there, and stores nothing', async () => {
    const first = draft('a', 'x');
    await desk.push('records', [row(first)]);
    await desk.push('records', [row(first, first, true)]);
    const before = await head();
    const { rows } = await tablet.push('records', [row(first, first, true), row(draft('never', ''), undefined, true)]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect(await head()).toBe(before);
  });

  it('brings a removed document back when somebody goes on writing it', async () => {
    const [first, more] = [draft('a', 'x'), draft('a', 'xyz', false, 3)];
    await desk.push('records', [row(first)]);
    await desk.push('records', [row(first, first, true)]);
    expect(await tablet.pushOne('records', more, first)).toEqual({ outcome: 'ACCEPTED', id: idOf('a') });
    expect(await stored('records', 'a')).toMatchObject({ deleted: false, document: more });
  });
});

describe('a push while the record store is away', () => {
  const records = memoryRecordStore();
  const { documents } = memoryStores({ clock: new FakeClock(), definitions: syncCollections, records });
  afterEach(() => records.setAvailable(true));

  it('PUSH-9 fails as a whole, is not remembered, and is taken when it is repeated', async () => {
    const desk = new SyncDesk(documents, 'desk');
    const push = desk.nextPush();
    records.setAvailable(false);
    await expect(desk.push('records', [row(draft('a', 'x'))], push)).rejects.toThrow(RecordsUnavailable);
    expect(await desk.pushOne('clients', note('b', ['flows']))).toMatchObject({ outcome: 'ACCEPTED' });
    records.setAvailable(true);
    const { rows } = await desk.push('records', [row(draft('a', 'x'))], push);
    expect(rows).toEqual([{ outcome: 'ACCEPTED', id: idOf('a') }]);
  });
});

describe('a push of a collection nobody knows', () => {
  it('PUSH-4 is refused row by row', async () => {
    const { documents } = memoryStores({ clock: new FakeClock() });
    const { parts, pusher } = new SyncDesk(documents, 'desk');
    const push = derivedId('Operation', 'x');
    const message = { t: 'PUSH', request: 1, push, collection: 'stock', rows: [row(note('a', []))] } as const;
    const { rows } = await acceptPush(parts, pusher, { ...message, rows: [...message.rows] }, stampOf(0).at);
    expect(rows).toEqual([{ outcome: 'REFUSED', id: idOf('a'), reason: 'UNKNOWN_COLLECTION' }]);
  });
});
