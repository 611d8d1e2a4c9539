import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.ts';
import { clinicOf, deviceOf, idOf } from '../support/documents.ts';
import { openStores } from '../support/open-stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { killAllDay } from './kill-all-day.ts';
import type { ChildAnswer, ChildPush } from './store-server.ts';

export interface StoreKillOptions {
  readonly serverKills: number;
  readonly postgresKills: number;
  readonly seed: number;
}

export interface StoreKillReport {
  readonly serverKills: number;
  readonly postgresKills: number;
  readonly acknowledged: number;
  /** Pushes that had to be sent again. */
  readonly repeated: number;
  readonly lost: number;
  readonly doubled: number;
  readonly slowestRecoverySeconds: number;
}

const desks = 4;
const clinics = [clinicOf('north'), clinicOf('south')] as const;

/**
 * Four desks of two clinics push through a server that is killed again and again, and so is its Postgres. A desk sends a
 * push until it is answered, under the same id. In the end everything acknowledged must be there, and nothing twice.
 */
export async function storeKill(options: StoreKillOptions): Promise<StoreKillReport> {
  const releases = new Releases();
  const folder = releases.use(temporaryFolder()).path;
  const server = new KilledServer(folder);
  releases.add(() => server.end());
  const acknowledged = new Map<string, readonly string[]>();
  const figures = { repeated: 0 };
  const day = { isOver: false };
  try {
    await server.start();
    const pushing = Array.from({ length: desks }, async (_, desk) => {
      for (let count = 0; !day.isOver; count += 1) {
        const push = aPush(desk, count);
        for (let sent = 0; !day.isOver; sent += 1) {
          if (sent > 0) figures.repeated += 1;
          if (await server.ask(push)) {
            acknowledged.set(push.push, push.names);
            break;
          }
          await delay(20);
        }
      }
    });
    const recovery = await killAllDay({
      ...options,
      desks: desks,
      acknowledged: () => acknowledged.size,
      killServer: () => server.kill(),
      killDatabase: async () => killPostgres(folder),
    });
    day.isOver = true;
    await Promise.all(pushing);
    await server.end();
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

function aPush(desk: number, count: number): ChildPush {
  const name = `desk ${desk} push ${count}`;
  const names = [0, 1, 2].map((document) => `${name} document ${document}`);
  return {
    clinic: clinics[desk % 2] ?? clinics[0],
    device: deviceOf(`desk ${desk}`),
    push: derivedId('Operation', name),
    names,
  };
}

/** The server process and its successors. */
class KilledServer {
  readonly #folder: string;
  readonly #waiting = new Map<string, (isCommitted: boolean) => void>();
  #child: ChildProcess | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    const child = fork(path.join(import.meta.dirname, 'store-server.ts'), [this.#folder], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
    child.on('message', (message) => {
      const { push, outcome } = message as ChildAnswer;
      this.#waiting.get(push)?.(outcome === 'COMMITTED');
      this.#waiting.delete(push);
    });
    this.#child = child;
  }

  /** Whether the push was committed; false also when nobody answers any more. */
  ask(push: ChildPush): Promise<boolean> {
    const child = this.#child;
    if (child === undefined) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#waiting.set(push.push, resolve);
      child.send(push, (problem) => {
        if (problem !== null) resolve(false);
      });
    });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    await gone(child, () => child?.kill('SIGKILL'));
    for (const resolve of this.#waiting.values()) resolve(false);
    this.#waiting.clear();
    await this.start();
  }

  async end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    await gone(child, () => child?.disconnect());
  }
}

async function gone(child: ChildProcess | undefined, end: () => void): Promise<void> {
  if (child === undefined) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  end();
  await exited;
}

/** Kills the main process of the cluster and all its children at once, as a power cut of Postgres alone. */
export function killPostgres(folder: string): void {
  const pidFile = path.join(folder, 'cluster', 'postmaster.pid');
  const main = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === main);
  for (const pid of [main, ...children.map(Number)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

function parentOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return 0;
  }
}

async function verify(
  folder: string,
  acknowledged: ReadonlyMap<string, readonly string[]>,
): Promise<{ lost: number; doubled: number }> {
  const releases = new Releases();
  try {
    const started = await startEmbeddedPostgres({ dataDir: folder });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    const { documents, outbox } = await openStores(releases.use(started.value).url);
    releases.use(documents);
    const events = new Map<string, number>();
    await outbox.drain(1_000_000, async (waiting) => {
      for (const { id } of waiting) events.set(id, (events.get(id) ?? 0) + 1);
      return new Set();
    });
    const revisions = new Map<string, number>();
    for (const clinic of clinics) {
      const page = await documents.readClinic(clinic, (reader) => reader.changesAfter('pets', 0, 1_000_000));
      for (const { document, revision } of page.documents) revisions.set(document.id, revision);
    }
    const names = [...acknowledged.values()].flat();
    return {
      lost: names.filter((name) => !revisions.has(idOf(name)) || !events.has(name)).length,
      doubled: [...revisions.values(), ...events.values()].filter((count) => count !== 1).length,
    };
  } finally {
    await releases.close();
  }
}

export const storeKillExperiment: Experiment = {
  promise:
    'Killing the server and its Postgres under four pushing desks loses nothing acknowledged and doubles nothing',
  run: async ({ rounds = 100, seed }) => {
    const report = await storeKill({ serverKills: rounds, postgresKills: Math.ceil(rounds * 0.3), seed });
    const kept = report.lost === 0 && report.doubled === 0 && report.slowestRecoverySeconds < 5 && report.repeated > 0;
    return { kept, figures: { ...report } };
  },
};
