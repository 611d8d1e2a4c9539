import { Agent, request } from 'node:http';
import type { JsonValue } from '@lapka/shared/base/json.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { browser, emailOf, password } from '../support/account-world.ts';
import { memoryServer } from '../support/test-server.ts';
import { aFullClinic, callAbout } from '../support/two-clinics.ts';
import { everyRoute, nameOf } from '../support/every-route.ts';

export interface FuzzReport {
  readonly sent: number;
  readonly understood: number;
  readonly refused: number;
  readonly serverErrors: number;
  readonly uncaught: number;
  readonly slowestMs: number;
  readonly memoryGrowthMb: number;
  readonly firstError: string;
}

/** Sends every route bodies, parameters and headers that were made wrong on purpose, mostly by spoiling right ones. */
export async function fuzzHttp(bodies: number, seed: number): Promise<FuzzReport> {
  const chooser = new SeededChooser(seed);
  const server = await memoryServer();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let uncaught = 0;
  const onUncaught = (): void => void (uncaught += 1);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  let [sent, understood, refused, serverErrors, slowestMs] = [0, 0, 0, 0, 0];
  let firstError = '';
  try {
    const clinic = await aFullClinic(server, 'fuzzed');
    const targets = everyRoute()
      .filter(({ path }) => path.startsWith('/v1/') && !/sign-out|me\/sessions$/.test(path))
      .map((route) => ({ route, right: rightCall(nameOf(route), clinic) }));
    const tokens = [clinic.tokens.CLINIC_OWNER, clinic.tokens.VET, clinic.tokens.DEVICE];
    const one = async (): Promise<void> => {
      const { route, right } = chooser.pick(targets);
      const spoilt = spoiltCall(chooser, right);
      const began = performance.now();
      const answer = await send(agent, server.url, route.method, chooser.pick(tokens), spoilt);
      slowestMs = Math.max(slowestMs, Math.round(performance.now() - began));
      if (answer.status >= 500) {
        serverErrors += 1;
        firstError ||= `${nameOf(route)} ${spoilt.path} ${spoilt.body.slice(0, 300)}`;
      } else if (answer.status >= 400) refused += 1;
      else understood += 1;
    };
    const warmUp = Math.min(bodies / 5, 2_000);
    let memoryBefore = 0;
    const lane = async (): Promise<void> => {
      while (sent < bodies) {
        sent += 1;
        if (sent >= warmUp && memoryBefore === 0) memoryBefore = settledMemory();
        await one();
      }
    };
    await Promise.all(Array.from({ length: 16 }, lane));
    const memoryGrowthMb = Math.round((settledMemory() - memoryBefore) / 1e6);
    return { sent, understood, refused, serverErrors, uncaught, slowestMs, memoryGrowthMb, firstError };
  } finally {
    agent.destroy();
    process.off('uncaughtException', onUncaught);
    process.off('unhandledRejection', onUncaught);
    await server.close();
  }
}

interface RightCall {
  readonly path: string;
  readonly body: JsonValue | undefined;
}

interface SpoiltCall {
  readonly path: string;
  readonly body: string;
  readonly type: string;
}

/** The doors, which the calls of the signed in do not name. */
const doors: Readonly<Record<string, JsonValue>> = {
  'POST /v1/set-up': {
    code: 'AAAA-BBBB-CCCC-DDDD',
    organisation: { name: { ru: 'Лапа', en: 'Paw' }, country: 'RU', currency: 'RUB' },
    owner: { name: { given: 'A', family: 'B' }, email: emailOf('new'), password },
  },
  'POST /v1/sign-in': { email: emailOf('nobody'), password, place: browser() },
  'POST /v1/refresh': { refreshToken: `${derivedId('SessionFamily', 'x')}.${'a'.repeat(43)}`, place: browser() },
  'POST /v1/email/code': { email: emailOf('nobody') },
  'POST /v1/email/verify': { email: emailOf('nobody'), code: '123456' },
  'POST /v1/password/code': { email: emailOf('nobody') },
  'POST /v1/password/reset': { email: emailOf('nobody'), code: '123456', password },
  'POST /v1/invitations/accept': { code: 'AAAA-BBBB-CCCC-DDDD', password },
  'POST /v1/devices/enrol': { code: 'AAAA-BBBB', device: derivedId('Device', 'x'), publicKey: 'A'.repeat(60) },
  'POST /v1/devices/token': {
    proof: { device: derivedId('Device', 'x'), at: '2026-11-16T07:00:00.000Z', signature: 'A'.repeat(86) },
  },
};

function rightCall(name: string, clinic: Parameters<typeof callAbout>[1]): RightCall {
  const door = doors[name];
  if (door !== undefined) return { path: name.slice(name.indexOf(' ') + 1), body: door };
  const { path, body } = callAbout(name, clinic);
  return { path, body: body === undefined ? undefined : (JSON.parse(JSON.stringify(body)) as JsonValue) };
}

