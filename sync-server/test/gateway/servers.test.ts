import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { byeCodes } from '@lapka/shared/protocol/bye.ts';
import type { Down } from '@lapka/shared/protocol/down.ts';
import { largestFrame, largestInflated, worthDeflating } from '@lapka/shared/protocol/frames.ts';
import type { Up } from '@lapka/shared/protocol/up.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { dialWebSocket } from '../../../desktop/src/node/replication/web-socket-line.ts';
import { Gateway } from '../../src/gateway/gateway.ts';
import { clinicOf, operationOf } from '../support/documents.ts';
import { realScheduler } from '../support/real-scheduler.ts';
import { everything, note, row, SyncDesk } from '../support/sync-desk.ts';
import { syncCollectionNamed, syncCollections } from '../support/sync-collections.ts';
import { testDevice } from '../support/test-device.ts';
import { openTestPostgres, type TestPostgres } from '../support/test-postgres.ts';

const clinic = clinicOf('ours');
let releases: Releases;
let url: string;

beforeEach(async () => {
  releases = new Releases();
  ({ url } = releases.use(await openTestPostgres({ definitions: syncCollections })));
});
afterEach(() => releases.close());

/** A server with stores of its own on the one database. */
async function startServer(): Promise<{ readonly address: string; readonly stores: TestPostgres }> {
  const stores = releases.use(await openTestPostgres({ url, definitions: syncCollections, scheduler: realScheduler }));
  const gateway = new Gateway({
    store: stores.documents,
    devices: stores.devices,
    definitionOf: syncCollectionNamed,
    rights: everything,
    clock: stores.clock,
    scheduler: stores.clock,
    logger: silentLogger,
  });
  const http: Server = createServer();
  http.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  releases.add(() => new Promise((resolve) => http.close(() => resolve())));
  releases.use(gateway);
  return { address: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`, stores };
}

interface Node {
  readonly heard: Down[];
  say(message: Up): void;
  /** Waits for the first message of a kind that was not waited for before. */
  hear<Kind extends Down['t']>(kind: Kind): Promise<Extract<Down, { t: Kind }>>;
}

/** A node over a real socket, with the desk's own line. */
function connect(address: string): Node {
  const heard: Down[] = [];
  let tell = (): void => {};
  let next = 0;
  const line = dialWebSocket(
    address,
    silentLogger,
  )({
    received(text) {
      heard.push(JSON.parse(text) as Down);
      tell();
    },
    gone: () => {},
  });
  releases.add(async () => line.cut());
  return {
    heard,
    say: (message) => line.send(JSON.stringify(message)),
    async hear<Kind extends Down['t']>(kind: Kind) {
      for (;;) {
        const index = heard.findIndex((message, at) => at >= next && message.t === kind);
        if (index >= 0) {
          next = index + 1;
          return heard[index] as Extract<Down, { t: Kind }>;
        }
        await new Promise<void>((resolve) => (tell = resolve));
      }
    },
  };
}

async function comeIn(node: Node, stores: TestPostgres, name: string, protocol = 2): Promise<void> {
  const device = testDevice(clinic, name);
  await stores.devices.enrol(clinic, device.id, device.publicKey);
  const { nonce } = await node.hear('CHALLENGE');
  node.say({ t: 'HELLO', protocol, device: device.id, incarnation: device.incarnation, pushes: [] });
  node.say({ t: 'PROOF', signature: device.signature(nonce) });
  await node.hear('WELCOME');
}

describe('two servers on one database', () => {
  it('PULL-4 wake the nodes of each other: a desk at one sees what a desk at the other has pushed', async () => {
    const [first, second] = [await startServer(), await startServer()];
    const [desk, tablet] = [connect(first.address), connect(second.address)];
    await comeIn(desk, first.stores, 'desk');
    await comeIn(tablet, second.stores, 'tablet');
    desk.say({ t: 'PUSH', request: 1, push: operationOf('p'), collection: 'clients', rows: [row(note('a', ['one']))] });
    const { head } = await desk.hear('PUSHED');
    expect(await tablet.hear('CHANGED')).toEqual({ t: 'CHANGED', head, collections: ['clients'] });
    tablet.say({ t: 'PULL', request: 1, collection: 'clients', after: 0, limit: 10 });
    expect(await tablet.hear('PULLED')).toMatchObject({ documents: [{ document: { lines: ['one'] } }] });
  });
});

describe('large frames on a real line', () => {
  const many = Array.from({ length: 100 }, (_, index) => note(`n${index}`, [`Барон ${index} кашляет`]));
  const rows = many.map((one) => row(one));

  it('SESSION-9 go deflated both ways, and arrive as they were', async () => {
    const server = await startServer();
    const node = connect(server.address);
    await comeIn(node, server.stores, 'desk');
    expect(JSON.stringify(rows).length).toBeGreaterThan(worthDeflating);
    node.say({ t: 'PUSH', request: 1, push: operationOf('p'), collection: 'clients', rows });
    expect((await node.hear('PUSHED')).rows.every(({ outcome }) => outcome === 'ACCEPTED')).toBe(true);
    node.say({ t: 'PULL', request: 2, collection: 'clients', after: 0, limit: 200 });
    expect((await node.hear('PULLED')).documents.map(({ document }) => document)).toEqual(many);
  });

  it.each([
    [1, false],
    [2, true],
  ])('SESSION-9 to a node of version %i are binary: %s', async (protocol, isBinary) => {
    const server = await startServer();
    const device = testDevice(clinic, 'desk');
    await server.stores.devices.enrol(clinic, device.id, device.publicKey);
    await new SyncDesk(server.stores.documents, 'other').push('clients', rows);
    const socket = rawSocket(server.address);
    const [challenge] = (await once(socket, 'message')) as [Buffer];
    const { nonce } = JSON.parse(challenge.toString()) as { nonce: string };
    const { id, incarnation } = device;
    socket.send(JSON.stringify({ t: 'HELLO', protocol, device: id, incarnation, pushes: [] }));
    socket.send(JSON.stringify({ t: 'PROOF', signature: device.signature(nonce) }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ t: 'PULL', request: 1, collection: 'clients', after: 0, limit: 200 }));
    const [page, binary] = (await once(socket, 'message')) as [Buffer, boolean];
    expect(binary).toBe(isBinary);
    expect((isBinary ? inflateRawSync(page) : page).toString()).toContain('Барон 99 кашляет');
  });

  it.each([
    ['is not deflated', Buffer.from('{"t":"HELLO"}')],
    ['inflates to more than 4 MiB', deflateRawSync(Buffer.alloc(largestInflated + 1))],
  ])('SESSION-9 close the line when a binary frame %s', async (_what, frame) => {
    const server = await startServer();
    const socket = rawSocket(server.address);
    await once(socket, 'open');
    socket.send(frame, { binary: true });
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(byeCodes.BAD_FRAME);
  });
});

function rawSocket(address: string): WebSocket {
  const socket = new WebSocket(address, { maxPayload: largestFrame, perMessageDeflate: false });
  releases.add(async () => socket.terminate());
  return socket;
}
