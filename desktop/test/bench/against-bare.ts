import path from 'node:path';
import { normalizeMangoQuery, prepareQuery, type RxStorageInstance } from 'rxdb';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { FileKey } from '../../src/node/store/file/driver.ts';
import { sqliteStorage } from '../../src/node/store/rx-storage/sqlite-storage.ts';
import { storeIn } from '../../src/node/store/testing/open-documents.ts';
import { temporaryFolder } from '../chaos/temporary-folder.ts';
import { BareStore } from './bare-store.ts';
import { type BenchDocument, BenchDocuments, benchSchema, stored } from './bench-documents.ts';
import { inTurns, median, quantile, rounded } from './measure.ts';

export interface AgainstBare {
  readonly file: 'plain' | 'encrypted';
  readonly documents: number;
  readonly insertPerSecond: number;
  readonly insertOfBare: number;
  readonly idsMs: number;
  readonly idsOfBare: number;
  readonly pageMs: number;
  readonly pageOfBare: number;
  readonly singleMs: number;
  readonly singleTimesBare: number;
}

const batch = 500;
type Instance = RxStorageInstance<BenchDocument, unknown, object>;

/** The storage against the bare driver, both filled in turns on the same disk; a table that is in use, with its indexes. */
export async function againstBare(count: number, key: FileKey | undefined, seed: number): Promise<AgainstBare> {
  using folder = temporaryFolder();
  const bare = new BareStore(path.join(folder.path, 'bare.db'), key);
  const store = await storeIn(path.join(folder.path, 'ours'), { key });
  const ours: Instance = await sqliteStorage(store.documents).createStorageInstance<BenchDocument>({
    databaseInstanceToken: 'bench',
    databaseName: 'bench',
    collectionName: 'bench',
    schema: benchSchema,
    options: {},
    multiInstance: false,
    devMode: false,
  });
  await ours.query(pageFrom('2020'));

  const documents = new BenchDocuments(seed, Math.max(100, Math.round(count / 5)));
  const ids: string[] = [];
  let now: BenchDocument[] = [];
  const [bareInserts = [], ourInserts = []] = await inTurns(
    Math.ceil(count / batch),
    () => {
      now = documents.batch(batch);
      for (const { id } of now) ids.push(id);
      bare.insert(now);
    },
    () => write(ours, now),
  );
  const chooser = new SeededChooser(seed);
  const some = Array.from({ length: 30 }, () => Array.from({ length: 1000 }, () => chooser.pick(ids)));
  const [bareIds = [], ourIds = []] = await inTurns(
    some.length,
    (round) => bare.byIds(some[round] ?? []),
    (round) => ours.findDocumentsById(some[round] ?? [], false),
  );
  const days = Array.from({ length: 60 }, () => `202${chooser.between(0, 6)}-0${chooser.between(1, 9)}-11`);
  const [barePages = [], ourPages = []] = await inTurns(
    days.length,
    (round) => bare.page(days[round] ?? ''),
    (round) => ours.query(pageFrom(days[round] ?? '')),
  );
  const singles = documents.batch(200);
  const [bareSingles = [], ourSingles = []] = await inTurns(
    singles.length,
    (round) => bare.insert(singles.slice(round, round + 1)),
    (round) => write(ours, singles.slice(round, round + 1)),
  );
  bare.close();
  await store.close();
  return {
    file: key === undefined ? 'plain' : 'encrypted',
    documents: count,
    insertPerSecond: Math.round((batch * 1000) / lastOf(ourInserts)),
    insertOfBare: rounded(sum(bareInserts) / sum(ourInserts)),
    idsMs: rounded(median(ourIds)),
    idsOfBare: rounded(median(bareIds) / median(ourIds)),
    pageMs: rounded(median(ourPages), 3),
    pageOfBare: rounded(median(barePages) / median(ourPages)),
    singleMs: rounded(median(ourSingles), 3),
    singleTimesBare: rounded(median(ourSingles) / median(bareSingles)),
  };
}

async function write(instance: Instance, documents: readonly BenchDocument[]): Promise<void> {
  const { error } = await instance.bulkWrite(
    documents.map((document) => ({ document: stored(document) })),
    'bench',
  );
  if (error.length > 0) throw new Error('a row was refused');
}

function pageFrom(date: string) {
  const query = {
    selector: { _deleted: { $eq: false }, date: { $gte: date } },
    sort: [{ date: 'asc' as const }, { owner: 'asc' as const }],
    limit: 100,
  };
  return prepareQuery(benchSchema, normalizeMangoQuery(benchSchema, query));
}

/** The batches at the end, when the table has its size. */
function lastOf(samples: readonly number[]): number {
  return quantile(samples.slice(-Math.max(5, Math.round(samples.length / 10))), 0.5);
}

function sum(samples: readonly number[]): number {
  return samples.reduce((all, one) => all + one, 0);
}
