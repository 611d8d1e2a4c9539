import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { aStaffMember } from '@lapka/shared/testing/builders/staff.ts';
import type { Benchmark, BenchmarkOptions } from '../../../shared/tooling/benchmark.ts';
import { median, quantile, rounded } from '../../../desktop/test/bench/measure.ts';
import { childServer } from '../support/child-server.ts';
import { clinicOf, deviceOf, operationOf } from '../support/documents.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testDevice } from '../support/test-device.ts';
import { benchDocuments } from './bench-clinic.ts';
import { runChild, startChild } from './child-run.ts';
import { type LapkaServer, startLapka } from './lapka-server.ts';
import { pouchRun } from './pouch-run.ts';
import type { BenchDesk, ClientTask, CountedRun } from './server-clients.ts';

interface Sizes {
  readonly pushed: number;
  readonly pulled: number;
  readonly clinics: number;
  readonly sockets: number;
  readonly samples: number;
  readonly runs: number;
}

const full: Sizes = { pushed: 10_000, pulled: 50_000, clinics: 50, sockets: 10_000, samples: 500, runs: 3 };
const small: Sizes = { pushed: 2_000, pulled: 10_000, clinics: 10, sockets: 500, samples: 50, runs: 1 };

/** What the server alone does, with clients that keep nothing. */
export const serverBenchmark: Benchmark = {
  promise:
    'push ≥ 10,000 documents/s and ≥ 5 × PouchDB, pull ≥ 60,000/s, four desks ≥ 0.8 and 50 clinics ≥ 2 × one, 10,000 idle sockets < 350 MB and < 3 %, a change elsewhere within 100 ms, start < 3 s and < 1.5 s',
  async run({ quick, show }: BenchmarkOptions) {
    const sizes = quick ? small : full;
    const start = await starts();
    show('from an empty folder, and again, until Postgres is migrated: milliseconds', [start]);
    const server = await startLapka();
    try {
      const push = await pushes(server, sizes);
      show(`documents per second until committed, ${sizes.pushed} in all, median of ${sizes.runs}`, [push]);
      const pull = await pulls(server, sizes);
      show(`documents per second, ${sizes.pulled} pulled and thrown away`, [{ pull }]);
      const change = await latencies(server, sizes);
      show('a change on another desk, milliseconds', [change]);
      const idle = await idleSockets(server, sizes);
      show(`${sizes.sockets} idle sockets`, [idle]);
      const held = {
        cold: start.cold < 3_000,
        warm: start.warm < 1_500,
        push: push.one >= 10_000,
        pushOfPouch: push.one >= 5 * push.pouch,
        fourDesks: push.four >= 0.8 * push.one,
        clinics: push.clinics >= 2 * push.one,
        pull: pull >= 60_000,
        change: change.p99 < 100,
        idleMemory: idle.rssMegabytes < 350,
        idleProcessor: idle.processorPercent < 3,
      };
      return { kept: Object.values(held).every(Boolean), figures: { held, start, push, pull, change, idle } };
    } finally {
      await server.close();
    }
  },
};

/** Postgres with migrated stores in a process of its own, as `npm run server` starts it. */
async function starts() {
  const folder = temporaryFolder();
  const once = async (): Promise<number> => {
    const began = performance.now();
    const child = await childServer(folder.path);
    const took = performance.now() - began;
    await child.end();
    return Math.round(took);
  };
  try {
    return { cold: await once(), warm: await once() };
  } finally {
    await folder.close();
  }
}

async function pushes(server: LapkaServer, { pushed, clinics, runs }: Sizes) {
  const [one, four, many, pouch]: [number[], number[], number[], number[]] = [[], [], [], []];
  // In turns, so that what else the machine does befalls all of them alike.
  for (let run = 0; run < runs; run++) {
    one.push(await pushRun(server, [`one ${run}`], 1, pushed));
    four.push(await pushRun(server, [`four ${run}`], 4, pushed / 4));
    const names = Array.from({ length: clinics }, (_, clinic) => `many ${run} ${clinic}`);
    many.push(await pushRun(server, names, 1, pushed / clinics));
    const peer = await pouchRun(0, (url, folder) => ({ role: 'PUSH', folder, url, documents: pushed, seed: 2 }));
    pouch.push(perSecond(peer));
  }
  return { one: median(one), four: median(four), clinics: median(many), pouch: median(pouch) };
}

