import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { epochMilliseconds, instantSchema } from '@lapka/shared/base/instant.ts';
import { type Config, readConfig } from './config.ts';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { inProcessBus } from './events/in-process-bus.ts';
import { kafkaBus } from './events/kafka-bus.ts';
import { OwnerLinks } from './http/owner-links.ts';
import { loadDemoFile } from './demo/demo-file.ts';
import { loadClinic } from './load-clinic.ts';
import { pinoLogger } from './observe/pino-logger.ts';
import { startSentence } from './server-failures.ts';
import { createServer } from './server.ts';
import { mongoRecordStore } from './stores/mongo/mongo-record-store.ts';
import { openPostgres } from './stores/postgres/open-postgres.ts';
import { systemScheduler, SystemClock } from './system.ts';

/** Starts the server as a process. Prints its address as one JSON line once it serves. */

/** What a parent process may say: the moment to move the clock to, for demonstrations. */
const controlSchema = z.strictObject({ clock: instantSchema });

const { values } = parseArgs({ options: { load: { type: 'string' }, demo: { type: 'string' } } });
const config = readConfig(process.env);
if (config.ok) await main(config.value, values);
else stop(startSentence(config.error));

async function main(
  settings: Config,
  { load, demo }: { load?: string | undefined; demo?: string | undefined },
): Promise<void> {
  const releases = new Releases();
  const clock = new SystemClock(settings.clockOffset);
  const logger = pinoLogger(settings.logLevel);
  const databaseUrl = settings.databaseUrl ?? (await ownPostgres(settings, releases));
  if (databaseUrl === undefined) return;
  const records =
    settings.mongoUrl === undefined ? undefined : releases.use(mongoRecordStore({ url: settings.mongoUrl, clock }));
  const stores = await openPostgres({ url: databaseUrl, clock, scheduler: systemScheduler, logger, records });
  if (!stores.ok) return stop(startSentence(stores.error));
  releases.use(stores.value.documents);
  if (load !== undefined) {
    const loaded = await loadClinic(load, stores.value.documents, stores.value.devices);
    if (!loaded.ok) return stop(startSentence(loaded.error));
  }
  if (demo !== undefined) {
    const loaded = await loadDemoFile(demo, stores.value, (done) => process.send?.({ loading: done }));
    if (!loaded.ok) {
      await releases.close();
      return stop(startSentence(loaded.error));
    }
  }
  const ownerLinks = new OwnerLinks(ownSecret(settings.dataDir));
  const brokers = settings.kafkaBrokers;
  const bus = releases.use(
    brokers.length === 0 ? inProcessBus(logger) : await kafkaBus({ brokers, scheduler: systemScheduler, logger }),
  );
  const server = await createServer({
    ...stores.value,
    bus,
    ownerLinks,
    clock,
    scheduler: systemScheduler,
    logger,
    host: settings.host,
    port: settings.port,
    portalFolder: path.resolve(import.meta.dirname, '../out/portal'),
  });
  if (!server.ok) {
    await releases.close();
    return stop(startSentence(server.error));
  }
  releases.use(server.value);
  process.on('message', (message) => {
    const control = controlSchema.safeParse(message);
    if (control.success) clock.move(epochMilliseconds(control.data.clock) - epochMilliseconds(clock.now()));
  });
  const close = (): void => void releases.close().then(() => process.exit(0));
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
  process.once('disconnect', close);
  console.log(JSON.stringify({ url: `http://${settings.host}:${server.value.port}/` }));
}

async function ownPostgres(settings: Config, releases: Releases): Promise<string | undefined> {
  const started = await startEmbeddedPostgres({ dataDir: path.join(settings.dataDir, 'postgres') });
  if (started.ok) return releases.use(started.value).url;
  stop(startSentence(started.error));
  return undefined;
}

/** The secret behind owners' links, made at the first start and kept with the data. */
function ownSecret(dataDir: string): string {
  const file = path.join(dataDir, 'owner-links.secret');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  }
  return readFileSync(file, 'utf8');
}

function stop(message: string): void {
  console.error(`lapka server: ${message}`);
  process.exitCode = 1;
}
