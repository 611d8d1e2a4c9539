import { createPrivateKey } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createIdMaker, idSchema } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { z } from 'zod';
import { startReplication } from '../../../desktop/src/node/replication/replication.ts';
import { dialWebSocket } from '../../../desktop/src/node/replication/web-socket-line.ts';
import { openClinicDatabase } from '../../../desktop/src/node/store/clinic-database.ts';
import { openStore } from '../../../desktop/src/node/store/open-store.ts';
import { systemClock, systemRandom, systemScheduler } from '../../../desktop/src/node/system.ts';
import { keyOf } from '../support/documents.ts';
import { benchDocuments } from './bench-clinic.ts';

/** One desk in a process of its own, with an encrypted store on the disk: fills itself, then sends what it made offline. */

const taskSchema = z.object({
  url: z.string(),
  folder: z.string(),
  device: idSchema('Device'),
  privateKey: z.string(),
  /** So many documents were made here before there was a line. */
  offline: z.int(),
  seed: z.int(),
});
export type DeskTask = z.input<typeof taskSchema>;

export interface DeskRun {
  readonly milliseconds: number;
  /** Until staff, settings and this week were there. */
  readonly usableMilliseconds: number;
  readonly longestStall: number;
  /** What was pulled, or pushed. */
  readonly documents: number;
  readonly rssMegabytes: number;
  /** What this process alone has used of a processor, which says more than the clock on a busy machine. */
  readonly cpuMilliseconds: number;
}

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
process.send?.(await run());
process.disconnect();

async function run(): Promise<DeskRun> {
  const clock = systemClock();
  const ids = createIdMaker(clock, systemRandom);
  const parts = { collections, clock, scheduler: systemScheduler, ids, logger: silentLogger };
  const key = { bytes: Buffer.alloc(32, 7), salt: Buffer.alloc(16, 9) };
  const opened = await openStore({ folder: task.folder, key, program: '1', ...parts });
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const database = await openClinicDatabase(store, collections);
  const made = benchDocuments(task.offline, task.seed);
  for (let from = 0; from < made.length; from += 500) {
    const written = store.transact((transactor) => {
      for (const { collection, document } of made.slice(from, from + 500)) {
        transactor.put(keyOf(collection), document as never);
      }
    });
    if (!written.ok) throw new Error(written.error.code);
  }
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const startedCpu = process.cpuUsage();
  const started = performance.now();
  const replication = startReplication({
    ...parts,
    store,
    database,
    definitions: collections,
    dial: dialWebSocket(task.url, silentLogger),
    device: task.device,
    privateKey: createPrivateKey(task.privateKey),
    incarnation: store.identity.incarnation,
    zone: zone('Europe/Moscow'),
    random: systemRandom,
    onWipe: () => {},
  });
  delay.enable();
  let usable = 0;
  for (;;) {
    const { firstSync, waiting, connection } = replication.status();
    if (usable === 0 && (firstSync.stage === 'HISTORY' || firstSync.stage === 'COMPLETE')) {
      usable = performance.now() - started;
    }
    if (connection.state === 'ONLINE' && firstSync.stage === 'COMPLETE' && waiting === 0) break;
    await wait(10);
  }
  // What RxDB has pulled is in the store only when it says so.
  await replication.inSync();
  const milliseconds = performance.now() - started;
  delay.disable();
  const { user, system } = process.cpuUsage(startedCpu);
  const cpuMilliseconds = Math.round((user + system) / 1000);
  const documents = collections.reduce(
    (all, { key: { name } }) => all + store.sync.livingAfter(name, '', 1e9).length,
    0,
  );
  const tasks = store.sync.livingAfter('inbox', '', 10).length;
  if (tasks > 0) throw new Error(`${tasks} documents were not taken as they were made`);
  const rssMegabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
  const longestStall = Math.round(delay.max / 1e6);
  await replication.close();
  await database.close();
  await store.close();
  return {
    milliseconds,
    usableMilliseconds: Math.round(usable),
    longestStall,
    documents,
    rssMegabytes,
    cpuMilliseconds,
  };
}
