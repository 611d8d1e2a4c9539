import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { systemClock, systemScheduler } from '../system.ts';
import { overSocket } from '../testing/screen.ts';
import { openTestDesk } from '../testing/test-desk.ts';
import { openDeskDoor } from './desk-door.ts';

const releases = new Releases();
let open: (port: number) => ReturnType<typeof openDeskDoor>;
let origin: string;

beforeAll(async () => {
  const { node } = releases.use(await openTestDesk({ time: { ...systemClock(), ...systemScheduler } }));
  const { lines } = node;
  const parts = { uiFolder: import.meta.dirname, lines, scheduler: systemScheduler, logger: silentLogger };
  open = (port) => openDeskDoor({ host: '127.0.0.1', port, ...parts });
  const door = await open(0);
  if (!door.ok) throw new Error(door.error.code);
  releases.use(door.value);
  origin = `http://127.0.0.1:${door.value.port}`;
});
afterAll(() => releases.close());

describe('the door of the desk', () => {
  test.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of another port of this computer', { origin: 'http://127.0.0.1:1' }],
    ['without an origin', { origin: 'null' }],
    ['under a foreign name that was made to point here', { host: 'evil.example', origin: 'http://evil.example' }],
  ])('refuses the bridge to a page %s', async (_, options) => {
    await expect(overSocket(origin, options)).rejects.toThrow('403');
  });

  test('gives no file to a page under a foreign name', async () => {
    expect(await statusOf(origin, 'evil.example')).toBe(421);
    expect(await statusOf(origin, 'localhost')).toBe(404);
  });

  test('ends a line whose frame is larger than any form', async () => {
    const screen = await overSocket(origin);
    screen.sendRaw('x'.repeat(1024 * 1024 + 1));
    expect(await screen.ended).toBe(1009);
  });

  test('ends a line that calls faster than any person', async () => {
    const screen = await overSocket(origin);
    const calls = Array.from({ length: 500 }, () => screen.bridge.session.touch({}).catch(() => {}));
    expect(await screen.ended).toBe(1008);
    await Promise.all(calls);
  });

  test('says in a code when the port is taken', async () => {
    const port = Number(new URL(origin).port);
    expect(await open(port)).toMatchObject({ error: { code: 'PORT_BUSY', details: { port } } });
  });
});

function statusOf(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}
