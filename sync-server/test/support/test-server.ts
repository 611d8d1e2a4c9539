import { Releases, type Closable } from '@lapka/shared/base/disposal.ts';
import { type Logger, silentLogger } from '@lapka/shared/base/logger.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { inProcessBus } from '../../src/events/in-process-bus.ts';
import { OwnerLinks } from '../../src/http/owner-links.ts';
import type { Mail } from '../../src/mail/mail.ts';
import { createServer, type ServerParts } from '../../src/server.ts';
import type { BlobStore } from '../../src/stores/blob-store.ts';
import { memoryBlobs } from '../../src/stores/memory/memory-blobs.ts';
import { type MemoryStores, memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { accountWorld, type AccountWorld } from './account-world.ts';
import { openTestPostgres, type TestPostgres } from './test-postgres.ts';

export interface TestServer extends Closable {
  readonly url: string;
  readonly world: AccountWorld;
  readonly blobs: BlobStore;
  readonly sent: readonly Mail[];
  readonly call: (method: string, path: string, more?: CallOptions) => Promise<Answer>;
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, the text where it is not. */
  readonly body: unknown;
  readonly bytes: Buffer;
}

type Options = Partial<
  Pick<ServerParts, 'trustedProxies' | 'corsOrigins' | 'metricsToken' | 'limits' | 'blobs' | 'mail'>
> & { readonly logger?: Logger };

/** The whole server behind a real socket, on stores in memory. */
export async function memoryServer(options: Options = {}): Promise<TestServer> {
  const clock = new FakeClock();
  return await serverOn({ ...memoryStores({ clock }), clock }, new Releases(), options);
}

/** The whole server behind a real socket, on a Postgres database of its own. */
export async function postgresServer(
  options: Options & { readonly connections?: number; readonly url?: string } = {},
): Promise<TestServer> {
  const releases = new Releases();
  const { connections = 4, url } = options;
  const stores: TestPostgres = releases.use(await openTestPostgres({ connections, ...(url !== undefined && { url }) }));
  return await serverOn(stores, releases, options);
}

/** So many requests as a test may send in one minute of its clock. */
const unhindered = { secrets: 1_000_000, usual: 1_000_000 };

async function serverOn(
  stores: Omit<MemoryStores, 'backup'> & { readonly clock: FakeClock },
  releases: Releases,
  { logger = silentLogger, ...options }: Options,
): Promise<TestServer> {
  const { clock } = stores;
  const world = accountWorld(stores);
  const sent: Mail[] = [];
  const blobs = options.blobs ?? memoryBlobs();
  const server = await createServer({
    ...stores,
    bus: inProcessBus(silentLogger),
    blobs,
    secret: world.secret,
    metrics: world.metrics,
    metricsToken: undefined,
    mail: { send: async (mail) => (sent.push(mail), 'SENT') },
    ownerLinks: new OwnerLinks('links'),
    clock,
    scheduler: clock,
    random: new SeededChooser(99),
    logger,
    host: '127.0.0.1',
    port: 0,
    portalFolder: import.meta.dirname,
    trustedProxies: 0,
    corsOrigins: [],
    drainSeconds: 5,
    limits: unhindered,
    ...options,
  });
  if (!server.ok) throw new Error(server.error.code);
  releases.use(server.value);
  const url = `http://127.0.0.1:${server.value.port}`;
  return {
    url,
    world,
    blobs,
    sent,
    call: (method, path, more) => call(`${url}${path}`, method, more),
    close: () => releases.close(),
  };
}

async function call(url: string, method: string, { token, body, bytes, headers }: CallOptions = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bytes !== undefined && { 'content-type': 'application/octet-stream' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(bytes !== undefined && { body: Buffer.from(bytes) }),
  });
  const received = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const parsed: unknown = isJson ? JSON.parse(received.toString('utf8')) : received.toString('utf8');
  return { status: response.status, headers: response.headers, body: parsed, bytes: received };
}
