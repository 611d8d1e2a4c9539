import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { instantSchema } from '@lapka/shared/base/instant.ts';
import { createClinicNode } from './clinic-node.ts';
import { readDeskFile } from './desk-file.ts';
import { privateAddresses } from './lan/private-addresses.ts';
import { lineLogger } from './line-logger.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { openDeskDoor } from './serve/desk-door.ts';
import { type ElectronPort, serveElectronPort } from './serve/serve-port.ts';
import { startSentence } from './start-failures.ts';
import { nodeWraps } from './store/keys/node-wraps.ts';
import { systemClock, systemRandom, systemScheduler } from './system.ts';

/** Starts one clinic node as a process: `--data DIR --port N`. Prints its address as one JSON line once it serves. */

const argumentsSchema = z.object({
  data: z.string().min(1),
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  'clock-offset': z.coerce.number().int().default(0),
});

/** What a parent process may say, for demonstrations: the cable of this desk, and what time it is. */
const controlSchema = z.union([z.strictObject({ cable: z.boolean() }), z.strictObject({ clock: instantSchema })]);

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string' },
    'clock-offset': { type: 'string' },
  },
});
const given = argumentsSchema.safeParse(values);
if (given.success) await main(given.data);
else stop('say where the desk keeps its data: --data DIR');

async function main(options: z.infer<typeof argumentsSchema>): Promise<void> {
  const desk = readDeskFile(options.data);
  if (!desk.ok) return stop(startSentence(desk.error));
  const clock = systemClock(options['clock-offset']);
  const logger = lineLogger(clock, process.env['LAPKA_LOG'] === 'debug' ? 'debug' : 'warn', {
    desk: desk.value.identity.name,
  });
  const releases = new Releases();
  const uiFolder = path.resolve(import.meta.dirname, '../../out/ui');
  const started = await createClinicNode({
    desk: desk.value.identity,
    dataFolder: options.data,
    serverUrl: desk.value.serverUrl,
    privateKey: desk.value.privateKey,
    keyWraps: nodeWraps(options.data, process.env['LAPKA_PASSPHRASE']),
    program: packageJson.version,
    clock,
    scheduler: systemScheduler,
    random: systemRandom,
    logger,
    uiFolder,
    lanAddresses: privateAddresses,
  });
  if (!started.ok) return stop(startSentence(started.error));
  const node = releases.use(started.value);
  const { lines } = node;
  const { port } = options;
  const door = await openDeskDoor({ host: '127.0.0.1', port, uiFolder, lines, scheduler: systemScheduler, logger });
  if (!door.ok) {
    await releases.close();
    return stop(startSentence(door.error));
  }
  releases.use(door.value);
  process.on('message', (message) => {
    const control = controlSchema.safeParse(message);
    if (!control.success) return;
    if ('clock' in control.data) clock.moveTo(control.data.clock);
    else node.replication.setCable(control.data.cable);
  });
  electronParent()?.on('message', ({ ports: [screen] }) => {
    if (screen !== undefined) serveElectronPort(lines, screen);
  });
  const close = (): void => void releases.close().then(() => process.exit(0));
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
  process.once('disconnect', close);
  console.log(JSON.stringify({ desk: desk.value.identity.name, url: `http://127.0.0.1:${door.value.port}/` }));
}

/** In Electron this is a utility process, and its parent sends the ports of the window. */
function electronParent(): ElectronParent | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only Electron has it, and this is its documented shape
  return Reflect.get(process, 'parentPort') as ElectronParent | undefined;
}

interface ElectronParent {
  on(event: 'message', listener: (message: { readonly ports: readonly ElectronPort[] }) => void): unknown;
}

function stop(message: string): void {
  console.error(`lapka desk: ${message}`);
  process.exitCode = 1;
}
