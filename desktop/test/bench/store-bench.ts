import type { Benchmark } from '../../../shared/tooling/benchmark.ts';
import type { FileKey } from '../../src/node/store/file/driver.ts';
import { type AgainstBare, againstBare } from './against-bare.ts';
import { firstSync } from './first-sync.ts';
import { openBench } from './open-bench.ts';
import { rxdbRun, type RxdbRun } from './rxdb-run.ts';
import { searchBench } from './search-bench.ts';

const key: FileKey = { bytes: Buffer.alloc(32, 7), salt: Buffer.alloc(16, 9) };

/** What the local store costs: against the bare driver, against memory, as it grows, and where people wait for it. */
export const storeBenchmark: Benchmark = {
  promise:
    'inserts and finds cost at most 1/0.6 of the bare driver, a page 1/0.5, a durable write 1.3; search p99 ≤ 10 ms; 500 MB open in ≤ 300 ms; a first sync of ≥ 25,000 documents/s',
  async run({ quick, seed, show }) {
    const sizes = quick ? [3000, 20_000] : [3000, 50_000, 500_000];
    const bare: AgainstBare[] = [];
    for (const fileKey of [undefined, key]) for (const size of sizes) bare.push(await againstBare(size, fileKey, seed));
    show('against the bare driver, same settings, three indexes', bare);
    const curve = growth(bare);
    show('cost of one operation as the store grows, relative to 3,000 documents', curve);

    const run = await rxdbRun(quick ? 3 : 9, key);
    show("RxDB's own performance run, encrypted, against its memory storage", run);
    const search = await searchBench(
      quick ? { owners: 2000, pets: 3000 } : { owners: 20_000, pets: 30_000 },
      key,
      seed,
    );
    const open = await openBench(quick ? 20 : 500, key);
    const sync = await firstSync(quick ? 10_000 : 50_000, key);
    show('where people wait', [
      { what: 'search, per key pressed', p50Ms: search.p50Ms, p99Ms: search.p99Ms, of: search.keystrokes },
      { what: `open ${open.megabytes} MB and answer`, p50Ms: open.openMs },
      { what: 'first sync, documents per second', perSecond: sync.perSecond, of: sync.documents },
    ]);

    const held = {
      insert: bare.every(({ insertOfBare }) => insertOfBare >= 0.6),
      ids: bare.every(({ idsOfBare }) => idsOfBare >= 0.6),
      page: bare.every(({ pageOfBare }) => pageOfBare >= 0.5),
      single: bare.every(({ singleTimesBare }) => singleTimesBare <= 1.3),
      memoryInsert: timesOf(run, 'insert-documents-500') <= 25,
      memoryById: timesOf(run, 'serial-find-by-id-50') <= 2,
      memorySorted: timesOf(run, 'find-by-query') <= 6,
      search: search.p99Ms <= 10 && search.foundPercent >= 99,
      open: open.openMs <= 300,
      sync: sync.perSecond >= 25_000,
    };
    return { kept: Object.values(held).every(Boolean), figures: { held, bare, curve, run, search, open, sync } };
  },
};

interface Growth {
  readonly file: string;
  readonly documents: number;
  /** What a cost that grows with the logarithm of the size would be. */
  readonly logarithm: number;
  readonly insert: number;
  readonly ids: number;
  readonly page: number;
  readonly single: number;
}

function growth(rows: readonly AgainstBare[]): Growth[] {
  return rows.map((row) => {
    const first = rows.find(({ file }) => file === row.file) ?? row;
    return {
      file: row.file,
      documents: row.documents,
      logarithm: round(Math.log(row.documents) / Math.log(first.documents)),
      insert: round(first.insertPerSecond / row.insertPerSecond),
      ids: round(row.idsMs / first.idsMs),
      page: round(row.pageMs / first.pageMs),
      single: round(row.singleMs / first.singleMs),
    };
  });
}

function timesOf(run: readonly RxdbRun[], step: string): number {
  return run.find((one) => one.step === step)?.times ?? Infinity;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
