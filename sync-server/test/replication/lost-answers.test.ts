import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../support/documents.ts';
import { entry, note, row } from '../support/sync-desk.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

let world: SyncWorld;
let desk: TestDesk;

beforeEach(async () => {
  world = new SyncWorld();
  desk = await TestDesk.start(world);
  await desk.settled();
});
afterEach(() => desk.close());

const pushes = () =>
  desk.network.frames.filter(({ kind }) => kind === 'PUSH').map(({ text }) => JSON.parse(text) as { push: string });
const lines = async (name: string) => (await world.stored('clients')).find(({ id }) => id === idOf(name));

describe('an answer that is lost', () => {
  it('5.2 f: the push is repeated under its id and takes effect once', async () => {
    let lost = 0;
    desk.network.fateOf = ({ kind }) => (kind === 'PUSHED' && lost++ === 0 ? 'CUT_BEFORE' : undefined);
    desk.write('clients', note('a', ['one']));
    await desk.settled();
    expect(pushes().length).toBe(2);
    expect(new Set(pushes().map(({ push }) => push)).size).toBe(1);
    const line = await world.stores.documents.readClinic(desk.device.clinic, (reader) => reader.timeLine());
    expect(line.head).toBe(1);
  });

  it('5.2 g: a newer edit made meanwhile is neither lost nor joined with its own past', async () => {
    desk.network.fateOf = ({ kind }) => (kind === 'PUSHED' ? 'CUT_BEFORE' : undefined);
    desk.write('clients', note('a', ['first']));
    await world.until(() => pushes().length > 0);
    await desk.close();
    desk.network.fateOf = () => undefined;
    await desk.open();
    desk.write('clients', note('a', ['second'], 5));
    await desk.settled();
    expect(await lines('a')).toMatchObject({ lines: ['second'] });
  });

  it('SESSION-11 is noticed after 60 seconds on a line that is alive, and everything is asked again', async () => {
    let lost = 0;
    desk.network.fateOf = ({ kind }) => (kind === 'PUSHED' && lost++ === 0 ? 'LOST' : undefined);
    desk.write('clients', note('a', ['one']));
    await world.until(() => lost === 1);
    expect(desk.network.kinds('UP').filter((kind) => kind === 'HELLO')).toHaveLength(1);
    await desk.settled();
    expect(desk.network.kinds('UP').filter((kind) => kind === 'HELLO')).toHaveLength(2);
    expect(await lines('a')).toMatchObject({ lines: ['one'] });
  });

  it('SESSION-7 a line on which nothing is heard for 35 seconds is given up', async () => {
    desk.network.fateOf = ({ kind }) =>
      ['CHALLENGE', 'WELCOME', 'HELLO', 'PROOF'].includes(kind) ? undefined : 'LOST';
    const hellos = () => desk.network.kinds('UP').filter((kind) => kind === 'HELLO').length;
    const before = world.clock.now();
    await world.until(() => hellos() === 2, 60);
    const waited = Date.parse(world.clock.now()) - Date.parse(before);
    expect(waited).toBeGreaterThan(34_000);
    expect(waited).toBeLessThan(45_000);
  });
});

describe('a replication that ends in the middle of a push', () => {
  it('5.2 l: does not take what was on its way for done', async () => {
    desk.network.fateOf = ({ kind }) => (kind === 'PUSH' ? 'LOST' : undefined);
    desk.write('clients', note('a', ['one']));
    await world.until(() => pushes().length > 0);
    await desk.close();
    desk.network.fateOf = () => undefined;
    await desk.open();
    expect(desk.waiting()).toBe(1);
    await desk.settled();
    expect(await lines('a')).toMatchObject({ lines: ['one'] });
  });
});

describe('changes on both sides', () => {
  it('5.2 m: a change of the server that arrives during a push is not lost', async () => {
    let isHeldUp = true;
    desk.network.fateOf = ({ kind }) => (kind === 'PUSH' && isHeldUp ? 'LOST' : undefined);
    desk.write('clients', note('a', ['mine']));
    await world.until(() => pushes().length > 0);
    const other = world.other();
    await other.pushOne('clients', note('a', ['theirs'], 1));
    await other.pushOne('clients', note('b', ['new']));
    isHeldUp = false;
    await desk.settled();
    expect(await lines('a')).toMatchObject({ lines: ['mine', 'theirs'] });
    expect(desk.all('clients')).toHaveLength(2);
  });

  it('5.2 n: what happened while the line was away is there after it came back', async () => {
    const other = world.other();
    desk.network.setUp(false);
    await other.push('clients', [row(note('a', ['one'])), row(note('b', ['two']))]);
    await world.until(() => desk.replication.status().connection.state === 'OFFLINE');
    desk.network.setUp(true);
    await desk.settled();
    expect(desk.all('clients')).toHaveLength(2);
  });

  it('5.2 n: a hint that was lost is made up for by the head in the next heartbeat', async () => {
    desk.network.fateOf = ({ kind }) => (kind === 'CHANGED' ? 'LOST' : undefined);
    await world.other().pushOne('clients', note('a', ['one']));
    await world.until(() => desk.isSettled(), 20);
    expect(desk.all('clients')).toHaveLength(1);
  });

  it('5.2 e: two desks that change the same thing come to rest', async () => {
    const second = await TestDesk.start(world, 'second');
    await second.settled();
    desk.write('clients', note('a', ['0']));
    await desk.settled();
    await second.settled();
    desk.network.setUp(false);
    second.network.setUp(false);
    desk.write('clients', note('a', ['0', 'desk'], 1));
    second.write('clients', note('a', ['0', 'second'], 2));
    desk.network.setUp(true);
    second.network.setUp(true);
    await world.until(async () => (await desk.isSettled()) && (await second.isSettled()));
    expect(await lines('a')).toMatchObject({ lines: ['0', 'desk', 'second'] });
    const before = await world.stores.documents.readClinic(desk.device.clinic, (reader) => reader.head());
    const sent = pushes().length;
    await world.pass(120);
    expect(await world.stores.documents.readClinic(desk.device.clinic, (reader) => reader.head())).toBe(before);
    expect(pushes().length).toBe(sent);
    await second.close();
  });

  it('PUSH-2 sends one push at a time, in the order in which collections need each other', async () => {
    desk.network.setUp(false);
    desk.write('ledger', entry('x', 5));
    desk.write('clients', note('a', ['one']));
    desk.network.setUp(true);
    await world.until(() => desk.network.kinds('UP').filter((kind) => kind === 'PUSH').length === 2);
    const collections = desk.network.frames
      .filter(({ kind }) => kind === 'PUSH')
      .map(({ text }) => (JSON.parse(text) as { collection: string }).collection);
    expect(collections).toEqual(['clients', 'ledger']);
  });

  it('PULL-4 does not pull back what it has just pushed', async () => {
    const before = desk.network.kinds('UP').filter((kind) => kind === 'PULL').length;
    desk.write('clients', note('a', ['one']));
    await desk.settled();
    await world.pass(25);
    expect(desk.network.kinds('UP').filter((kind) => kind === 'PULL')).toHaveLength(before);
  });
});
