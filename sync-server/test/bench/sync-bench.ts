import { Releases } from '@lapka/shared/base/disposal.ts';
import type { Benchmark, BenchmarkOptions } from '../../../shared/tooling/benchmark.ts';
import { median, rounded } from '../../../desktop/test/bench/measure.ts';
import { clinicOf } from '../support/documents.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testDevice } from '../support/test-device.ts';
import { benchDocuments } from './bench-clinic.ts';
import { runChild, startChild } from './child-run.ts';
import type { DeskRun, DeskTask } from './desk-process.ts';
import { type LapkaServer, startLapka } from './lapka-server.ts';
import type { PouchRun, PouchTask } from './pouch-process.ts';

interface Sizes {
  readonly pulled: number;
  readonly pushed: number;
  readonly runs: number;
}

/** What a desk waits for: its first filling, and the sending of what was made while the line was away. */
export const syncBenchmark: Benchmark = {
  promise:
    'a first sync of ≥ 25,000 documents/s and ≥ 3 × PouchDB, a push of ≥ 8,000 documents/s until committed, stalls ≤ 50 ms, usable in < 5 s',
  async run({ quick, show }: BenchmarkOptions) {
    const sizes: Sizes = quick
      ? { pulled: 10_000, pushed: 2000, runs: 1 }
      : { pulled: 50_000, pushed: 10_000, runs: 3 };
    const lapka = await lapkaRuns(sizes);
    const pouch = await pouchRuns(sizes);
    const pull = { lapka: perSecond(lapka.pulls), pouch: perSecond(pouch.pulls) };
    const push = { lapka: perSecond(lapka.pushes), pouch: perSecond(pouch.pushes) };
    const stall = Math.max(...[...lapka.pulls, ...lapka.pushes].map(({ longestStall }) => longestStall));
    const usable = median(lapka.pulls.map(({ usableMilliseconds }) => usableMilliseconds));
    const bytes = averageBytes(sizes.pulled);
    show(
      `documents per second, ${sizes.pulled} pulled and ${sizes.pushed} pushed, of ${bytes} bytes, median of ${sizes.runs}`,
      [
        { engine: 'Lapka: Postgres → encrypted SQLite, durable', ...rates(pull.lapka, push.lapka) },
        { engine: 'PouchDB: LevelDB ↔ LevelDB by express-pouchdb', ...rates(pull.pouch, push.pouch) },
        { engine: 'ratio', ...rates(pull.lapka / pull.pouch, push.lapka / push.pouch, 1) },
      ],
    );
    show('one desk, run by run', [...lapka.pulls, ...lapka.pushes]);
    show('Zero', [
      { notMeasured: 'zero-cache wants wal_level=logical and a replica of its own; the embedded Postgres has neither' },
    ]);
    const held = {
      pull: pull.lapka >= 25_000,
      pullOfPouch: pull.lapka >= 3 * pull.pouch,
      push: push.lapka >= 8000,
      stall: stall <= 50,
      usable: usable < 5000,
    };
    const figures = {
      held,
      bytes,
      pull,
      push,
      longestStallMs: stall,
      usableMs: rounded(usable, 0),
      zero: 'not measured',
    };
    return { kept: Object.values(held).every(Boolean), figures };
  },
};

interface LapkaRuns {
  readonly pulls: readonly DeskRun[];
  readonly pushes: readonly DeskRun[];
}

async function lapkaRuns({ pulled, pushed, runs }: Sizes): Promise<LapkaRuns> {
  const server = await startLapka();
  try {
    await server.fill(clinicOf('bench'), benchDocuments(pulled, 'a'));
    const pulls: DeskRun[] = [];
    const pushes: DeskRun[] = [];
    for (let run = 0; run < runs; run++) pulls.push(await deskRun(server, 'bench', `puller ${run}`, 0));
    // Each into a clinic of its own, so that each pushes the same into the same.
    for (let run = 0; run < runs; run++) pushes.push(await deskRun(server, `empty ${run}`, `pusher ${run}`, pushed));
    return { pulls, pushes };
  } finally {
    await server.close();
  }
}

async function deskRun(server: LapkaServer, clinicName: string, name: string, offline: number): Promise<DeskRun> {
  const device = testDevice(clinicOf(clinicName), name);
  await server.stores.devices.enrol(device.clinic, device.id, device.publicKey);
  const folder = temporaryFolder();
  try {
    const privateKey = device.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const { url } = server;
    const task: DeskTask = { url, folder: folder.path, device: device.id, privateKey, offline, prefix: name };
    return await runChild<DeskRun>('./desk-process.ts', task);
  } finally {
    await folder.close();
  }
}

interface PouchRuns {
  readonly pulls: readonly PouchRun[];
  readonly pushes: readonly PouchRun[];
}

async function pouchRuns({ pulled, pushed, runs }: Sizes): Promise<PouchRuns> {
  const pulls: PouchRun[] = [];
  const pushes: PouchRun[] = [];
  for (let run = 0; run < runs; run++) {
    pulls.push(await pouchRun(pulled, (url, folder) => ({ role: 'PULL', folder, url })));
    pushes.push(await pouchRun(0, (url, folder) => ({ role: 'PUSH', folder, url, documents: pushed, prefix: 'p' })));
  }
  return { pulls, pushes };
}

async function pouchRun(filled: number, taskOf: (url: string, folder: string) => PouchTask): Promise<PouchRun> {
  const releases = new Releases();
  const folderOf = () => releases.use(temporaryFolder()).path;
  try {
    const serving: PouchTask = { role: 'SERVER', folder: folderOf(), documents: filled };
    const server = releases.use(await startChild<{ readonly url: string }>('./pouch-process.ts', serving));
    return await runChild<PouchRun>('./pouch-process.ts', taskOf(server.answer.url, folderOf()));
  } finally {
    await releases.close();
  }
}

function perSecond(runs: readonly { readonly documents: number; readonly milliseconds: number }[]): number {
  return rounded(median(runs.map(({ documents, milliseconds }) => (documents / milliseconds) * 1000)), 0);
}

function rates(pull: number, push: number, digits = 0) {
  return { pull: rounded(pull, digits), push: rounded(push, digits) };
}

function averageBytes(count: number): number {
  const sample = benchDocuments(Math.min(count, 1000), 'a');
  const all = sample.reduce((sum, { document }) => sum + Buffer.byteLength(JSON.stringify(document)), 0);
  return Math.round(all / sample.length);
}
