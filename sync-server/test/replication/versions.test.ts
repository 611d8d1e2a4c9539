import { afterEach, describe, expect, it } from 'vitest';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { WireDocument } from '@lapka/shared/protocol/frames.ts';
import { z } from 'zod';
import { documentFields } from '@lapka/shared/domain/document.ts';
import { idOf } from '../support/documents.ts';
import { noteVersion, syncCollections } from '../support/sync-collections.ts';
import { note, row, stampOf } from '../support/sync-desk.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

/** The collections of a program that was never updated: its notes have one text instead of lines. */
const oldNotes = z.strictObject({ id: z.string().length(36), text: z.string(), ...documentFields });
const oldCollections: readonly AnyCollection[] = syncCollections.map((definition) =>
  definition.key.name === 'clients' ? { ...definition, schema: oldNotes, version: 1, upgrades: {} } : definition,
);
const oldNote = (name: string, text: string, seconds = 0): WireDocument => ({
  id: idOf(name),
  v: 1,
  created: { ...stampOf(0) },
  changed: { ...stampOf(seconds) },
  text,
});

let desk: TestDesk | undefined;
afterEach(() => desk?.close());

const tasks = (at: TestDesk) => at.all('inbox') as unknown as readonly { task: string; details: object }[];

describe('a program that is older than the documents', () => {
  it('PULL-5 puts aside what it cannot read, shows it as one task, and lets everything else through', async () => {
    const world = new SyncWorld();
    await world.other().push('clients', [row(note('a', ['one'])), row(note('b', ['two']))]);
    desk = await TestDesk.start(world, 'desk', { definitions: oldCollections });
    await world.until(() => desk!.replication.status().parked === 2);
    await world.until(() => desk!.waiting() === 0 && tasks(desk!).length > 0);
    expect(desk.all('clients')).toEqual([]);
    expect(tasks(desk)).toMatchObject([{ task: 'NEWER_DOCUMENT', details: { version: noteVersion, why: 'NEWER' } }]);
  });

  it('5.2 k: PULL-5 takes it in after the update, without asking the server for it again', async () => {
    const world = new SyncWorld();
    await world.other().push('clients', [row(note('a', ['one'])), row(note('b', ['two']))]);
    desk = await TestDesk.start(world, 'desk', { definitions: oldCollections });
    await world.until(() => desk!.replication.status().parked === 2);
    await world.until(() => desk!.waiting() === 0 && tasks(desk!).length > 0);
    await world.pass(1);
    await desk.close();
    await desk.open({ definitions: syncCollections, program: '2' });
    await desk.settled();
    expect(desk.all('clients')).toHaveLength(2);
    await world.other('more').pushOne('clients', note('c', ['three']));
    await desk.settled();
    expect(desk.replication.status().parked).toBe(0);
  });

  it('PUSH-4 5.2 k: pushes what it wrote, and the server brings it up to date', async () => {
    const world = new SyncWorld();
    desk = await TestDesk.start(world, 'desk', { definitions: oldCollections });
    desk.write('clients', oldNote('a', 'b\na'));
    await world.until(() => desk!.waiting() === 0);
    expect(await world.stored('clients')).toMatchObject([{ v: 2, lines: ['b', 'a'] }]);
  });

  it('5.2 k: changes that wait to be sent survive the update of the program', async () => {
    const world = new SyncWorld();
    await world.other().pushOne('clients', { ...oldNote('seen', 'x'), v: 1 });
    desk = await TestDesk.start(world, 'desk', { definitions: oldCollections });
    await world.until(() => desk!.replication.status().firstSync.stage === 'COMPLETE');
    desk.network.setUp(false);
    desk.write('clients', oldNote('a', 'first\nsecond'));
    await desk.close();
    await desk.open({ definitions: syncCollections, program: '2' });
    expect(desk.waiting()).toBe(1);
    desk.network.setUp(true);
    await desk.settled();
    expect((await world.stored('clients')).find(({ id }) => id === idOf('a'))).toMatchObject({
      v: 2,
      lines: ['first', 'second'],
    });
  });
});

describe('a program that is newer than the server', () => {
  const newerCollections: readonly AnyCollection[] = syncCollections.map((definition) =>
    definition.key.name === 'clients'
      ? { ...definition, version: 3, upgrades: { ...definition.upgrades, 2: (old) => old } }
      : definition,
  );

  it('PUSH-4 keeps what the server does not know yet, sends everything else, and tries again', async () => {
    const world = new SyncWorld();
    desk = await TestDesk.start(world, 'desk', { definitions: newerCollections });
    await world.until(() => desk!.replication.status().firstSync.stage === 'COMPLETE');
    desk.write('clients', { ...note('new', ['x']), v: 3 });
    desk.write('ledger', {
      id: idOf('entry'),
      v: 1,
      created: { ...stampOf(0) },
      changed: { ...stampOf(0) },
      amount: 1,
    });
    await world.until(async () => (await world.stored('ledger')).length === 1);
    await world.pass(60);
    expect(desk.waiting()).toBe(1);
    expect(await world.stored('clients')).toEqual([]);
    expect(tasks(desk)).toEqual([]);
  });
});

describe('a document that fits no version', () => {
  it('5.2 h: PULL-5 is put aside alone', async () => {
    const world = new SyncWorld();
    const broken = { ...note('broken', []), lines: 5 };
    await world.stores.documents.transactClinic(world.other().pusher.clinic, (transaction) =>
      transaction.put(
        [note('a', ['one']), broken, note('b', ['two'])].map((document) => ({
          collection: 'clients',
          document: document as never,
          deleted: false,
          device: world.other().pusher.device,
          operation: world.ids.next<'Operation'>(),
        })),
      ),
    );
    desk = await TestDesk.start(world);
    await world.until(() => desk!.all('clients').length === 2 && desk!.replication.status().parked === 1);
    await world.until(() => tasks(desk!).length === 1 && desk!.waiting() === 0);
    expect(tasks(desk)).toMatchObject([{ task: 'NEWER_DOCUMENT', details: { why: 'UNREADABLE' } }]);
  });
});

describe('a protocol that is too old', () => {
  it('SESSION-4 turns the desk away; it works on, says why, and sends everything after the update', async () => {
    const world = new SyncWorld({ lowestProtocol: 2 });
    desk = await TestDesk.start(world, 'desk', { protocol: 1 });
    await world.until(() => desk!.replication.status().connection.state === 'TURNED_AWAY');
    expect(desk.replication.status().connection).toMatchObject({ reason: 'VERSION_TOO_OLD' });
    desk.write('clients', note('a', ['one']));
    await world.pass(300);
    expect(desk.waiting()).toBe(1);
    const tries = desk.network.kinds('UP').filter((kind) => kind === 'HELLO').length;
    expect(tries).toBeGreaterThan(2);
    expect(tries).toBeLessThan(12);
    await desk.close();
    await desk.open({ program: '2' });
    await desk.settled();
    expect(await world.stored('clients')).toHaveLength(1);
  });

  it('SESSION-4 the lowest one is still spoken', async () => {
    const world = new SyncWorld();
    desk = await TestDesk.start(world, 'desk', { protocol: 1 });
    desk.write('clients', note('a', ['one']));
    await desk.settled();
    expect(await world.stored('clients')).toHaveLength(1);
  });
});
