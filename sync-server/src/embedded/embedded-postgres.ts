import type { Closable } from '@lapka/shared/base/disposal.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import { type Logger, silentLogger } from '@lapka/shared/base/logger.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import pg from 'pg';
import { type ClusterFolder, databaseUser, ensureCluster, openClusterFolder, passwordOf } from './cluster-folder.ts';
import { enterCluster, leaveCluster } from './cluster-users.ts';
import type { EmbeddedFailure } from './embedded-failures.ts';
import { lockFolder } from './folder-lock.ts';
import { runningPort, startPostmaster, stopPostmaster } from './postmaster.ts';
import { findPrograms } from './programs.ts';
import { watchCluster } from './watch-cluster.ts';
import { systemUser } from './system-user.ts';

export interface EmbeddedOptions {
  /** The folder of this database, used by nothing else; made when it is missing. */
  readonly dataDir: string;
  /** `none` is for tests: faster, and a power cut may lose everything. */
  readonly durability?: 'full' | 'none';
  readonly logger?: Logger;
}

/**
 * A Postgres of our own. It is started again, at the same address, when it dies. Closing it stops the cluster, unless
 * another living server uses it.
 */
export interface RunningPostgres extends Closable {
  readonly url: string;
  /** Whether the cluster was running already: another server's, or left by one that was killed. */
  readonly adopted: boolean;
  /** Where its files really are. */
  readonly home: string;
}

const databaseName = 'lapka';

/**
 * Starts the Postgres that comes with npm, or takes over the one that already runs in this folder. Any number of
 * processes may call this for one folder at once; they end with the same cluster.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedOptions,
): Promise<Result<RunningPostgres, EmbeddedFailure>> {
  const { dataDir, durability = 'full', logger = silentLogger } = options;
  const user = systemUser();
  if (!user.ok) return user;
  const folder = openClusterFolder(dataDir, user.value);
  if (!folder.ok) return folder;
  const unlock = await lockFolder(folder.value.home);
  if (!unlock.ok) return unlock;
  try {
    const started = await startLocked(folder.value, durability === 'full', logger);
    if (started.ok) {
      logger.info('embedded postgres ready', { home: started.value.home, adopted: started.value.adopted });
    }
    return started;
  } finally {
    unlock.value();
  }
}

async function startLocked(
  folder: ClusterFolder,
  durable: boolean,
  logger: Logger,
): Promise<Result<RunningPostgres, EmbeddedFailure>> {
  const programs = await findPrograms(folder.programs, folder.user);
  if (!programs.ok) return programs;
  const { initdb, pgCtl } = programs.value;
  const cluster = await ensureCluster(folder, initdb, durable);
  if (!cluster.ok) return cluster;
  const password = passwordOf(folder);
  if (!password.ok) return password;

  const found = await runningPort(folder);
  const port = found === undefined ? await startPostmaster(folder, pgCtl, durable) : ok(found);
  if (!port.ok) return port;
  const server = `postgres://${databaseUser}:${password.value}@127.0.0.1:${port.value}`;
  const database = await ensureDatabase(server, folder);
  if (!database.ok) {
    if (found === undefined) await stopPostmaster(folder, pgCtl);
    return database;
  }

  const mark = enterCluster(folder.home);
  const watch = watchCluster(folder, () => startPostmaster(folder, pgCtl, durable, port.value), logger);
  let closing: Promise<void> | undefined;
  return ok({
    url: `${server}/${databaseName}`,
    adopted: found !== undefined,
    home: folder.home,
    close: () => (closing ??= watch.close().then(() => leave(folder, mark, pgCtl))),
  });
}

async function leave(folder: ClusterFolder, mark: string, pgCtl: string): Promise<void> {
  const unlock = await lockFolder(folder.home);
  if (!unlock.ok) return;
  try {
    if (leaveCluster(folder.home, mark)) await stopPostmaster(folder, pgCtl);
  } finally {
    unlock.value();
  }
}

/** Also proves that what listens there is our cluster: nobody else knows its password. */
async function ensureDatabase(server: string, folder: ClusterFolder): Promise<Result<void, EmbeddedFailure>> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
    return ok();
  } catch (problem) {
    const isPassword = problem instanceof pg.DatabaseError && problem.code === '28P01';
    if (isPassword) return err(failure('EMBEDDED_PASSWORD_LOST', { file: folder.passwordFile }));
    return err(failure('EMBEDDED_START_FAILED', { log: String(problem) }));
  } finally {
    await client.end();
  }
}
