import path from 'node:path';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { Releases } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import { ServerSecret } from './accounts/server-secret.ts';
import type { Config } from './config.ts';
import type { EmbeddedFailure } from './embedded/embedded-failures.ts';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import type { EventBus } from './events/event-bus.ts';
import { inProcessBus } from './events/in-process-bus.ts';
import { kafkaBus } from './events/kafka-bus.ts';
import { folderMail } from './mail/folder-mail.ts';
import type { MailSender } from './mail/mail.ts';
import { smtpMail } from './mail/smtp-mail.ts';
import { ownSecret } from './own-secret.ts';
import type { BlobStore } from './stores/blob-store.ts';
import { diskBlobs } from './stores/blobs/disk-blobs.ts';
import { s3Blobs } from './stores/blobs/s3-blobs.ts';
import { mongoRecordStore } from './stores/mongo/mongo-record-store.ts';
import type { RecordStore } from './stores/record-store.ts';
import type { OpenPostgresFailure } from './stores/postgres/open-postgres-failures.ts';
import { openPostgres, type PostgresStores } from './stores/postgres/open-postgres.ts';
import { systemScheduler } from './system.ts';

/** What the settings choose: the real service where one is given, what the server has itself where none is. */

export async function openStores(
  config: Config,
  url: string,
  clock: Clock,
  logger: Logger,
  releases: Releases,
): Promise<Result<PostgresStores, OpenPostgresFailure>> {
  const records = recordStore(config, clock, releases);
  const connections = config.databaseConnections;
  const stores = await openPostgres({ url, clock, scheduler: systemScheduler, logger, records, connections });
  if (stores.ok) releases.use(stores.value.documents);
  return stores;
}

/** Where the texts of medical records go when they do not go into the database. */
export function recordStore({ mongoUrl: url }: Config, clock: Clock, releases: Releases): RecordStore | undefined {
  return url === undefined ? undefined : releases.use(mongoRecordStore({ url, clock }));
}

export async function databaseUrl(
  { databaseUrl: given, dataDir }: Config,
  releases: Releases,
): Promise<Result<string, EmbeddedFailure>> {
  if (given !== undefined) return ok(given);
  const started = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres') });
  return mapOk(started, (running) => releases.use(running).url);
}

export async function eventBus({ kafkaBrokers }: Config, logger: Logger, releases: Releases): Promise<EventBus> {
  if (kafkaBrokers.length === 0) return releases.use(inProcessBus(logger));
  return releases.use(await kafkaBus({ brokers: kafkaBrokers, scheduler: systemScheduler, logger }));
}

export function serverSecret({ secret, oldSecrets, dataDir }: Config): ServerSecret {
  return new ServerSecret(secret ?? ownSecret(dataDir, 'server.secret'), oldSecrets);
}

export function mailSender(
  { smtpUrl, mailFrom, dataDir }: Config,
  clock: Clock,
  logger: Logger,
  releases: Releases,
): MailSender {
  if (smtpUrl === undefined) return folderMail(path.join(dataDir, 'mail'), clock);
  return releases.use(smtpMail(smtpUrl, mailFrom, logger));
}

export function blobStore({ s3, dataDir }: Config): BlobStore {
  return s3 === undefined ? diskBlobs(path.join(dataDir, 'files')) : s3Blobs(s3);
}
