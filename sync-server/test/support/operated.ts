import { silentLogger } from '@lapka/shared/base/logger.ts';
import type { Releases } from '@lapka/shared/base/disposal.ts';
import { diskBlobs } from '../../src/stores/blobs/disk-blobs.ts';
import type { CommandParts } from '../../src/operations/command-parts.ts';
import { postgresRecordStore } from '../../src/stores/postgres/postgres-record-store.ts';
import { accountWorld, type AccountWorld } from './account-world.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openTestPostgres, type TestPostgres } from './test-postgres.ts';

export interface Operated extends CommandParts {
  readonly account: AccountWorld;
  readonly stores: TestPostgres;
}

/** A server as its commands see it, on a database and a folder of its own. */
export async function operated(releases: Releases): Promise<Operated> {
  const stores = releases.use(await openTestPostgres({ connections: 4 }));
  const { path: dataDir } = releases.use(temporaryFolder());
  return {
    stores,
    account: accountWorld(stores),
    operations: stores.operations,
    files: stores.files,
    blobs: diskBlobs(`${dataDir}/files`),
    records: releases.use(postgresRecordStore(stores.url, silentLogger)),
    databaseUrl: stores.url,
    dataDir,
  };
}
