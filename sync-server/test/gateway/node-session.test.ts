import { silentLogger } from '@lapka/shared/base/logger.ts';
import { byeCodes, type ByeReason } from '@lapka/shared/protocol/bye.ts';
import type { Down } from '@lapka/shared/protocol/down.ts';
import { parseDown } from '@lapka/shared/protocol/parse.ts';
import type { Up } from '@lapka/shared/protocol/up.ts';
import { lowestProtocolVersion, protocolVersion } from '@lapka/shared/protocol/version.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { Gateway, type GatewayParts } from '../../src/gateway/gateway.ts';
import type { NodeLine } from '../../src/gateway/node-line.ts';
import type { NodeSession } from '../../src/gateway/node-session.ts';
import { memoryStores, type MemoryStores } from '../../src/stores/memory/memory-stores.ts';
import { StoreUnavailable } from '../../src/stores/store-errors.ts';
import { clinicOf, deviceOf, idOf, operationOf } from '../support/documents.ts';
import { syncCollectionNamed, syncCollections } from '../support/sync-collections.ts';
import { everything, note, place, row, SyncDesk } from '../support/sync-desk.ts';
import { testDevice, type TestDevice } from '../support/test-device.ts';

/** A line that keeps what was sent, and lets a test say that nobody reads. */
class KeptLine implements NodeLine {
  readonly frames: Down[] = [];
  unreadBytes = 0;
  isHeld = false;
  closedWith: { readonly code: number; readonly reason: string } | undefined;
  isCut = false;

  send(text: string): void {
    const parsed = parseDown(text);
    if (!parsed.ok) throw new Error(`the server sent ${text}`);
    this.frames.push(parsed.value);
  }
  unread(): number {
    return this.unreadBytes;
  }
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
  }
  close(code: number, reason: string): void {
    this.closedWith = { code, reason };
  }
  cut(): void {
    this.isCut = true;
  }

  of<Kind extends Down['t']>(kind: Kind): Extract<Down, { t: Kind }>[] {
    return this.frames.filter((frame): frame is Extract<Down, { t: Kind }> => frame.t === kind);
  }
}

const settled = () => new Promise((resolve) => void setImmediate(resolve));
const clinic = clinicOf('ours');
let clock: FakeClock;
let stores: MemoryStores;
let gateway: Gateway;
let gatewayWith: (given: Partial<GatewayParts>) => Gateway;
let revoked: Set<string>;
let device: TestDevice;
let other: SyncDesk;

beforeEach(async () => {
  clock = new FakeClock();
  stores = memoryStores({ clock, definitions: syncCollections });
  revoked = new Set();
  const find: MemoryStores['devices']['find'] = async (id) => {
    const known = await stores.devices.find(id);
    return known && { ...known, revoked: revoked.has(id) };
  };
  gatewayWith = (given) =>
    new Gateway({
      store: stores.documents,
      devices: { find },
      definitionOf: syncCollectionNamed,
      rights: everything,
      clock,
      scheduler: clock,
      logger: silentLogger,
      ...given,
    });
  gateway = gatewayWith({});
  device = testDevice(clinic);
  await stores.devices.enrol(clinic, device.id, device.publicKey);
  other = new SyncDesk(stores.documents, 'other');
});

function opened(): { line: KeptLine; session: NodeSession; say: (...messages: readonly Up[]) => Promise<void> } {
  const line = new KeptLine();
  const session = gateway.open(line);
  const say = async (...messages: readonly Up[]): Promise<void> => {
    for (const message of messages) session.received(JSON.stringify(message));
    await settled();
  };
  return { line, session, say };
}

const hello = (given: Partial<Extract<Up, { t: 'HELLO' }>> = {}): Up => ({
  t: 'HELLO',
  protocol: protocolVersion,
  device: device.id,
  incarnation: device.incarnation,
  pushes: [],
  ...given,
});
const proof = (line: KeptLine, by = device): Up => ({
  t: 'PROOF',
  signature: by.signature(line.of('CHALLENGE')[0]!.nonce),
});

async function welcomed(given: Partial<Extract<Up, { t: 'HELLO' }>> = {}) {
  const all = opened();
  await all.say(hello(given), proof(all.line));
  return all;
}

const endOf = (line: KeptLine): ByeReason | undefined => line.of('BYE')[0]?.reason;

