import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clinicOf, idOf } from '../support/documents.ts';
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

const found = async (name: string) => (await world.stored('clients')).find(({ id }) => id === idOf(name));
const incarnations = () =>
  new Set(
    desk.network.frames
      .filter(({ kind }) => kind === 'HELLO')
      .map(({ text }) => (JSON.parse(text) as { incarnation: string }).incarnation),
  );

/** The desk's folder as it is now, as an image of the disk would have it. */
async function imageOf(copied: TestDesk): Promise<string> {
  await copied.close();
  const image = mkdtempSync(path.join(tmpdir(), 'lapka-image-'));
  cpSync(copied.folder, image, { recursive: true });
  await copied.open();
  return image;
}

async function restore(image: string): Promise<void> {
  await desk.close();
  cpSync(image, desk.folder, { recursive: true, force: true });
  await desk.open();
}

describe('a desk that was restored from an image', () => {
  it('5.2 j: SESSION-6 notices that the server took pushes it does not know, and goes on under a new name', async () => {
    desk.write('clients', note('a', ['1']));
    await desk.settled();
    const image = await imageOf(desk);
    desk.write('clients', note('a', ['2'], 2));
    await desk.settled();
    const before = incarnations().size;
    await restore(image);
    await desk.settled();
    expect(incarnations().size).toBeGreaterThan(before);
    expect(desk.all('clients')).toMatchObject([{ lines: ['2'] }]);
  });

  it('5.2 j: its new changes are neither swallowed as repetitions nor taken for its own past', async () => {
    desk.write('clients', note('a', ['1']));
    await desk.settled();
    const image = await imageOf(desk);
    desk.write('clients', note('a', ['1', 'lost copy'], 2));
    await desk.settled();
    desk.network.setUp(false);
    await restore(image);
    desk.write('clients', note('a', ['1', 'new copy'], 5), note('b', ['new']));
    desk.network.setUp(true);
    await desk.settled();
    expect(await found('a')).toMatchObject({ lines: ['1', 'lost copy', 'new copy'] });
    expect(await found('b')).toMatchObject({ lines: ['new'] });
  });

  it('5.2 j: a push whose answer the image has not seen is no reason for a new name', async () => {
    let isLost = true;
    desk.network.fateOf = ({ kind }) => (kind === 'PUSHED' && isLost ? 'CUT_BEFORE' : undefined);
    desk.write('clients', note('a', ['1']));
    await world.until(() => desk.network.kinds('DOWN').includes('PUSHED'));
    await desk.close();
    isLost = false;
    const before = incarnations().size;
    await desk.open();
    await desk.settled();
    expect(incarnations().size).toBe(before);
  });

  it('HASH-2 compares itself with the server soon after', async () => {
    desk.write('clients', note('a', ['1']));
    await desk.settled();
    await world.pass(60);
    const image = await imageOf(desk);
    desk.write('clients', note('b', ['2']));
    await desk.settled();
    await restore(image);
    const before = desk.network.kinds('UP').filter((kind) => kind === 'HASH').length;
    await world.pass(60);
    expect(desk.network.kinds('UP').filter((kind) => kind === 'HASH').length).toBeGreaterThan(before);
  });
});

describe('two desks that run on copies of one disk', () => {
  it('5.2 j: end as two names of one device, and lose nothing of each other', async () => {
    desk.write('clients', note('a', ['0']));
    await desk.settled();
    const image = await imageOf(desk);
    const clone = await TestDesk.start(world, 'desk', { folder: image });
    desk.write('clients', note('a', ['0', 'first'], 2), note('x', ['1']));
    clone.write('clients', note('a', ['0', 'second'], 3), note('y', ['2']));
    await world.until(async () => (await desk.isSettled()) && (await clone.isSettled()));
    expect(await found('a')).toMatchObject({ lines: ['0', 'first', 'second'] });
    expect((await world.stored('clients')).length).toBe(3);
    await world.pass(30);
    expect(desk.replication.status().connection.state).toBe('ONLINE');
    expect(clone.replication.status().connection.state).toBe('ONLINE');
    await clone.close();
  });

  it('SESSION-13 part at once when neither has ever pushed', async () => {
    const image = await imageOf(desk);
    const clone = await TestDesk.start(world, 'desk', { folder: image });
    await world.until(async () => (await desk.isSettled()) && (await clone.isSettled()));
    const hellos = () => desk.network.kinds('UP').filter((kind) => kind === 'HELLO').length;
    await world.pass(20);
    const before = hellos();
    await world.pass(20);
    expect(hellos()).toBe(before);
    await clone.close();
  });
});

