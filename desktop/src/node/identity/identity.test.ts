import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { plusMilliseconds } from '@lapka/shared/base/instant.ts';
import { createIdMaker, derivedId } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { seededRandom } from '@lapka/shared/base/random.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { openMemoryStore } from '../store/open-store.ts';
import { nextFitting, openScreen, refusalOf, type TestScreen } from '../testing/screen.ts';
import { auditOf, openTestDesk, settle, type TestDesk, testPin } from '../testing/test-desk.ts';
import { DeviceLease } from './device-lease.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let clock: FakeClock;
let desk: TestDesk;
let releases: Releases;

beforeEach(async () => {
  releases = new Releases();
  clock = new FakeClock('2026-11-16T06:40:00.000Z');
  const folder = mkdtempSync(path.join(tmpdir(), 'lapka-identity-'));
  releases.add(() => rmSync(folder, { recursive: true, force: true }));
  desk = releases.use(await openTestDesk({ time: clock, folder }));
  await settle(desk.node);
});
afterEach(() => releases.close());

const screen = async (): Promise<TestScreen> => releases.use(await openScreen('MessagePort', desk.node.lines, clock));

async function signedIn(name: string): Promise<TestScreen> {
  const opened = await screen();
  await opened.bridge.session.signIn({ staff: staffId(name), pin: testPin });
  return opened;
}

const operation = () => ({ operation: desk.node.ids.next<'Operation'>() });