const hostile: readonly JsonValue[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\ufeff',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; drop table account; --",
  '<script>alert(1)</script>',
  '{{code}}',
  '$ne',
  '0x10',
  '1e999',
  'NaN',
  'null',
  '٣',
  '\u202eabc',
  'a@b.c\r\nBcc: x@y.z',
  '9'.repeat(400),
  'x'.repeat(20_000),
  '🐈'.repeat(500),
  'ё'.repeat(300),
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.1,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 31,
  [],
  {},
  [[]],
  [null],
  { $ne: null },
  { $gt: '' },
  { toString: 'x' },
  { length: 5 },
  { __proto__: { admin: true } },
];

function hostileValue(chooser: SeededChooser): JsonValue {
  return hostile[chooser.between(0, hostile.length - 1)] ?? null;
}

function spoiltCall(chooser: SeededChooser, { path, body }: RightCall): SpoiltCall {
  const how = chooser.weighted({ value: 12, field: 4, text: 3, path: 3, type: 1, nothing: 1, deep: 1 });
  const right = JSON.stringify(body ?? {});
  const json = 'application/json';
  switch (how) {
    case 'value':
      return { path, type: json, body: JSON.stringify(withSpoiltValue(chooser, body ?? {})) };
    case 'field':
      return {
        path,
        type: json,
        body: right
          .replace('{', `{${JSON.stringify(spoiltName(chooser))}:${JSON.stringify(hostileValue(chooser))},`)
          .replace(',}', '}'),
      };
    case 'text':
      return { path, type: json, body: spoiltText(chooser, right) };
    case 'path':
      return { path: spoiltPath(chooser, path), type: json, body: right };
    case 'type':
      return {
        path,
        type: chooser.pick([
          'text/plain',
          'application/x-www-form-urlencoded',
          'application/json; charset=utf-7',
          'multipart/form-data',
          '',
        ]),
        body: right,
      };
    case 'deep':
      return { path, type: json, body: chooser.pick(['[', '{"a":']).repeat(chooser.between(33, 20_000)) };
    case 'nothing':
      return { path, type: json, body: '' };
  }
}

/** One value somewhere in the tree is replaced. */
function withSpoiltValue(chooser: SeededChooser, value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || chooser.chance(0.25)) return hostileValue(chooser);
  const entries: [string, JsonValue | undefined][] = Object.entries(value);
  if (entries.length === 0) return hostileValue(chooser);
  const [key] = chooser.pick(entries);
  const changed = entries.map(([name, inner]) => [
    name,
    name === key ? withSpoiltValue(chooser, inner ?? null) : inner,
  ]);
  return Array.isArray(value) ? changed.map(([, inner]) => inner ?? null) : (Object.fromEntries(changed) as JsonValue);
}

function spoiltName(chooser: SeededChooser): string {
  return chooser.pick(['__proto__', 'constructor', 'admin', 'clinic', 'roles', 'id', '', '\u0000', 'x'.repeat(500)]);
}

function spoiltText(chooser: SeededChooser, text: string): string {
  const at = chooser.between(0, Math.max(0, text.length - 1));
  const piece = chooser.pick(['"', '{', '}', '\\', '\u0000', ',', ':', '\ufeff', '1e999', '\\ud800']);
  return chooser.chance(0.5) ? text.slice(0, at) : text.slice(0, at) + piece + text.slice(at + 1);
}

function spoiltPath(chooser: SeededChooser, path: string): string {
  const parts = path.split('/');
  const at = chooser.between(2, parts.length - 1);
  parts[at] = chooser.pick([
    '%00',
    '..%2f..',
    '%ff',
    '__proto__',
    'x'.repeat(3_000),
    '%E0%A4%A',
    '',
    '?offset=-1',
    '?offset=1e400',
    '?after=NaN&after=2',
  ]);
  return parts.join('/');
}

function send(
  agent: Agent,
  url: string,
  method: string,
  token: string | undefined,
  { path, body, type }: SpoiltCall,
): Promise<{ readonly status: number }> {
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(type !== '' && { 'content-type': type }),
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const outgoing = request(url, { agent, method, headers, path: path.replaceAll(/[^!-~]/g, '') }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0 }));
    });
    // A request that is cut off was refused too.
    outgoing.once('error', () => resolve({ status: 400 }));
    outgoing.end(body);
  });
}

function settledMemory(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

export const httpFuzzExperiment: Experiment = {
  promise: 'nothing that is sent over HTTP makes the server fail, hang or grow',
  run: async ({ rounds = 50_000, seed }) => {
    const figures = await fuzzHttp(rounds, seed);
    const isFuzz = figures.sent >= rounds && figures.refused > rounds / 2 && figures.understood > rounds / 100;
    const kept =
      isFuzz &&
      figures.serverErrors === 0 &&
      figures.uncaught === 0 &&
      figures.memoryGrowthMb < 50 &&
      figures.slowestMs < 5_000;
    return { kept, figures: { ...figures } };
  },
};