describe('a session', () => {
  it('SESSION-1 welcomes a device that signed the challenge', async () => {
    await other.pushOne('clients', note('a', []));
    const { line } = await welcomed();
    expect(line.frames.map(({ t }) => t)).toEqual(['CHALLENGE', 'WELCOME']);
    expect(line.of('WELCOME')[0]).toEqual({
      t: 'WELCOME',
      protocol: protocolVersion,
      clinic,
      epoch: await stores.documents.epoch(),
      epochStart: 0,
      head: 1,
      time: clock.now(),
      copy: 'KNOWN',
      revoked: false,
    });
  });

  it('SESSION-1 challenges every session anew', () => {
    expect(opened().line.of('CHALLENGE')[0]!.nonce).not.toBe(opened().line.of('CHALLENGE')[0]!.nonce);
  });

  it.each<[string, Up]>([
    ['a push', { t: 'PUSH', request: 1, push: operationOf('x'), collection: 'clients', rows: [row(note('a', []))] }],
    ['a pull', { t: 'PULL', request: 1, collection: 'clients', after: 0, limit: 10 }],
    ['a proof', { t: 'PROOF', signature: 'AAAA' }],
    ['a heartbeat', { t: 'PONG' }],
  ])('SESSION-1 closes when %s comes before the hello', async (_what, message) => {
    const { line, say } = opened();
    await say(message);
    expect(endOf(line)).toBe('BAD_FRAME');
  });

  it('SESSION-2 closes after 5 seconds without a hello, and without a proof', async () => {
    const [silent, halfway] = [opened(), opened()];
    await halfway.say(hello());
    clock.advance(4_999);
    expect([endOf(silent.line), endOf(halfway.line)]).toEqual([undefined, undefined]);
    clock.advance(1);
    expect([endOf(silent.line), endOf(halfway.line)]).toEqual(['TOO_SLOW', 'TOO_SLOW']);
  });

  it('SESSION-3 says why it closes, in a last frame and in the close itself', async () => {
    const { line, say } = opened();
    await say(hello({ device: deviceOf('stranger') }), proof(line));
    expect(endOf(line)).toBe('UNKNOWN_DEVICE');
    expect(line.closedWith).toEqual({ code: byeCodes.UNKNOWN_DEVICE, reason: 'UNKNOWN_DEVICE' });
  });

  it('SESSION-3 refuses a signature by another key, over another nonce, or of another incarnation', async () => {
    const [byOther, replayed, renamed] = [opened(), opened(), opened()];
    await byOther.say(hello(), proof(byOther.line, { ...testDevice(clinic), id: device.id }));
    await replayed.say(hello(), proof(byOther.line));
    await renamed.say(hello({ incarnation: other.pusher.incarnation }), proof(renamed.line));
    expect([byOther, replayed, renamed].map(({ line }) => endOf(line))).toEqual([
      'BAD_PROOF',
      'BAD_PROOF',
      'BAD_PROOF',
    ]);
  });

  it('SESSION-4 turns away a protocol that is too old, and speaks the lower version of both', async () => {
    gateway = gatewayWith({ lowestProtocol: 2 });
    const old = opened();
    await old.say(hello({ protocol: 1 }));
    expect(endOf(old.line)).toBe('VERSION_TOO_OLD');
    gateway = gatewayWith({});
    const lowest = await welcomed({ protocol: lowestProtocolVersion });
    const newer = await welcomed({ protocol: protocolVersion + 5 });
    expect(lowest.line.of('WELCOME')[0]?.protocol).toBe(lowestProtocolVersion);
    expect(newer.line.of('WELCOME')[0]?.protocol).toBe(protocolVersion);
  });

  it('SESSION-6 tells a copy that does not know the last push made in its name', async () => {
    const { say } = await welcomed();
    await say({ t: 'PUSH', request: 1, push: operationOf('p'), collection: 'clients', rows: [row(note('a', []))] });
    expect((await welcomed()).line.of('WELCOME')[0]?.copy).toBe('STALE');
    expect((await welcomed({ pushes: [operationOf('p')] })).line.of('WELCOME')[0]?.copy).toBe('KNOWN');
  });

  it('SESSION-7 beats every 15 seconds with head and time, and closes after two beats without a sign of life', async () => {
    const { line, say } = await welcomed();
    clock.advance(15_000);
    expect(line.of('PING')).toEqual([{ t: 'PING', head: 0, time: clock.now() }]);
    await say({ t: 'PONG' });
    clock.advance(44_999);
    expect(endOf(line)).toBeUndefined();
    clock.advance(1);
    expect(line.of('PING')).toHaveLength(3);
    expect(endOf(line)).toBe('SILENT');
  });

  it('SESSION-7 stops its heart when the line is gone', async () => {
    const { session } = await welcomed();
    session.gone();
    expect(clock.waitingCount()).toBe(0);
  });

  it('SESSION-8 cuts a node for which 4 MB wait', async () => {
    const { line, say } = await welcomed();
    line.unreadBytes = 4 * 1024 * 1024;
    await say({ t: 'PULL', request: 1, collection: 'clients', after: 0, limit: 10 });
    expect(line.of('PULLED')).toHaveLength(1);
    line.unreadBytes += 1;
    await say({ t: 'PULL', request: 2, collection: 'clients', after: 0, limit: 10 });
    expect(line.isCut).toBe(true);
    expect(line.of('PULLED')).toHaveLength(1);
  });

  it('SESSION-8 stops reading from a node that sends faster than it is served, and goes on afterwards', async () => {
    const { line, session } = await welcomed();
    for (let request = 1; request <= 40; request++) {
      session.received(JSON.stringify({ t: 'PULL', request, collection: 'clients', after: 0, limit: 1 }));
    }
    expect(line.isHeld).toBe(true);
    await settled();
    expect(line.isHeld).toBe(false);
    expect(line.of('PULLED').map(({ request }) => request)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  it.each([
    ['no JSON', 'hello'],
    ['an unknown message', '{"t":"DROP"}'],
    ['a known one with a field too many', '{"t":"PONG","x":1}'],
    ['a deep one', `{"t":"PONG","x":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['a number without end', '{"t":"PULL","request":1e999,"collection":"clients","after":0,"limit":1}'],
    ['a name of the prototype', '{"t":"PONG","__proto__":{"admin":true}}'],
  ])('SESSION-9 closes on %s', async (_what, text) => {
    const { line, session } = await welcomed();
    session.received(text);
    await settled();
    expect(endOf(line)).toBe('BAD_FRAME');
  });

  it('SESSION-10 lets a revoked device deliver what it has and nothing else, then tells it to wipe', async () => {
    revoked.add(device.id);
    const { line, say } = await welcomed();
    expect(line.of('WELCOME')[0]?.revoked).toBe(true);
    await say(
      { t: 'PULL', request: 1, collection: 'clients', after: 0, limit: 10 },
      { t: 'PUSH', request: 2, push: operationOf('x'), collection: 'clients', rows: [row(note('a', []))] },
    );
    expect(line.of('FAILED')).toEqual([{ t: 'FAILED', request: 1, code: 'NOT_ALLOWED', details: {} }]);
    expect(line.of('PUSHED')[0]?.rows).toEqual([{ outcome: 'ACCEPTED', id: idOf('a') }]);
    await say({ t: 'DELIVERED' });
    expect(endOf(line)).toBe('WIPE');
  });

  it('SESSION-10 wipes no device that is in good standing', async () => {
    const { line, say } = await welcomed();
    await say({ t: 'DELIVERED' });
    expect(endOf(line)).toBe('BAD_FRAME');
  });

  it('SESSION-10 ends the session of a device that is revoked while it is connected', async () => {
    const { line } = await welcomed();
    await gateway.lookAgain(device.id);
    expect(endOf(line)).toBeUndefined();
    revoked.add(device.id);
    await gateway.lookAgain(device.id);
    expect(endOf(line)).toBe('REVOKED');
  });

  it('SESSION-10 notices by itself within five minutes that a device was revoked', async () => {
    const { line, say } = await welcomed();
    revoked.add(device.id);
    for (let beat = 0; beat < 20; beat++) {
      clock.advance(15_000);
      await say({ t: 'PONG' });
    }
    expect(endOf(line)).toBe('REVOKED');
  });

  it('SESSION-11 answers in order, each request under its number', async () => {
    const { line, say } = await welcomed();
    await say(
      { t: 'PULL', request: 7, collection: 'clients', after: 0, limit: 10 },
      { t: 'PUSH', request: 8, push: operationOf('x'), collection: 'clients', rows: [row(note('a', []))] },
      { t: 'HASH', request: 9, collection: 'clients', version: 2 },
      { t: 'PULL', request: 10, collection: 'clients', after: 0, limit: 10 },
    );
    const answers = line.frames.slice(2).map((frame) => [frame.t, 'request' in frame ? frame.request : undefined]);
    expect(answers).toEqual([
      ['PULLED', 7],
      ['PUSHED', 8],
      ['HASHED', 9],
      ['PULLED', 10],
    ]);
    expect(line.of('PULLED')[1]?.documents).toEqual([{ number: 1, deleted: false, document: note('a', []) }]);
  });

  it('SESSION-13 closes the older connection of the same copy', async () => {
    const first = await welcomed();
    const second = await welcomed();
    expect([endOf(first.line), endOf(second.line)]).toEqual(['SUPERSEDED', undefined]);
  });

  it('PULL-4 hints at the pushes of others with the collections they touched, also those a push brought about', async () => {
    await other.pushOne('bookings', place('a', 'sofa'));
    const { line } = await welcomed();
    await other.push('bookings', [row(place('b', 'sofa'))]);
    await settled();
    expect(line.of('CHANGED')).toEqual([{ t: 'CHANGED', head: 3, collections: ['bookings', 'inbox'] }]);
  });

  it('PULL-4 does not hint at its own pushes, unless they brought about more', async () => {
    const { line, say } = await welcomed();
    const push = (name: string, where: string): Up => ({
      t: 'PUSH',
      request: 1,
      push: operationOf(name),
      collection: 'bookings',
      rows: [row(place(name, where))],
    });
    await say(push('a', 'sofa'));
    expect(line.of('CHANGED')).toEqual([]);
    await say(push('b', 'sofa'));
    expect(line.of('CHANGED')).toEqual([{ t: 'CHANGED', head: 3, collections: ['bookings', 'inbox'] }]);
  });

  it('PULL-4 tells how far the clinic has come after the line to the database was lost', async () => {
    const unheard = stores.documents.onCommitted.bind(stores.documents);
    stores.documents.onCommitted = () => () => {};
    gateway = gatewayWith({});
    const { line, session } = await welcomed();
    await other.pushOne('clients', note('a', []));
    session.moved('ANY');
    await settled();
    session.moved('ANY');
    await settled();
    expect(line.of('CHANGED')).toEqual([{ t: 'CHANGED', head: 1 }]);
    stores.documents.onCommitted = unheard;
  });

  it('PULL-4 says nothing about other clinics', async () => {
    const { line } = await welcomed();
    await new SyncDesk(stores.documents, 'foreign', { clinic: 'theirs' }).pushOne('clients', note('a', []));
    await settled();
    expect(line.of('CHANGED')).toEqual([]);
  });

  it('FIRST-1 gives the bookings of some days', async () => {
    const { line, say } = await welcomed();
    await say({ t: 'PULL_DAYS', request: 1, from: '2026-11-16' as never, below: '2026-11-23' as never });
    expect(line.of('DAYS_PULLED')).toEqual([{ t: 'DAYS_PULLED', request: 1, documents: [] }]);
  });

  it('AUDIT-1 takes the audit entries of the node', async () => {
    const { line, say } = await welcomed();
    const { changed: stamp } = note('a', []);
    await say({ t: 'AUDIT', request: 1, entries: [{ command: 'x', stamp: stamp as never, documents: [] }] });
    expect(line.of('AUDIT_TAKEN')).toHaveLength(1);
    const chain = await stores.documents.readClinic(clinic, (reader) => reader.auditAfter(0, 10));
    expect(chain).toHaveLength(1);
  });

  it('RECONCILE-2 answers a pull from below the floor with where it is', async () => {
    const { line, say } = await welcomed();
    const store = stores.documents;
    const failing = store.readClinic.bind(store);
    store.readClinic = (of, read) => failing(of, (reader) => read({ ...reader, floor: () => Promise.resolve(9) }));
    await say({ t: 'PULL', request: 1, collection: 'clients', after: 8, limit: 1 });
    expect(line.of('FAILED')).toEqual([{ t: 'FAILED', request: 1, code: 'BELOW_FLOOR', details: { floor: 9 } }]);
  });
});

describe('a server whose store is away', () => {
  it('PUSH-9 answers RETRY_LATER and keeps the connection', async () => {
    const { line, say } = await welcomed();
    stores.documents.transactClinic = () => Promise.reject(new StoreUnavailable('away'));
    await say({ t: 'PUSH', request: 1, push: operationOf('x'), collection: 'clients', rows: [row(note('a', []))] });
    expect(line.of('FAILED')).toEqual([{ t: 'FAILED', request: 1, code: 'RETRY_LATER', details: {} }]);
    expect(endOf(line)).toBeUndefined();
  });

  it('says BROKEN and closes when something of ours fails', async () => {
    const { line, say } = await welcomed();
    stores.documents.readClinic = () => Promise.reject(new Error('a bug'));
    await say({ t: 'PULL', request: 1, collection: 'clients', after: 0, limit: 1 });
    expect(endOf(line)).toBe('BROKEN');
  });

  it('closes the door with a reason', async () => {
    const { line } = await welcomed();
    await gateway.close();
    expect(endOf(line)).toBe('SERVER_CLOSING');
  });
});
