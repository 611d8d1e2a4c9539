import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { present } from '@lapka/shared/base/assert.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { z } from 'zod';
import { startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.ts';
import { openPostgres, type PostgresStores } from '../../src/stores/postgres/open-postgres.ts';
import { systemScheduler, SystemClock } from '../../src/system.ts';
import { deviceOf, operationOf } from '../support/documents.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { BenchDocument } from './bench-clinic.ts';

/** The real server in a process of its own on an embedded Postgres with default settings, and its stores to fill it with. */
export interface LapkaServer extends Closable {
  readonly url: string;
  readonly stores: PostgresStores;
  fill(clinic: ClinicId, documents: readonly BenchDocument[]): Promise<void>;
  count(clinic: ClinicId): Promise<number>;
}

const startedSchema = z.object({ url: z.string() });

export async function startLapka(): Promise<LapkaServer> {
  const releases = new Releases();
  const folder = releases.use(temporaryFolder()).path;
  const postgres = await startEmbeddedPostgres({ dataDir: `${folder}/postgres` });
  if (!postgres.ok) throw new Error(postgres.error.code);
  const { url: databaseUrl } = releases.use(postgres.value);
  const opened = await openPostgres({ url: databaseUrl, clock: new SystemClock(0), scheduler: systemScheduler });
  if (!opened.ok) throw new Error(opened.error.code);
  const stores = opened.value;
  releases.use(stores.documents);
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: `${folder}/data`, PORT: '0', LAPKA_LOG: 'warn' };
  const child = fork(main, [], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  releases.add(async () => {
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  });
  const lines = createInterface(present(child.stdout, 'the output of the server'));
  const [line] = await once(lines, 'line');
  const started = startedSchema.parse(JSON.parse(String(line)));
  return {
    url: `${started.url.replace('http', 'ws')}sync`,
    stores,
    fill: (clinic, documents) => fill(stores, clinic, documents),
    count: (clinic) => stores.documents.readClinic(clinic, (reader) => reader.head()),
    close: () => releases.close(),
  };
}

async function fill({ documents: store }: PostgresStores, clinic: ClinicId, documents: readonly BenchDocument[]) {
  const origin = { deleted: false, device: deviceOf('filled'), operation: operationOf('filled') };
  for (let from = 0; from < documents.length; from += 5000) {
    const part = documents.slice(from, from + 5000);
    await store.transactClinic(clinic, (transaction) => transaction.put(part.map((one) => ({ ...one, ...origin }))));
  }
}
