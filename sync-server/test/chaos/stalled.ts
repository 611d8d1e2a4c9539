import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { benchDocuments } from '../bench/bench-clinic.ts';
import { startLapka } from '../bench/lapka-server.ts';
import { clinicOf } from '../support/documents.ts';
import { RawDesk } from '../support/raw-desk.ts';
import { testDevice, type TestDevice } from '../support/test-device.ts';

export interface StalledReport {
  readonly readers: number;
  readonly askedMb: number;
  readonly cut: number;
  /** Pages that somebody who reads got meanwhile. */
  readonly served: number;
  readonly growthMb: number;
}

/** Desks that ask for page after page and read none of them. The server must cut them and keep its memory. */
export async function stall(readers: number, documents: number, untilCut: boolean): Promise<StalledReport> {
  const server = await startLapka();
  const clinic = clinicOf('stalled');
  try {
    await server.fill(clinic, benchDocuments(documents, 1));
    const device = testDevice(clinic, 'stalled');
    await server.stores.devices.enrol(clinic, device.id, device.publicKey);
    // The first protocol sends pages as they are, which is the most there is to keep.
    const open = (copy: number): Promise<RawDesk> => RawDesk.open(server.url, copyOf(device, copy), 1);
    const warm = await open(-1);
    // What serving so many readers takes at all: those who read, first.
    const reading = await Promise.all(Array.from({ length: readers }, (_, copy) => open(readers + copy)));
    for (let from = 0; from < readers; from += 10) {
      await Promise.all(reading.slice(from, from + 10).map(isServed));
    }
    await Promise.all(reading.map((line) => line.close()));
    const before = rssMb(server.pid);
    let most = before;
    const closed = new Set<RawDesk>();
    let asked = 0;
    let served = 0;
    const lines = await Promise.all(Array.from({ length: readers }, (_, copy) => open(copy)));
    for (const line of lines) {
      line.socket.pause();
      line.socket.once('close', () => closed.add(line));
      for (let page = 0; page < 30; page++) {
        line.pull('stock', 0).then(
          () => undefined,
          () => undefined,
        );
        asked += 1;
      }
    }
    // Others are served meanwhile. Who does not read is answered no more and, silent for two heartbeats, cut.
    const looks = untilCut ? 600 : 30;
    for (let look = 0; look < looks; look++) {
      if (closed.size === readers) break;
      served += await isServed(warm);
      most = Math.max(most, rssMb(server.pid));
      await delay(100);
      // A socket that is not read does not notice its end.
      if (look === 500) for (const line of lines) line.socket.resume();
    }
    await Promise.all([...lines, warm].map((line) => line.close()));
    return {
      readers,
      askedMb: Math.round((asked * 400 * 490) / 1e6),
      cut: closed.size,
      served,
      growthMb: most - before,
    };
  } finally {
    await server.close();
  }
}

/** 1 for a page; 0 for the answer of a busy server, which is to ask again. */
async function isServed(line: RawDesk): Promise<number> {
  try {
    await line.pull('stock', 0);
    return 1;
  } catch (problem) {
    if (problem instanceof Error && problem.message.includes('RETRY_LATER')) return 0;
    throw problem;
  }
}

/** Another copy of a desk's store: the server takes it for a desk of its own. */
function copyOf({ id, privateKey }: TestDevice, copy: number) {
  const incarnation = derivedId('Incarnation', 'stalled', String(copy));
  const signature = (nonce: string): string =>
    sign(null, Buffer.from(`lapka-hello:${nonce}:${id}:${incarnation}`), privateKey).toString('base64url');
  return { id, incarnation, signature };
}

/** What a process keeps in memory, where the system tells it (Linux). */
function rssMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

export const stalledExperiment: Experiment = {
  promise: 'readers that ask and do not read are cut, and do not fill the memory of the server',
  run: async ({ rounds = 200 }) => {
    const report = await stall(rounds, 5_000, true);
    return {
      kept: report.growthMb < 150 && report.cut === report.readers && report.served > 0,
      figures: { ...report },
    };
  },
};
