import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { present } from '@lapka/shared/base/assert.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import { onWire } from '@lapka/shared/protocol/frames.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { z } from 'zod';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.ts';
import { openPostgres } from '../../src/stores/postgres/open-postgres.ts';
import { SystemClock } from '../../src/system.ts';
import { clinicOf } from '../support/documents.ts';
import { RawDesk } from '../support/raw-desk.ts';
import { realScheduler } from '../support/real-scheduler.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testDevice, type TestDevice } from '../support/test-device.ts';
import { killAllDay } from './kill-all-day.ts';
import { killPostgres, type StoreKillOptions, type StoreKillReport } from './store-kill.ts';

const clinics = [clinicOf('north'), clinicOf('south')] as const;

/**
 * The server as it is started, on its own Postgres, killed again and again under four desks that push over their
 * sockets; so is its Postgres. A desk connects and sends until it is answered, under the same push id. In the end
 * everything acknowledged must be there, and nothing twice.
 */
export async function serverKill(options: StoreKillOptions): Promise<StoreKillReport> {
  const releases = new Releases();
  const folder = releases.use(temporaryFolder()).path;
  const desks = Array.from({ length: 4 }, (_, desk) => testDevice(clinics[desk % 2] ?? clinics[0], `killed ${desk}`));
  await withStores(folder, async ({ devices }) => {
    for (const { clinic, id, publicKey } of desks) await devices.enrol(clinic, id, publicKey);
  });
  const server = releases.use(new KilledServer(folder));
  const acknowledged = new Map<string, number>();
  const figures = { repeated: 0 };
  const day = { isOver: false };
  try {
    await server.start();
    const pushing = desks.map((device) =>
      pushAllDay(device, { server, day, acknowledged, onRepeated: () => void (figures.repeated += 1) }),
    );
    const recovery = await killAllDay({
      ...options,
      desks: desks.length,
      acknowledged: () => acknowledged.size,
      killServer: () => server.kill(),
      killDatabase: async () => killPostgres(path.join(folder, 'postgres')),
    });
    day.isOver = true;
    await Promise.all(pushing);
    await server.close();
    const { lost, doubled } = await verify(folder, acknowledged);
    const { serverKills, postgresKills } = options;
    return {
      serverKills,
      postgresKills,
      acknowledged: acknowledged.size,
      repeated: figures.repeated,
      lost,
      doubled,
      ...recovery,
    };
  } finally {
    day.isOver = true;
    await releases.close();
  }
}

interface Day {
  readonly server: KilledServer;
  readonly day: { readonly isOver: boolean };
  readonly acknowledged: Map<string, number>;
  readonly onRepeated: () => void;
}

async function pushAllDay(device: TestDevice, { server, day, acknowledged, onRepeated }: Day): Promise<void> {
  let line: RawDesk | undefined;
  for (let count = 0; !day.isOver; count += 1) {
    const wanted = [0, 1, 2].map((pet) => aPet({ id: derivedId('Pet', device.id, String(count), String(pet)) }));
    const push: OperationId = derivedId('Operation', device.id, String(count));
    const rows = wanted.map((pet) => ({ wanted: onWire(pet), deleted: false }));
    for (let sent = 0; !day.isOver; sent += 1) {
      if (sent > 0) onRepeated();
      try {
        line ??= await RawDesk.open(server.url, device);
        const result = await line.push('pets', push, rows);
        for (const [index, { outcome }] of result.rows.entries()) {
          if (outcome === 'ACCEPTED') acknowledged.set(wanted[index]?.id ?? '', index);
        }
        break;
      } catch {
        await line?.close();
        line = undefined;
        await delay(20);
      }
    }
  }
  await line?.close();
}

/** The server process and its successors, each on the port it happens to get. */
class KilledServer implements Closable {
  url = '';
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    const main = path.join(import.meta.dirname, '../../src/main.ts');
    const env = { ...process.env, DATA_DIR: this.#folder, PORT: '0', LAPKA_LOG: 'error', DATABASE_URL: '' };
    const child = fork(main, [], { env, stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
    this.#child = child;
    const [line] = await once(createInterface(present(child.stdout, 'its output')), 'line');
    this.url = `${z
      .object({ url: z.string() })
      .parse(JSON.parse(String(line)))
      .url.replace('http', 'ws')}sync`;
  }

  async kill(): Promise<void> {
    await this.#end((child) => child.kill('SIGKILL'));
    await this.start();
  }

  close(): Promise<void> {
    return this.#end((child) => child.disconnect());
  }

  async #end(end: (child: ChildProcess) => void): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    const gone = once(child, 'exit');
    end(child);
    await gone;
  }
}

type Stores = Extract<Awaited<ReturnType<typeof openPostgres>>, { ok: true }>['value'];

async function withStores<T>(folder: string, act: (stores: Stores) => Promise<T>): Promise<T> {
  const releases = new Releases();
  try {
    const started = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres') });
    if (!started.ok) throw new Error(started.error.code);
    const { url } = releases.use(started.value);
    const opened = await openPostgres({ url, clock: new SystemClock(0), scheduler: realScheduler });
    if (!opened.ok) throw new Error(opened.error.code);
    releases.use(opened.value.documents);
    return await act(opened.value);
  } finally {
    await releases.close();
  }
}

/** A push that took effect twice would have given its documents a second revision. */
function verify(folder: string, acknowledged: ReadonlyMap<string, number>) {
  return withStores(folder, async ({ documents }) => {
    const revisions = new Map<string, number>();
    for (const clinic of clinics) {
      const page = await documents.readClinic(clinic, (reader) => reader.changesAfter('pets', 0, 1_000_000));
      for (const { document, revision } of page.documents) revisions.set(document.id, revision);
    }
    return {
      lost: [...acknowledged.keys()].filter((id) => !revisions.has(id)).length,
      doubled: [...revisions.values()].filter((revision) => revision !== 1).length,
    };
  });
}

export const serverKillExperiment: Experiment = {
  promise:
    'killing the server and its Postgres under four pushing desks loses nothing acknowledged, doubles nothing, and is over within 5 s',
  run: async ({ rounds = 100, seed }) => {
    const report = await serverKill({ serverKills: rounds, postgresKills: Math.ceil(rounds * 0.3), seed });
    const kept = report.lost === 0 && report.doubled === 0 && report.slowestRecoverySeconds < 5 && report.repeated > 0;
    return { kept, figures: { ...report } };
  },
};
