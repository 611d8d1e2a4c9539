import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Closable, Releases } from '../src/base/disposal.ts';
import { derivedId } from '../src/base/id.ts';
import { instantOf } from '../src/base/instant.ts';
import { dateAt } from '../src/base/wall-time.ts';
import { zone } from '../src/base/zone.ts';
import { hashPin } from '../../desktop/src/node/serve/pin-hash.ts';
import { OwnerLinks } from '../../sync-server/src/http/owner-links.ts';
import { demoDesks, type DemoState, loadFileOf } from './demo-folder.ts';
import { enrolDesk, prepareDesk } from './desk-key.ts';
import { firstClinic } from './first-clinic.ts';
import { type RunningPart, startPart } from './process.ts';

/** The product on this PC: one server and two desks, each in its own process, on one folder of data. */
export interface Product extends Closable {
  readonly server: RunningPart;
  readonly serverUrl: string;
  readonly desks: readonly RunningDesk[];
  /** The page of an owner, by the key of the first clinic. */
  ownerPage(client: string): string;
  onCrash(handle: (reason: string) => void): void;
}

export interface RunningDesk {
  readonly name: string;
  readonly url: string;
  readonly part: RunningPart;
}

export interface ProductOptions {
  readonly folder: string;
  /** The server's port; the desks take the next ones. 0 lets the system choose all. */
  readonly port: number;
  readonly say: (line: string) => void;
  /** The whole demo clinic on its own clock; left out, a tiny one on the machine's, for browser tests. */
  readonly demo?: DemoState;
}

export const demoPin = '2580';
const readySchema = z.object({ url: z.string() });
const loadingSchema = z.object({ loading: z.number() });

export async function startProduct({ folder, port, say, demo }: ProductOptions): Promise<Product> {
  const releases = new Releases();
  const crashHandlers: ((reason: string) => void)[] = [];
  const load = demo === undefined ? ['--load', await prepareClinic(folder)] : ['--demo', loadFileOf(folder)];
  const offset = String(demo?.offset ?? 0);
  try {
    say('starting the server with its own Postgres …');
    const serverFolder = path.join(folder, 'server');
    const env = { DATA_DIR: serverFolder, PORT: String(port), LAPKA_LOG: 'warn', CLOCK_OFFSET: offset };
    const server = await startPart('server', 'sync-server/src/main.ts', load, env, loadingSteps(say));
    releases.add(() => server.stop());
    const serverUrl = readySchema.parse(server.ready).url;
    const desks: RunningDesk[] = [];
    for (const [index, { name }] of demoDesks.entries()) {
      say(`starting desk ${name} …`);
      const data = prepareDesk(folder, name, serverUrl);
      const deskPort = port === 0 ? 0 : port + 1 + index;
      const part = await startPart(`desk ${name}`, 'desktop/src/node/main.ts', [
        '--data',
        data,
        '--port',
        String(deskPort),
        `--clock-offset=${offset}`,
      ]);
      releases.add(() => part.stop());
      desks.push({ name, url: readySchema.parse(part.ready).url, part });
    }
    for (const part of [server, ...desks.map((desk) => desk.part)]) {
      part.onCrash((reason) => crashHandlers.forEach((handle) => handle(reason)));
    }
    const links = new OwnerLinks(readFileSync(path.join(serverFolder, 'owner-links.secret'), 'utf8'));
    return {
      server,
      serverUrl,
      desks,
      ownerPage: (client) => {
        const owner = { clinic: derivedId('Clinic', 'Paw & Tail'), client: derivedId('Client', client) };
        return `${serverUrl}portal/#${links.tokenFor(owner)}`;
      },
      onCrash: (handle) => void crashHandlers.push(handle),
      close: () => releases.close(),
    };
  } catch (problem) {
    await releases.close();
    throw problem;
  }
}

/** Says every tenth of the loading once. */
function loadingSteps(say: (line: string) => void): (message: unknown) => void {
  let told = 0;
  return (message) => {
    const heard = loadingSchema.safeParse(message);
    const tenth = heard.success ? Math.floor(heard.data.loading * 10) : 0;
    if (tenth > told) say(`loading the demo clinic: ${tenth * 10} %`);
    told = Math.max(told, tenth);
  };
}

/** A tiny clinic that is on the screen within seconds, and the keys of its desks, made once per data folder. */
async function prepareClinic(folder: string): Promise<string> {
  const file = path.join(folder, 'first-clinic.json');
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const now = instantOf(Date.now());
  const { clinic, location, documents } = firstClinic(dateAt(now, zone('Europe/Moscow')), await hashPin(demoPin));
  const devices = demoDesks.map(({ name, series }) => enrolDesk(folder, { clinic, location, name, series, now }));
  writeFileSync(file, JSON.stringify({ clinic, documents, devices }));
  return file;
}
