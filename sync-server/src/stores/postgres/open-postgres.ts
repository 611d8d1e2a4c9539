import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import { type Logger, silentLogger } from '@lapka/shared/base/logger.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import type pg from 'pg';
import type { DeviceRegistry } from '../device-registry.ts';
import type { DocumentStore } from '../document-store.ts';
import type { Outbox } from '../outbox.ts';
import type { RecordStore } from '../record-store.ts';
import type { ReminderWatch } from '../reminder-watch.ts';
import { StoreUnavailable } from '../store-errors.ts';
import { checkPromises, reachDatabase } from './check-database.ts';
import { committedChannel, outboxChannel } from './clinic-clock.ts';
import { type ClinicSession, expecting, withClinic, withRole } from './clinic-session.ts';
import { ChannelListener } from './channel-listener.ts';
import { readFieldColumns } from './field-columns.ts';
import { epochOf } from './epoch.ts';
import { migrate } from './migrate.ts';
import { movedBy } from './moved.ts';
import type { OpenPostgresFailure } from './open-postgres-failures.ts';
import { openPool } from './pool.ts';
import { actInClinic, clinicReader } from './postgres-clinic.ts';
import { postgresOutbox } from './postgres-outbox.ts';
import { postgresDevices } from './postgres-devices.ts';
import { postgresReminderWatch } from './postgres-reminder-watch.ts';
import { forgetBefore } from './push-memory.ts';
import type { DocumentAccess } from './read-documents.ts';
import { recordRows } from './record-rows.ts';

export interface PostgresOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger?: Logger;
  /** Where the texts of medical records go; into this database when there is none. Stays the caller's to close. */
  readonly records?: RecordStore | undefined;
  readonly definitions?: readonly AnyCollection[];
  readonly connections?: number;
  /** False for tests only. */
  readonly durable?: boolean;
}

export interface PostgresStores {
  readonly documents: DocumentStore;
  readonly outbox: Outbox;
  readonly reminderWatch: ReminderWatch;
  readonly devices: DeviceRegistry;
}

/** Brings the database up to date and opens the stores on it. Closing the documents closes all of them. */
export async function openPostgres(options: PostgresOptions): Promise<Result<PostgresStores, OpenPostgresFailure>> {
  const reached = await reachDatabase(options.url);
  if (!reached.ok) return reached;
  const migrated = await migrate(options.url);
  if (!migrated.ok) return migrated;
  const releases = new Releases();
  try {
    const opened = await openStores(options, releases);
    if (!opened.ok) await releases.close();
    return opened;
  } catch (problem) {
    await releases.close();
    if (!(problem instanceof StoreUnavailable)) throw problem;
    return err(failure('DATABASE_UNREACHABLE', { reason: String(problem.cause) }));
  }
}

async function openStores(
  options: PostgresOptions,
  releases: Releases,
): Promise<Result<PostgresStores, OpenPostgresFailure>> {
  const { url, scheduler, logger = silentLogger, connections = 16, durable = true } = options;
  const pool = openPool({ url, connections, logger });
  releases.add(() => pool.end());
  const promises = await expecting(checkPromises(pool, durable));
  if (!promises.ok) return promises;
  const fieldColumns = await expecting(readFieldColumns(pool));
  const listener = releases.use(new ChannelListener({ url, scheduler, logger }));
  await expecting(listener.start([committedChannel, outboxChannel]));
  return ok({
    documents: documentStore(options, { pool, listener, fieldColumns, releases }),
    outbox: postgresOutbox(pool, listener),
    reminderWatch: postgresReminderWatch(pool),
    devices: postgresDevices(pool),
  });
}

interface OpenedDatabase {
  readonly pool: pg.Pool;
  readonly listener: ChannelListener;
  readonly fieldColumns: ReadonlyMap<string, ReadonlySet<string>>;
  readonly releases: Releases;
}

function documentStore(
  { clock, records, definitions = collections }: PostgresOptions,
  { pool, listener, fieldColumns, releases }: OpenedDatabase,
): DocumentStore {
  const byName = new Map(definitions.map((definition) => [definition.key.name, definition]));
  const noColumns: ReadonlySet<string> = new Set();
  const accessOf = (session: ClinicSession): DocumentAccess => ({
    session,
    texts: records ?? recordRows(session),
    definitionOf: (collection) => byName.get(collection),
    fieldColumnsOf: (collection) => fieldColumns.get(collection) ?? noColumns,
  });
  return {
    readClinic: (clinic, read) => withClinic(pool, clinic, 'read', (session) => read(clinicReader(accessOf(session)))),
    transactClinic: (clinic, act) =>
      withClinic(pool, clinic, 'write', (session) => actInClinic(accessOf(session), () => clock.now(), act)),
    onCommitted: (listen) => listener.on(committedChannel, (payload) => listen(movedBy(payload))),
    forgetBefore: (moment) => withRole(pool, 'lapka_relay', (rows) => forgetBefore(rows, moment)),
    epoch: () => epochOf(pool),
    close: () => releases.close(),
  };
}
