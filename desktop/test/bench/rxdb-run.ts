import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { FileKey } from '../../src/node/store/file/driver.ts';
import { sqliteStorage } from '../../src/node/store/rx-storage/sqlite-storage.ts';
import { storeIn } from '../../src/node/store/testing/open-documents.ts';
import { rxdbTestUtils } from '../../src/node/store/testing/rxdb-test-utils.ts';
import { temporaryFolder } from '../chaos/temporary-folder.ts';
import { median, rounded } from './measure.ts';

export interface RxdbRun {
  readonly step: string;
  readonly memoryMs: number;
  readonly oursMs: number;
  readonly times: number;
}

/**
 * RxDB's own performance run on its memory storage and on ours, in turns. Its own averages leave out the slowest 95 %, so
 * the medians of many single runs are taken.
 */
export async function rxdbRun(rounds: number, key: FileKey | undefined): Promise<RxdbRun[]> {
  using folder = temporaryFolder();
  const utils = await rxdbTestUtils();
  const store = await storeIn(folder.path, { key });
  const samples = new Map<string, { memory: number[]; ours: number[] }>();
  for (let round = 0; round < rounds + 1; round++) {
    const memory = await utils.runPerformanceTests(getRxStorageMemory(), 'memory', once);
    const ours = await utils.runPerformanceTests(sqliteStorage(store.documents), 'ours', once);
    // The first run warms both up.
    if (round === 0) continue;
    for (const [step, value] of Object.entries(memory)) {
      const own: unknown = Reflect.get(ours, step);
      if (typeof value !== 'number' || typeof own !== 'number' || !/[a-z]-|count|query/.test(step)) continue;
      const known = samples.get(step) ?? { memory: [], ours: [] };
      known.memory.push(value);
      known.ours.push(own);
      samples.set(step, known);
    }
  }
  await store.close();
  return [...samples].map(([step, { memory, ours }]) => ({
    step,
    memoryMs: rounded(median(memory)),
    oursMs: rounded(median(ours)),
    times: rounded(median(ours) / median(memory), 1),
  }));
}

const once = { runs: 1, waitBetweenTests: 0, log: false };
