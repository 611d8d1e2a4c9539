import path from 'node:path';
import { parseArgs } from 'node:util';
import { collectDefaultMetrics } from 'prom-client';
import { z } from 'zod';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { epochMilliseconds, instantSchema } from '@lapka/shared/base/instant.ts';
import { type Config, readConfig } from './config.ts';
import { OwnerLinks } from './http/owner-links.ts';
import { loadDemoFile } from './demo/demo-file.ts';
import { loadClinic } from './load-clinic.ts';
import { createMetrics } from './observe/metrics.ts';
import { pinoLogger } from './observe/pino-logger.ts';
import { operate } from './operations/operate.ts';
import { ownSecret } from './own-secret.ts';
import { startSentence } from './server-failures.ts';
import { createServer } from './server.ts';
import { blobStore, databaseUrl, eventBus, mailSender, openStores, serverSecret } from './services.ts';
import { SystemClock, systemRandom, systemScheduler } from './system.ts';

/**
 * The server as a process: it prints its address as one JSON line once it serves. With words behind it, one command of
 * those who run it (`verify`, `backup FOLDER`).
 */

/** What a parent process may say: the moment to move the clock to, for demonstrations. */
const controlSchema = z.strictObject({ clock: instantSchema });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { load: { type: 'string' }, demo: { type: 'string' }, deep: { type: 'boolean' } },
});
const config = readConfig(process.env);
if (!config.ok) stop(startSentence(config.error));
else if (positionals.length === 0) await main(config.value, values);
else await command(config.value, values.deep === true ? [...positionals, '--deep'] : positionals);

async function main(
  settings: Config,
  { load, demo }: { load?: string | undefined; demo?: string | undefined },
): Promise<void> {
  const releases = new Releases();
  const clock = new SystemClock(settings.clockOffset);
  const logger = pinoLogger(settings.logLevel);
  const url = await databaseUrl(settings, releases);
  if (!url.ok) return await stopAfter(releases, startSentence(url.error));
  const stores = await openStores(settings, url.value, clock, logger, releases);
  if (!stores.ok) return await stopAfter(releases, startSentence(stores.error));
  if (load !== undefined) {
    const loaded = await loadClinic(load, stores.value.documents, stores.value.devices);
    if (!loaded.ok) return await stopAfter(releases, startSentence(loaded.error));
  }
  if (demo !== undefined) {
    const loaded = await loadDemoFile(demo, stores.value, (done) => process.send?.({ loading: done }));
    if (!loaded.ok) return await stopAfter(releases, startSentence(loaded.error));
  }
  const metrics = createMetrics();
  collectDefaultMetrics({ register: metrics.registry });
  const server = await createServer({
    ...settings,
    ...stores.value,
    metrics,
    bus: await eventBus(settings, logger, releases),
    blobs: blobStore(settings),
    mail: mailSender(settings, clock, logger, releases),
    secret: serverSecret(settings),
    ownerLinks: new OwnerLinks(ownSecret(settings.dataDir, 'owner-links.secret')),
    clock,
    scheduler: systemScheduler,
    random: systemRandom,
    logger,
    portalFolder: path.resolve(import.meta.dirname, '../out/portal'),
  });
  if (!server.ok) return await stopAfter(releases, startSentence(server.error));
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

async function command(settings: Config, words: readonly string[]): Promise<void> {
  const clock = new SystemClock(settings.clockOffset);
  const done = await operate(settings, words, { clock, logger: pinoLogger(settings.logLevel), say: console.log });
  if (!done.ok) stop(startSentence(done.error));
}

async function stopAfter(releases: Releases, message: string): Promise<void> {
  await releases.close();
  stop(message);
}

function stop(message: string): void {
  console.error(`lapka server: ${message}`);
  process.exitCode = 1;
}
