import { plusDays } from '@lapka/shared/base/instant.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetOld } from '../../src/sync/forget-old.ts';
import { idOf } from '../support/documents.ts';
import { draft, note, row } from '../support/sync-desk.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

let world: SyncWorld;
let desk: TestDesk;

beforeEach(async () => {
  world = new SyncWorld();
  desk = await TestDesk.start(world);
  await desk.settled();
});
afterEach(() => desk.close());

describe('a desk that was away for longer than removals are remembered', () => {
  it('5.2 c: RECONCILE-2 brings nothing back to life, and keeps what it has changed itself', async () => {
    const other = world.other();
    const drafts = ['gone', 'gone too', 'edited here', 'stays'].map((name) => draft(name, name));
    await other.push(
      'records',
      drafts.map((one) => row(one)),
    );
    await desk.settled();
    desk.network.setUp(false);
    desk.write('records', draft('edited here', 'edited here, more', false, 5), draft('new', 'new'));
    await other.push(
      'records',
      drafts.slice(0, 3).map((one) => row(one, one, true)),
    );
    await other.pushOne('records', draft('later', 'x'));
    await forgetOld(world.stores.documents, desk.device.clinic, plusDays(world.clock.now(), 181));
    desk.network.setUp(true);
    await desk.settled();
    const left = ['edited here', 'later', 'new', 'stays'].map((name) => idOf(name)).toSorted();
    expect((await world.stored('records')).map(({ id }) => id)).toEqual(left);
    expect(desk.all('records').map(({ id }) => id)).toEqual(left);
  });

  it('5.2 c: goes on from its number when nothing below the floor concerns it', async () => {
    const other = world.other();
    const [first, gone] = [draft('a', 'a'), draft('gone', 'x')];
    await other.push('records', [row(first), row(gone)]);
    await other.push('records', [row(gone, gone, true)]);
    await desk.settled();
    const fromZero = () =>
      desk.network.frames.filter(
        ({ kind, text }) => kind === 'PULL' && text.includes('"records"') && text.includes('"after":0'),
      ).length;
    const before = fromZero();
    await forgetOld(world.stores.documents, desk.device.clinic, plusDays(world.clock.now(), 181));
    await other.pushOne('records', draft('b', 'b'));
    await desk.settled();
    expect(fromZero()).toBe(before);
  });
});

describe('a desk that differs from the server and does not know it', () => {
  /** Changes a document behind everybody's back, as a fault of the disk or of ours would. */
  const corrupt = (name: string, change: (body: string) => string): void => {
    const { file, catalogue } = desk.store.documents;
    const table = catalogue.all().find(({ shape }) => shape.collection === 'clients')!;
    const body = table.current(idOf(name))!.body!;
    file.transact(() => file.statement(`UPDATE ${table.name} SET body = ? WHERE body = ?`).run(change(body), body));
  };

  it('5.2 o: HASH-2 RECONCILE-4 finds out in the background, is put right, and says so', async () => {
    const other = world.other();
    await other.push('clients', [row(note('a', ['right'])), row(note('b', ['b']))]);
    await desk.settled();
    corrupt('a', (body) => body.replace('right', 'wrong'));
    expect(desk.all('clients')).toContainEqual(expect.objectContaining({ lines: ['wrong'] }));
    await world.until(() => desk.replication.status().repairs === 1);
    await desk.settled();
    expect((await world.stored('clients')).find(({ id }) => id === idOf('a'))).toMatchObject({ lines: ['right'] });
  });

  it('5.2 o: a document that never arrived is fetched, one that was never sent is sent', async () => {
    await world.other().push('clients', [row(note('b', ['b']))]);
    await desk.settled();
    // As after a commit that came late: a number this desk has passed already.
    const rows = world.stores.backup().get(desk.device.clinic)!.rows;
    const [known] = rows.get('clients')!.values();
    const late = { ...known!, id: idOf('late'), held: { document: note('late', ['x']) as never } };
    rows.set('clients', new Map([...rows.get('clients')!, [late.id, late]]));
    // As after an upload that was taken for done: a change this desk has passed already.
    const { file, catalogue } = desk.store.documents;
    const { name } = catalogue.all().find(({ shape }) => shape.collection === 'clients')!;
    const columns = 'place, deleted, local, height, token, lwt, extra, attachments';
    const id = Buffer.from(idOf('never sent').replaceAll('-', ''), 'hex');
    const copy = `INSERT INTO ${name} (seq, id, body, ${columns}) SELECT -5, ?, ?, ${columns} FROM ${name} LIMIT 1`;
    file.transact(() => file.statement(copy).run(id, JSON.stringify(note('never sent', ['x']))));
    expect(desk.all('clients').map(({ id }) => id)).toEqual([idOf('b'), idOf('never sent')].toSorted());
    await desk.replication.compare();
    await world.until(async () => (await world.stored('clients')).length === 3 && (await desk.isSettled()));
    expect(desk.all('clients')).toHaveLength(3);
  });

  it('HASH-2 compares nothing while something is on its way', async () => {
    await world.other().pushOne('clients', note('a', ['a']));
    await desk.settled();
    desk.network.fateOf = ({ kind }) => (kind === 'PUSH' ? 'LOST' : undefined);
    desk.write('clients', note('b', ['b']));
    expect(await desk.replication.compare()).toEqual([]);
    expect(desk.network.kinds('UP')).not.toContain('HASH');
  });

  it('HASH-2 finds no difference where there is none', async () => {
    const other = world.other();
    await other.push('clients', [row(note('a', ['a'])), row(note('b', ['b']))]);
    await other.push('records', [row(draft('x', 'x'))]);
    desk.write('clients', note('c', ['c']));
    await desk.settled();
    const compared = await desk.replication.compare();
    await desk.settled();
    const again = await desk.replication.compare();
    expect(new Set([...compared, ...again])).toEqual(
      new Set(['staff', 'clients', 'bookings', 'inbox', 'records', 'ledger']),
    );
    expect(desk.replication.status().repairs).toBe(0);
  });
});
