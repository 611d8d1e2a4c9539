import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { derivedId } from '../src/base/id.ts';
import type { Instant } from '../src/base/instant.ts';

/** A desk that is to be let in: where it stands and under which letter it numbers. */
export interface NewDesk {
  readonly clinic: string;
  readonly location: string;
  readonly name: string;
  readonly series: string;
  readonly now: Instant;
}

/** Makes a desk's key and writes its enrolment into its folder; answers what the server has to know of it. */
export function enrolDesk(folder: string, { name, now, ...desk }: NewDesk): { device: string; publicKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const device = derivedId('Device', name);
  const enrolment = {
    ...desk,
    name,
    device,
    locationCode: 'L1',
    zone: 'Europe/Moscow',
    incarnation: derivedId('Incarnation', name, now),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
  const home = path.join(folder, name);
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'enrolment.json'), JSON.stringify(enrolment), { mode: 0o600 });
  return { device, publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') };
}

/** The server's address may differ from start to start, so it is written beside the desk's key each time. */
export function prepareDesk(folder: string, name: string, serverUrl: string): string {
  const home = path.join(folder, name);
  const enrolment = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(path.join(home, 'enrolment.json'), 'utf8')));
  const sync = `${serverUrl.replace(/^http/, 'ws')}sync`;
  writeFileSync(path.join(home, 'desk.json'), JSON.stringify({ ...enrolment, serverUrl: sync }), { mode: 0o600 });
  return home;
}
