import { afterEach, describe, expect, it } from 'vitest';
import { clinicOf, idOf } from '../support/documents.ts';
import { note } from '../support/sync-desk.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

let desk: TestDesk;
afterEach(() => desk.close());

describe('a device that was shut out', () => {
  it('SESSION-10 story 24: delivers its queue and its audit entries at the next contact, then is told to wipe', async () => {
    const world = new SyncWorld();
    desk = await TestDesk.start(world);
    await desk.settled();
    desk.network.setUp(false);
    desk.write('clients', note('a', ['one']), note('b', ['two']));
    world.revoked.add(desk.device.id);
    await world.other().pushOne('clients', note('secret', ['not for you']));
    desk.network.setUp(true);
    await world.until(() => desk.wiped);
    expect((await world.stored('clients')).map(({ id }) => id)).toEqual(['a', 'b', 'secret'].map(idOf).toSorted());
    expect(desk.all('clients').map(({ id }) => id)).not.toContain(idOf('secret'));
    const audit = await world.stores.documents.readClinic(clinicOf('ours'), (reader) => reader.auditAfter(0, 10));
    expect(audit).toHaveLength(1);
  });

  it('SESSION-10 is told at once when it is connected, and comes in no more', async () => {
    const world = new SyncWorld();
    desk = await TestDesk.start(world);
    await desk.settled();
    world.revoked.add(desk.device.id);
    await world.gateway.lookAgain(desk.device.id);
    await world.until(() => desk.wiped);
    const hellos = () => desk.network.kinds('UP').filter((kind) => kind === 'HELLO').length;
    const before = hellos();
    await world.pass(120);
    expect(hellos()).toBe(before);
  });
});

describe('the audit trail of a desk', () => {
  it('AUDIT-1 reaches the server in order, each entry once, also after a lost answer and a restart', async () => {
    const world = new SyncWorld();
    desk = await TestDesk.start(world);
    await desk.settled();
    let lost = 0;
    desk.network.fateOf = ({ kind }) => (kind === 'AUDIT_TAKEN' && lost++ === 0 ? 'CUT_BEFORE' : undefined);
    for (const name of ['a', 'b', 'c']) desk.write('clients', note(name, [name]));
    await desk.settled();
    await desk.close();
    await desk.open();
    desk.write('clients', note('d', ['d']));
    const chain = () => world.stores.documents.readClinic(clinicOf('ours'), (reader) => reader.auditAfter(0, 100));
    await world.until(async () => (await chain()).length >= 4);
    await world.pass(2);
    const documents = (await chain()).map(({ content }) => JSON.stringify(content['documents']));
    expect(documents.map((text) => ['a', 'b', 'c', 'd'].find((name) => text.includes(idOf(name))))).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });
});
