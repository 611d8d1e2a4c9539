import { once } from 'node:events';
import path from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, describe, expect, test } from 'vitest';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { screenAt } from './testing/screen.ts';
import { testPin } from './testing/test-desk.ts';

const releases = new Releases();
afterAll(() => releases.close());

describe('clinic nodes', () => {
  test(
    'run five at a time in one process, each in a thread and on a store of its own',
    { timeout: 60_000 },
    async () => {
      const screens = [1, 2, 3, 4, 5].map(startNode);
      const people = ['anna', 'mikhail', 'olga', 'anna', 'mikhail'];
      const sessions = await Promise.all(
        screens.map(({ bridge }, index) =>
          bridge.session.signIn({ staff: staffId(people[index] ?? ''), pin: testPin }),
        ),
      );
      expect(sessions.map(({ session }) => session)).toMatchObject(
        people.map((name) => ({ state: 'SIGNED_IN', person: { staff: staffId(name) } })),
      );
      const [first] = screens;
      await first?.bridge.session.lock({});
      const states = await Promise.all(screens.map(({ bridge }) => bridge.session.current({})));
      expect(states.map(({ state }) => state)).toEqual(['LOCKED', 'SIGNED_IN', 'SIGNED_IN', 'SIGNED_IN', 'SIGNED_IN']);
    },
  );
});

function startNode() {
  const { port1, port2 } = new MessageChannel();
  const file = path.join(import.meta.dirname, 'testing/desk-worker.ts');
  const worker = new Worker(file, { workerData: { port: port1 }, transferList: [port1] });
  const screen = screenAt(port2);
  const ended = once(worker, 'exit');
  releases.add(async () => {
    await screen.close();
    await ended;
  });
  return screen;
}