describe('a server that was restored from a backup', () => {
  it('5.2 i: RECONCILE-3 gets back what it has lost, and changes of before and after the restore live together', async () => {
    const other = world.other();
    desk.write('clients', note('same', ['s']), note('edited', ['1']), note('theirs', ['t']));
    await desk.settled();
    const backup = world.stores.backup();
    desk.write('clients', note('edited', ['2'], 2), note('new', ['n']));
    await desk.settled();
    await world.restoreFrom(backup);
    const afterwards = world.other();
    await afterwards.pushOne('clients', note('theirs', ['t', 'later'], 7), note('theirs', ['t']));
    await desk.settled();
    expect(await found('edited')).toMatchObject({ lines: ['2'] });
    expect(await found('new')).toMatchObject({ lines: ['n'] });
    expect(await found('theirs')).toMatchObject({ lines: ['later', 't'] });
    expect(other.pusher.clinic).toBe(clinicOf('ours'));
  });

  it('AUDIT-3 gets the audit entries of the desk back, each once', async () => {
    const trail = async () => {
      const entries = await world.stores.documents.readClinic(clinicOf('ours'), (reader) => reader.auditAfter(0, 100));
      return entries.map(({ content }) => content['operation']);
    };
    desk.write('clients', note('before', ['b']));
    await desk.settled();
    await world.until(async () => (await trail()).length === 1);
    const backup = world.stores.backup();
    desk.write('clients', note('after', ['a']));
    await world.until(async () => (await trail()).length === 2);
    const known = await trail();
    await world.restoreFrom(backup);
    await world.until(async () => (await trail()).length === 2);
    expect(await trail()).toEqual(known);
  });

  it('5.2 i: what two desks have made of one document since is joined', async () => {
    desk.write('clients', note('a', ['1']));
    await desk.settled();
    const backup = world.stores.backup();
    desk.write('clients', note('a', ['1', 'before'], 2));
    await desk.settled();
    desk.network.setUp(false);
    await world.restoreFrom(backup);
    await world.other().pushOne('clients', note('a', ['1', 'after'], 9), note('a', ['1']));
    desk.network.setUp(true);
    await desk.settled();
    expect(await found('a')).toMatchObject({ lines: ['1', 'after', 'before'] });
  });

  it('RECONCILE-3 removals that were lost are made again', async () => {
    desk.write('records', draft('gone', 'x'), draft('stays', 'y'));
    await desk.settled();
    const backup = world.stores.backup();
    desk.remove('records', idOf('gone'));
    await desk.settled();
    await world.restoreFrom(backup);
    await desk.settled();
    expect((await world.stored('records')).map(({ id }) => id)).toEqual([idOf('stays')]);
  });

  it('RECONCILE-1 starts over when it is interrupted', async () => {
    const many = Array.from({ length: 1_300 }, (_, index) => note(`n${index}`, [String(index)]));
    await world.other().push(
      'clients',
      many.slice(0, 650).map((one) => row(one)),
    );
    await world.other('more').push(
      'clients',
      many.slice(650).map((one) => row(one)),
    );
    await desk.settled();
    const backup = world.stores.backup();
    desk.write('clients', note('mine', ['x']), note('n3', ['changed'], 4));
    await desk.settled();
    let pulls = 0;
    desk.network.fateOf = ({ kind, text }) =>
      kind === 'PULL' && text.includes('clients') && ++pulls === 2 ? 'CUT_BEFORE' : undefined;
    await world.restoreFrom(backup);
    await world.until(() => pulls === 2);
    await desk.close();
    await desk.open();
    await desk.settled();
    expect(await found('mine')).toMatchObject({ lines: ['x'] });
    expect(await found('n3')).toMatchObject({ lines: ['changed'] });
  });
});
