import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { aLocation, locationId } from '@lapka/shared/testing/builders/settings.ts';
import { staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { systemClock, systemScheduler } from '../system.ts';
import { carriers, nextFitting, openScreen, refusalOf } from '../testing/screen.ts';
import { openTestDesk, settle, type TestDesk, testPin } from '../testing/test-desk.ts';

const time = { ...systemClock(), ...systemScheduler };
const operation = derivedId<'Operation'>('Operation', 'bridge test');
let desk: TestDesk;
let screens = new Releases();

beforeAll(async () => {
  desk = await openTestDesk({ time });
  await settle(desk.node);
});
afterEach(async () => {
  await screens.close();
  screens = new Releases();
});
afterAll(() => desk.close());

describe.each(carriers)('the bridge over a %s', (carrier) => {
  const open = async () => screens.use(await openScreen(carrier, desk.node.lines, systemScheduler));

  test('lets a person sign in with the PIN, and makes every later call as that person', async () => {
    const { bridge } = await open();
    const today = { date: civilDate('2026-11-16') };
    expect(await refusalOf(bridge.ask.desk.day(today))).toMatchObject({ code: 'NOT_SIGNED_IN' });
    const { session } = await bridge.session.signIn({ staff: staffId('olga'), pin: testPin });
    expect(session).toMatchObject({ state: 'SIGNED_IN', person: { staff: staffId('olga'), roles: ['FRONT_DESK'] } });
    expect(await refusalOf(bridge.ask.desk.day(today))).toEqual({ code: 'ok' });
  });

  test('names the fields of input that does not fit', async () => {
    const { bridge } = await open();
    const refusal = await refusalOf(bridge.session.signIn({ staff: 'nobody', pin: 1 } as never));
    expect(refusal).toEqual({ code: 'BAD_INPUT', data: { fields: ['staff', 'pin'] } });
  });

  test('takes nobody’s word for who they are: a field with a name in it is refused', async () => {
    const { bridge } = await open();
    const said = { operation, staff: staffId('anna') };
    expect(await refusalOf(bridge.session.lock(said as never))).toMatchObject({ code: 'BAD_INPUT' });
  });

  test('keeps each line to its own person', async () => {
    const [one, other] = [await open(), await open()];
    await one.bridge.session.signIn({ staff: staffId('anna'), pin: testPin });
    expect(await other.bridge.session.current({})).toEqual({ state: 'SIGNED_OUT' });
  });

  test('tells the status at once and again when it has changed', async () => {
    const { bridge } = await open();
    const status = await bridge.live.status({});
    const first = await nextFitting(status, () => true);
    expect(first).toMatchObject({ desk: 'DK-A', connection: { state: 'OFFLINE' }, conflicts: 0 });
    expect(first).toMatchObject({ lease: { kind: 'VALID', endsSoon: false }, store: { state: 'READY' } });
    desk.node.store.transact((transactor) => transactor.put(settings, aLocation({ id: locationId(carrier) })));
    expect(await nextFitting(status, ({ waiting }) => waiting > first.waiting)).toMatchObject({
      waiting: first.waiting + 1,
    });
    await status.return?.();
  });

  test('tells every screen which collections have changed', async () => {
    const [one, other] = [await open(), await open()];
    const streams = await Promise.all([one, other].map(({ bridge }) => bridge.live.changes({})));
    // A stream listens from its first reading on.
    const events = streams.map((stream) => nextFitting(stream, ({ collections }) => collections.includes('settings')));
    await one.bridge.session.current({});
    await other.bridge.session.current({});
    desk.node.store.transact((transactor) => transactor.put(settings, aLocation({ address: '13 Embankment St.' })));
    expect(await Promise.all(events)).toMatchObject([{ collections: ['settings'] }, { collections: ['settings'] }]);
  });

  test('tells a locked screen by itself, and lets its person back in with the PIN', async () => {
    const { bridge } = await open();
    await bridge.session.signIn({ staff: staffId('mikhail'), pin: testPin });
    const states = await bridge.live.session({});
    await nextFitting(states, ({ state }) => state === 'SIGNED_IN');
    await bridge.session.lock({});
    expect(await nextFitting(states, ({ state }) => state === 'LOCKED')).toMatchObject({
      person: { staff: staffId('mikhail') },
    });
    expect(await refusalOf(bridge.session.list({}))).toMatchObject({ code: 'NOT_SIGNED_IN' });
    await bridge.session.unlock({ pin: testPin });
    expect(await nextFitting(states, ({ state }) => state === 'SIGNED_IN')).toMatchObject({ authority: 'FULL' });
    await states.return?.();
  });

  test('brings a reloaded page back with its token, once', async () => {
    const before = await open();
    const { token } = await before.bridge.session.signIn({ staff: staffId('olga'), pin: testPin });
    const after = await open();
    const resumed = await after.bridge.session.resume({ token });
    expect(resumed.session).toMatchObject({ state: 'SIGNED_IN', person: { staff: staffId('olga') } });
    expect(resumed.token).not.toBe(token);
    expect(await refusalOf(after.bridge.session.resume({ token }))).toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await before.bridge.session.current({})).toEqual({ state: 'SIGNED_OUT' });
  });

  test('gives a bug a number and tells nothing else about it', async () => {
    const { bridge } = await open();
    vi.spyOn(desk.node.store, 'read').mockImplementationOnce(() => {
      throw new TypeError('secret text of a record');
    });
    const { code, data } = await refusalOf(bridge.session.people({}));
    expect(code).toBe('BUG');
    expect(data).toEqual({ number: expect.stringMatching(/^[0-9a-f]{8}$/) });
  });

  test('ends a line that sends what is no call', async () => {
    const screen = await open();
    await screen.bridge.session.current({});
    screen.sendRaw('{"no":"call"');
    expect(await screen.ended).toBe(carrier === 'WebSocket' ? 1007 : 0);
  });
});
