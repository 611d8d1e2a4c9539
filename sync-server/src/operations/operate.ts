import { Releases } from '@lapka/shared/base/disposal.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { err, type Result } from '@lapka/shared/base/result.ts';
import type { Config } from '../config.ts';
import type { EmbeddedFailure } from '../embedded/embedded-failures.ts';
import { createApi } from '../http/api.ts';
import { createMetrics } from '../observe/metrics.ts';
import { blobStore, databaseUrl, openStores, recordStore, serverSecret } from '../services.ts';
import type { OpenPostgresFailure } from '../stores/postgres/open-postgres-failures.ts';
import { postgresRecordStore } from '../stores/postgres/postgres-record-store.ts';
import { type SystemClock, systemRandom, systemScheduler } from '../system.ts';
import { restoreSecrets } from './backup.ts';
import { type CommandRefusal, commands, usageOfAll } from './commands.ts';

export type OperateFailure = CommandRefusal | EmbeddedFailure | OpenPostgresFailure;

/** Runs one command on the stores the settings choose, beside a server that uses them or without one. */
export async function operate(
  settings: Config,
  [name = '', ...args]: readonly string[],
  {
    clock,
    logger,
    say,
  }: { readonly clock: SystemClock; readonly logger: Logger; readonly say: (line: string) => void },
): Promise<Result<void, OperateFailure>> {
  const command = commands[name];
  if (command === undefined) return err<Failure<'BAD_COMMAND'>>(failure('BAD_COMMAND', { usage: usageOfAll() }));
  const [folder] = args;
  if (name === 'restore' && folder !== undefined) {
    const secrets = await restoreSecrets(folder, settings.dataDir);
    if (!secrets.ok) return secrets;
  }
  const releases = new Releases();
  try {
    const url = await databaseUrl(settings, releases);
    if (!url.ok) return url;
    const stores = await openStores(settings, url.value, clock, logger, releases);
    if (!stores.ok) return stores;
    const metrics = createMetrics();
    const api = createApi({
      ...stores.value,
      blobs: blobStore(settings),
      secret: serverSecret(settings),
      metrics,
      metricsToken: undefined,
      clock,
      scheduler: systemScheduler,
      random: systemRandom,
      logger,
    });
    const parts = {
      account: api.account,
      operations: stores.value.operations,
      files: stores.value.files,
      blobs: api.file.blobs,
      records: recordStore(settings, clock, releases) ?? releases.use(postgresRecordStore(url.value, logger)),
      databaseUrl: url.value,
      dataDir: settings.dataDir,
    };
    return await command.run(parts, args, say);
  } finally {
    await releases.close();
  }
}