describe('signing in with a PIN', () => {
  test('closes the door for a quarter of an hour after five wrong ones, also to the right one (R-004, story 24)', async () => {
    const { bridge } = await screen();
    for (let attempt = 0; attempt < 5; attempt++) {
      const wrong = bridge.session.signIn({ staff: staffId('olga'), pin: '000000' });
      expect(await refusalOf(wrong)).toMatchObject({ code: 'WRONG_PIN' });
    }
    const right = { staff: staffId('olga'), pin: testPin };
    expect(await refusalOf(bridge.session.signIn(right))).toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      data: { minutes: 15 },
    });
    clock.advance(14 * minute);
    expect(await refusalOf(bridge.session.signIn(right))).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    clock.advance(minute);
    expect(await bridge.session.signIn(right)).toMatchObject({ session: { state: 'SIGNED_IN' } });
  });

  test('keeps the pause of one person from everybody else', async () => {
    const { bridge } = await screen();
    for (let attempt = 0; attempt < 5; attempt++) {
      await refusalOf(bridge.session.signIn({ staff: staffId('olga'), pin: '000000' }));
    }
    expect(await bridge.session.signIn({ staff: staffId('mikhail'), pin: testPin })).toMatchObject({
      session: { state: 'SIGNED_IN' },
    });
  });

  test('counts right however many screens guess at once', async () => {
    const screens = await Promise.all(Array.from({ length: 8 }, screen));
    const guesses = await Promise.all(
      screens.map(({ bridge }) => refusalOf(bridge.session.signIn({ staff: staffId('olga'), pin: '000000' }))),
    );
    expect(guesses.filter(({ code }) => code === 'WRONG_PIN')).toHaveLength(5);
    expect(guesses.filter(({ code }) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(3);
  });

  test('remembers the wrong ones over a restart', async () => {
    const { bridge } = await screen();
    for (let attempt = 0; attempt < 5; attempt++) {
      await refusalOf(bridge.session.signIn({ staff: staffId('olga'), pin: '000000' }));
    }
    await restart();
    const again = await screen();
    const right = again.bridge.session.signIn({ staff: staffId('olga'), pin: testPin });
    expect(await refusalOf(right)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  test('leaves a line in the audit trail for each that was looked at, never the PIN (R-009)', async () => {
    const { bridge } = await screen();
    await refusalOf(bridge.session.signIn({ staff: staffId('olga'), pin: '000000' }));
    await bridge.session.signIn({ staff: staffId('olga'), pin: testPin });
    const entries = auditOf(desk).filter(({ command }) => command.startsWith('session.'));
    expect(entries.map(({ command }) => command)).toEqual(['session.signInRefused', 'session.signIn']);
    expect(JSON.stringify(entries)).not.toContain(testPin);
  });

  test('says that there is no PIN yet, and treats who has left like a wrong PIN', async () => {
    const { bridge } = await screen();
    expect(await refusalOf(bridge.session.signIn({ staff: staffId('vera'), pin: testPin }))).toMatchObject({
      code: 'PIN_NOT_SET',
    });
    leave('mikhail');
    expect(await refusalOf(bridge.session.signIn({ staff: staffId('mikhail'), pin: testPin }))).toMatchObject({
      code: 'WRONG_PIN',
    });
  });

  test('ends the session of somebody who leaves, in the same moment', async () => {
    const { bridge } = await signedIn('mikhail');
    leave('mikhail');
    expect(await bridge.session.current({})).toEqual({ state: 'SIGNED_OUT' });
    expect(await refusalOf(bridge.ask.desk.choices({}))).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});

describe('the lock', () => {
  test('falls by itself when nobody touches the screen, and not before', async () => {
    const { bridge } = await signedIn('olga');
    const { lockMinutes } = (await bridge.session.current({})) as { lockMinutes: number };
    clock.advance((lockMinutes - 1) * minute);
    await bridge.session.touch({});
    clock.advance((lockMinutes - 1) * minute);
    expect(await bridge.session.current({})).toMatchObject({ state: 'SIGNED_IN' });
    clock.advance(minute);
    expect(await bridge.session.current({})).toMatchObject({ state: 'LOCKED', person: { staff: staffId('olga') } });
  });

  test('holds also when the computer has slept over its timer', async () => {
    const { bridge } = await signedIn('olga');
    clock.jumpTo('2026-11-17T06:00:00.000Z');
    expect(await refusalOf(bridge.ask.desk.choices({}))).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await bridge.session.current({})).toMatchObject({ state: 'LOCKED' });
  });

  test('is opened by its own person only, and counts wrong PINs with all others', async () => {
    const { bridge } = await signedIn('olga');
    await bridge.session.lock({});
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await refusalOf(bridge.session.unlock({ pin: '000000' }))).toMatchObject({ code: 'WRONG_PIN' });
    }
    expect(await refusalOf(bridge.session.unlock({ pin: testPin }))).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  test('does not keep a colleague from taking over: the switch is a name and a PIN', async () => {
    const { bridge } = await signedIn('olga');
    await bridge.session.lock({});
    await bridge.session.signIn({ staff: staffId('mikhail'), pin: testPin });
    expect(await bridge.session.current({})).toMatchObject({
      state: 'SIGNED_IN',
      person: { staff: staffId('mikhail') },
    });
  });

  test('makes the token of a reloaded page worthless', async () => {
    const first = await screen();
    const { token } = await first.bridge.session.signIn({ staff: staffId('olga'), pin: testPin });
    await first.bridge.session.lock({});
    await first.close();
    const { bridge } = await screen();
    expect(await refusalOf(bridge.session.resume({ token }))).toMatchObject({ code: 'SESSION_EXPIRED' });
  });

  test('does not fall because a page is reloaded: the token works for five minutes after the line has ended', async () => {
    const first = await screen();
    const { token } = await first.bridge.session.signIn({ staff: staffId('olga'), pin: testPin });
    await first.close();
    clock.advance(4 * minute);
    const second = await screen();
    const resumed = await second.bridge.session.resume({ token });
    expect(resumed).toMatchObject({ session: { state: 'SIGNED_IN' } });
    await second.close();
    clock.advance(5 * minute);
    const third = await screen();
    expect(await refusalOf(third.bridge.session.resume({ token: resumed.token }))).toMatchObject({
      code: 'SESSION_EXPIRED',
    });
  });
});

describe('an own PIN', () => {
  const change = (pin: string, newPin: string) => ({ ...operation(), pin, newPin });

  test('comes before everything else when somebody else has chosen the first one', async () => {
    const { bridge } = await signedIn('ivan');
    expect(await bridge.session.current({})).toMatchObject({ state: 'PIN_CHANGE' });
    expect(await refusalOf(bridge.ask.desk.choices({}))).toMatchObject({ code: 'PIN_CHANGE_NEEDED' });
    expect(await bridge.session.setPin(change(testPin, '703916'))).toMatchObject({ state: 'SIGNED_IN' });
    expect(await refusalOf(bridge.ask.desk.choices({}))).toEqual({ code: 'ok' });
  });

  test('replaces the old one at once and locks the person’s other screens', async () => {
    const [one, other] = [await signedIn('olga'), await signedIn('olga')];
    await one.bridge.session.setPin(change(testPin, '703916'));
    expect(await other.bridge.session.current({})).toMatchObject({ state: 'LOCKED' });
    expect(await refusalOf(other.bridge.session.unlock({ pin: testPin }))).toMatchObject({ code: 'WRONG_PIN' });
    expect(await other.bridge.session.unlock({ pin: '703916' })).toMatchObject({ state: 'SIGNED_IN' });
  });

  test.each([
    ['a wrong present one', '000000', '703916', 'WRONG_PIN'],
    ['the old one again', testPin, testPin, 'PIN_UNCHANGED'],
    ['one that everybody guesses', testPin, '123456', 'PIN_TOO_SIMPLE'],
    ['a short one', testPin, '7039', 'PIN_LENGTH'],
  ])('is refused with %s', async (_, pin, newPin, code) => {
    const { bridge } = await signedIn('olga');
    expect(await refusalOf(bridge.session.setPin(change(pin, newPin)))).toMatchObject({ code });
    const again = await screen();
    expect(await again.bridge.session.signIn({ staff: staffId('olga'), pin: testPin })).toMatchObject({
      session: { state: 'SIGNED_IN' },
    });
  });

  test('is kept as an argon2id hash only (R-002)', async () => {
    const { bridge } = await signedIn('olga');
    await bridge.session.setPin(change(testPin, '703916'));
    const stored = desk.node.store.read((reader) => reader.get(staff, staffId('olga')));
    expect(stored?.pin).toMatchObject({
      kind: 'SET',
      hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
    });
    expect(JSON.stringify([stored, auditOf(desk)])).not.toContain('703916');
  });
});

describe('the sessions of a desk', () => {
  test('are shown to each person as the own ones and to a manager all, and ended by who may see them', async () => {
    const [olga, anna] = [await signedIn('olga'), await signedIn('anna')];
    expect(await olga.bridge.session.list({})).toMatchObject([{ person: { staff: staffId('olga') }, isThis: true }]);
    const all = await anna.bridge.session.list({});
    expect(all.map(({ person }) => person.staff).toSorted()).toEqual([staffId('anna'), staffId('olga')].toSorted());
    const own = all.find(({ isThis }) => isThis);
    expect(await refusalOf(olga.bridge.session.end({ session: own!.session }))).toMatchObject({ code: 'NOT_FOUND' });
    await anna.bridge.session.end({ session: all.find(({ isThis }) => !isThis)!.session });
    expect(await olga.bridge.session.current({})).toEqual({ state: 'SIGNED_OUT' });
  });
});

describe('a desk without the server (story 24)', () => {
  const walkIn = () => ({
    ...operation(),
    pet: derivedId<'Pet'>('Pet', 'nobody'),
    services: [{ service: derivedId<'Service'>('Service', 'CONS-1'), quantity: 1 }],
    location: desk.identity.location,
  });
  const confirm = () => ({ ...operation(), booking: derivedId<'Booking'>('Booking', 'none'), seen: 1 });

  test('works fourteen days with PINs alone, warns three days before, then reads only', async () => {
    const { bridge } = await signedIn('mikhail');
    expect(desk.node.status().lease).toMatchObject({ kind: 'VALID', endsSoon: false });
    expect(await refusalOf(bridge.do.bookings.walkIn(walkIn()))).toMatchObject({ code: 'NOT_FOUND' });
    pass(11 * day);
    expect(desk.node.status().lease).toMatchObject({ kind: 'VALID', endsSoon: true });
    pass(3 * day - minute);
    await bridge.session.signIn({ staff: staffId('mikhail'), pin: testPin });
    const states = await bridge.live.session({});
    expect(await nextFitting(states, () => true)).toMatchObject({ state: 'SIGNED_IN', authority: 'FULL' });
    clock.advance(minute);
    expect(await nextFitting(states, () => true)).toMatchObject({ state: 'SIGNED_IN', authority: 'READ_ONLY' });
    expect(desk.node.status().lease).toEqual({ kind: 'EXPIRED', since: '2026-11-30T06:40:00.000Z' });
    expect(await refusalOf(bridge.ask.desk.day({ date: civilDate('2026-11-30') }))).toEqual({ code: 'ok' });
    expect(await refusalOf(bridge.do.bookings.walkIn(walkIn()))).toMatchObject({
      code: 'ONLINE_SIGN_IN_NEEDED',
    });
    await states.return?.();
  });

  test('does not win a day by setting the clock back', async () => {
    pass(14 * day);
    clock.jumpTo('2026-11-16T06:40:00.000Z');
    const { bridge } = await signedIn('mikhail');
    expect(await bridge.session.current({})).toMatchObject({ authority: 'READ_ONLY' });
    await restart();
    expect(desk.node.status().lease).toMatchObject({ kind: 'EXPIRED' });
  });

  test('is opened by a manager’s PIN for the emergency at the door, for two hours, also over a restart', async () => {
    pass(15 * day);
    const { bridge } = await signedIn('mikhail');
    expect(await refusalOf(bridge.session.openEmergency({ manager: staffId('olga'), pin: testPin }))).toMatchObject({
      code: 'NOT_A_MANAGER',
    });
    expect(await refusalOf(bridge.session.openEmergency({ manager: staffId('anna'), pin: '000000' }))).toMatchObject({
      code: 'WRONG_PIN',
    });
    const { until } = await bridge.session.openEmergency({ manager: staffId('anna'), pin: testPin });
    expect(until).toBe('2026-12-01T08:40:00.000Z');
    expect(await bridge.session.current({})).toMatchObject({ authority: 'EMERGENCY' });
    expect(desk.node.status().lease).toMatchObject({ kind: 'EXPIRED', emergencyUntil: until });
    expect(await refusalOf(bridge.do.bookings.walkIn(walkIn()))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusalOf(bridge.do.bookings.confirm(confirm()))).toMatchObject({ code: 'ONLINE_SIGN_IN_NEEDED' });
    await restart();
    expect(desk.node.status().lease).toMatchObject({ emergencyUntil: until });
    clock.advance(120 * minute);
    expect(desk.node.status().lease).not.toHaveProperty('emergencyUntil');
    const { bridge: later } = await signedIn('mikhail');
    expect(await later.session.current({})).toMatchObject({ authority: 'READ_ONLY' });
  });

  test('needs no emergency while the lease runs', async () => {
    const { bridge } = await screen();
    expect(await refusalOf(bridge.session.openEmergency({ manager: staffId('anna'), pin: testPin }))).toMatchObject({
      code: 'EMERGENCY_NOT_NEEDED',
    });
  });

  test('has its fourteen days anew from the last moment the server was there', async () => {
    let isOnline = true;
    const ids = createIdMaker(clock, seededRandom(1));
    const parts = { collections, program: 'test', clock, scheduler: clock, ids, logger: silentLogger };
    const store = releases.use(openMemoryStore(parts));
    const lease = releases.use(new DeviceLease({ store, clock, scheduler: clock, isOnline: () => isOnline }));
    pass(20 * day);
    expect(lease.lease()).toMatchObject({ kind: 'VALID', endsSoon: false });
    isOnline = false;
    pass(14 * day);
    expect(lease.authority()).toBe('READ_ONLY');
    isOnline = true;
    lease.look();
    expect(lease.authority()).toBe('FULL');
  });
});

/** As a computer that sleeps through it: what falls due on the way runs once, at the end. */
function pass(milliseconds: number): void {
  clock.jumpTo(plusMilliseconds(clock.now(), milliseconds - minute));
  clock.advance(minute);
}

async function restart(): Promise<void> {
  await desk.close();
  desk = releases.use(await openTestDesk({ time: clock, folder: desk.folder }));
}

function leave(name: string): void {
  desk.node.store.transact((transactor) => {
    const member = transactor.get(staff, staffId(name));
    if (member === undefined) throw new Error(`nobody is called ${name}`);
    transactor.put(staff, { ...member, state: { status: 'LEFT', on: civilDate('2026-11-15') } });
  });
}