async function pushRun(
  server: LapkaServer,
  clinics: readonly string[],
  desksEach: number,
  documents: number,
): Promise<number> {
  const desks: BenchDesk[] = [];
  for (const clinic of clinics) {
    for (let desk = 0; desk < desksEach; desk++) desks.push(await aDesk(server, clinicOf(clinic), `${clinic} ${desk}`));
  }
  const run = await ran<CountedRun>({ role: 'PUSH', url: server.url, desks, documents });
  if (run.documents !== desks.length * documents) throw new Error(`only ${run.documents} were accepted`);
  return perSecond(run);
}

async function pulls(server: LapkaServer, { pulled, runs }: Sizes): Promise<number> {
  const clinic = clinicOf('pulled');
  await server.fill(clinic, benchDocuments(pulled, 1));
  const desk = await aDesk(server, clinic, 'puller');
  const rates: number[] = [];
  for (let run = 0; run < runs; run++) {
    const pull = await ran<CountedRun>({ role: 'PULL', url: server.url, desk });
    if (pull.documents !== pulled) throw new Error(`${pull.documents} arrived`);
    rates.push(perSecond(pull));
  }
  return median(rates);
}

async function latencies(server: LapkaServer, { samples }: Sizes) {
  const clinic = clinicOf('told');
  const [from, to] = [await aDesk(server, clinic, 'teller'), await aDesk(server, clinic, 'listener')];
  const { took } = await ran<{ readonly took: readonly number[] }>({
    role: 'LATENCY',
    url: server.url,
    from,
    to,
    samples,
  });
  return { p50: rounded(median(took), 1), p99: rounded(quantile(took, 0.99), 1) };
}

async function idleSockets(server: LapkaServer, { sockets }: Sizes) {
  const desk = await aDesk(server, clinicOf('idle'), 'idle');
  const clients = await startChild<{ readonly open: number }>('./server-clients.ts', {
    role: 'IDLE',
    url: server.url,
    desk,
    sockets,
  } satisfies ClientTask);
  try {
    // Two heartbeats' time: what is measured is waiting, not letting in.
    await delay(5_000);
    const [before, began] = [processorMilliseconds(server.pid), performance.now()];
    await delay(30_000);
    const processorPercent = ((processorMilliseconds(server.pid) - before) / (performance.now() - began)) * 100;
    return { rssMegabytes: rssMegabytes(server.pid), processorPercent: rounded(processorPercent, 1) };
  } finally {
    await clients.close();
  }
}

/** A desk of a clinic that knows who made the documents. */
async function aDesk({ stores }: LapkaServer, clinic: ClinicId, name: string): Promise<BenchDesk> {
  const device = testDevice(clinic, name);
  await stores.devices.enrol(clinic, device.id, device.publicKey);
  const document = aStaffMember({ id: derivedId('Staff', 'U5') });
  const origin = { deleted: false, device: deviceOf('filled'), operation: operationOf('filled') };
  await stores.documents.transactClinic(clinic, (transaction) =>
    transaction.put([{ collection: 'staff', document, ...origin }]),
  );
  const privateKey = device.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { device: device.id, name, privateKey };
}

function ran<Answer>(task: ClientTask): Promise<Answer> {
  return runChild<Answer>('./server-clients.ts', task);
}

function perSecond({ documents, milliseconds }: CountedRun): number {
  return Math.round((documents / milliseconds) * 1000);
}

/** User and system time of a process, where the system tells it (Linux): in hundredths of a second. */
function processorMilliseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function rssMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
