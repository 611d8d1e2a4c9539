import { generateKeyPairSync } from 'node:crypto';
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
}

export const demoPin = '2580';
const readySchema = z.object({ url: z.string() });
const deskNames = [
  { name: 'DK-A', series: 'A' },
  { name: 'DK-B', series: 'B' },
];

export async function startProduct({ folder, port, say }: ProductOptions): Promise<Product> {
  const releases = new Releases();
  const crashHandlers: ((reason: string) => void)[] = [];
  const clinicFile = await prepareClinic(folder);
  try {
    say('starting the server with its own Postgres …');
    const serverFolder = path.join(folder, 'server');
    const env = { DATA_DIR: serverFolder, PORT: String(port), LAPKA_LOG: 'warn' };
    const server = await startPart('server', 'sync-server/src/main.ts', ['--load', clinicFile], env);
    releases.add(() => server.stop());
    const serverUrl = readySchema.parse(server.ready).url;
    const desks: RunningDesk[] = [];
    for (const [index, { name, series }] of deskNames.entries()) {
      say(`starting desk ${name} …`);
      const data = prepareDesk(folder, name, series, serverUrl);
      const deskPort = port === 0 ? 0 : port + 1 + index;
      const part = await startPart(`desk ${name}`, 'desktop/src/node/main.ts', [
        '--data',
        data,
        '--port',
        String(deskPort),
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

/** The clinic to load and the keys of its desks, made once per data folder. */
async function prepareClinic(folder: string): Promise<string> {
  const file = path.join(folder, 'first-clinic.json');
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const now = instantOf(Date.now());
  const { clinic, location, documents } = firstClinic(dateAt(now, zone('Europe/Moscow')), await hashPin(demoPin));
  const devices = deskNames.map(({ name, series }) => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const device = derivedId('Device', name);
    const desk = {
      clinic,
      device,
      location,
      name,
      series,
      locationCode: 'L1',
      zone: 'Europe/Moscow',
      incarnation: derivedId('Incarnation', name, now),
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    };
    const home = path.join(folder, name);
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'enrolment.json'), JSON.stringify(desk), { mode: 0o600 });
    return { device, publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') };
  });
  writeFileSync(file, JSON.stringify({ clinic, documents, devices }));
  return file;
}

/** The server's address may differ from start to start, so it is written beside the desk's key each time. */
function prepareDesk(folder: string, name: string, series: string, serverUrl: string): string {
  const home = path.join(folder, name);
  const enrolment = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(path.join(home, 'enrolment.json'), 'utf8')));
  const sync = `${serverUrl.replace(/^http/, 'ws')}sync`;
  writeFileSync(path.join(home, 'desk.json'), JSON.stringify({ ...enrolment, series, serverUrl: sync }), {
    mode: 0o600,
  });
  return home;
}
