import { err, ok } from '@lapka/shared/base/result.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../support/documents.ts';
import { draft, everything, note, place } from '../support/sync-desk.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

let world: SyncWorld;
let desk: TestDesk;

/** A server that lets nobody write documents that speak of gold. */
const noGold = {
  ...everything,
  mayWrite: (_name: string, { wanted }: { wanted: object }) =>
    JSON.stringify(wanted).includes('"gold"') && !('task' in wanted) ? err('NOT_ALLOWED') : ok(),
};

beforeEach(async () => {
  world = new SyncWorld({ rights: noGold });
  desk = await TestDesk.start(world);
  await desk.settled();
});
afterEach(() => desk.close());

const tasks = () => desk.all('inbox') as unknown as readonly { task: string; subject: object; details: object }[];

describe('a change the server refuses', () => {
  it('5.2 h: PUSH-11 holds up no other, and is not repeated', async () => {
    desk.write('clients', note('a', ['one']), note('poison', ['gold']), note('b', ['two']));
    await desk.settled();
    desk.write('clients', note('c', ['three']));
    await desk.settled();
    expect((await world.stored('clients')).map(({ id }) => id)).toEqual(['a', 'b', 'c'].map(idOf).toSorted());
    const sent = desk.network.frames.filter(({ kind, text }) => kind === 'PUSH' && text.includes(idOf('poison')));
    // The change itself, and the task that tells of it.
    expect(sent).toHaveLength(2);
  });

  it('PUSH-11 becomes a task with all that was typed, here and at every other desk', async () => {
    desk.write('clients', note('poison', ['gold']));
    await desk.settled();
    expect(tasks()).toMatchObject([
      {
        task: 'REFUSED_CHANGE',
        subject: { collection: 'clients', id: idOf('poison') },
        details: { reason: 'NOT_ALLOWED', deleted: false, wanted: { lines: ['gold'] } },
      },
    ]);
    expect(await world.stored('inbox')).toMatchObject([{ task: 'REFUSED_CHANGE' }]);
    expect(desk.all('clients')).toEqual([]);
  });

  it('PUSH-11 leaves the desk with what the server has', async () => {
    desk.write('clients', note('a', ['silver']));
    await desk.settled();
    desk.write('clients', note('a', ['gold'], 3));
    await desk.settled();
    expect(desk.all('clients')).toMatchObject([{ lines: ['silver'] }]);
    expect(tasks()).toHaveLength(1);
    desk.write('clients', note('a', ['silver', 'bronze'], 5));
    await desk.settled();
    expect(await world.stored('clients')).toMatchObject([{ lines: ['silver', 'bronze'] }]);
  });

  it('PUSH-10 a removal that is refused brings the document back, with a task', async () => {
    desk.write('records', draft('signed', 'x', true));
    await desk.settled();
    desk.remove('records', idOf('signed'));
    await desk.settled();
    expect(desk.all('records')).toMatchObject([{ text: 'x' }]);
    expect(tasks()).toMatchObject([{ details: { reason: 'NOT_REMOVABLE', deleted: true } }]);
  });

  it('PUSH-11 makes one task of it, however often the answer is lost', async () => {
    let lost = 0;
    desk.network.fateOf = ({ kind }) => (kind === 'PUSHED' && lost++ < 2 ? 'CUT_BEFORE' : undefined);
    desk.write('clients', note('poison', ['gold']));
    await desk.settled();
    expect(tasks()).toHaveLength(1);
  });

  it('PUSH-11 makes no task about a refused task', async () => {
    const grim = new SyncWorld({ rights: { ...everything, mayWrite: () => err('NOT_ALLOWED') } });
    const other = await TestDesk.start(grim, 'other');
    await other.settled();
    other.write('clients', note('a', ['x']));
    await grim.until(() => other.waiting() === 0);
    await grim.pass(5);
    expect(other.all('inbox')).toEqual([]);
    expect(other.all('clients')).toEqual([]);
    await other.close();
  });

  it('PUSH-6 what the server has parked arrives with its task, and is not pushed against it', async () => {
    await world.other().pushOne('bookings', place('first', 'sofa'));
    desk.write('bookings', place('second', 'sofa'));
    await desk.settled();
    expect(desk.all('bookings')).toMatchObject(
      [
        { id: idOf('first'), status: 'HELD' },
        { id: idOf('second'), status: 'WAITING' },
      ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(tasks()).toMatchObject([{ task: 'SLOT_CONFLICT' }]);
    const pushes = desk.network.kinds('UP').filter((kind) => kind === 'PUSH');
    expect(pushes).toHaveLength(1);
  });
});

describe('a server whose record store is away', () => {
  it('PUSH-9 gets the records when it is back; everything else flows meanwhile', async () => {
    world.records.setAvailable(false);
    desk.write('records', draft('a', 'x'));
    desk.write('clients', note('b', ['flows']));
    await world.until(async () => (await world.stored('clients')).length === 1);
    expect(desk.waiting()).toBe(1);
    await world.pass(60);
    const asked = desk.network.kinds('DOWN').filter((kind) => kind === 'FAILED').length;
    expect(asked).toBeGreaterThan(2);
    expect(asked).toBeLessThan(20);
    world.records.setAvailable(true);
    await desk.settled();
    expect(await world.stored('records')).toHaveLength(1);
  });
});
