import { chownSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Releases } from '@lapka/shared/base/disposal.ts';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.ts';
import { openStores } from '../support/open-stores.ts';
import { childServer } from '../support/child-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let releases = new Releases();
afterEach(async () => {
  await releases.close();
  releases = new Releases();
});

const newFolder = () => releases.use(temporaryFolder()).path;

async function start(dataDir: string, durability: 'full' | 'none' = 'none') {
  const started = await startEmbeddedPostgres({ dataDir, durability });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return releases.use(started.value);
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

const postmasterOf = (folder: string) =>
  Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('the embedded Postgres', () => {
  it('serves migrated stores from an empty folder within 3 s and again within 1.5 s, with its data', async () => {
    const folder = newFolder();
    const began = performance.now();
    const first = await start(folder);
    await (await openStores(first.url)).documents.close();
    expect(performance.now() - began).toBeLessThan(3_000);
    await ask(first.url, `create table kept as select 'Мурка' as name`);
    await first.close();
    const again = performance.now();
    const second = await start(folder);
    await (await openStores(second.url)).documents.close();
    expect(performance.now() - again).toBeLessThan(1_500);
    expect(second.adopted).toBe(false);
    expect(await ask(second.url, 'select name as answer from kept')).toBe('Мурка');
  });

  it('gives two servers that start at once the same cluster, and only the last one out stops it', async () => {
    const folder = newFolder();
    const [one, two] = await Promise.all([childServer(folder), childServer(folder)]);
    releases.add(() => one.end());
    releases.add(() => two.end());
    expect(two.url).toBe(one.url);
    await one.end();
    expect(await ask(two.url, 'select 1 as answer')).toBe(1);
    await two.end();
    expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('takes over the cluster that a killed server left running', async () => {
    const folder = newFolder();
    const killed = await childServer(folder);
    await ask(killed.url, 'create table kept as select 7 as number');
    await killed.kill();
    const next = await start(folder);
    expect(next.adopted).toBe(true);
    expect(await ask(next.url, 'select number as answer from kept')).toBe(7);
    await next.close();
    expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('starts again after Postgres itself was killed, with everything that was committed', async () => {
    const folder = newFolder();
    const first = await start(folder, 'full');
    await ask(first.url, 'create table kept as select 8 as number');
    process.kill(postmasterOf(folder), 'SIGKILL');
    const second = await start(folder);
    expect(await ask(second.url, 'select number as answer from kept')).toBe(8);
  });

  it('is started again at the same address by the servers that use it, when it was killed under them', async () => {
    const folder = newFolder();
    const [first, second] = [await start(folder, 'full'), await start(folder, 'full')];
    await ask(first.url, 'create table kept as select 9 as number');
    process.kill(postmasterOf(folder), 'SIGKILL');
    const began = performance.now();
    let answer: unknown;
    while (answer === undefined && performance.now() - began < 5_000) {
      answer = await ask(first.url, 'select number as answer from kept').catch(() => undefined);
    }
    expect(answer).toBe(9);
    await first.close();
    expect(await ask(second.url, 'select number as answer from kept')).toBe(9);
    await second.close();
    expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('starts although the pid file names a process that is no Postgres', async () => {
    const folder = newFolder();
    const first = await start(folder);
    const pidFile = join(folder, 'cluster', 'postmaster.pid');
    const left = readFileSync(pidFile, 'utf8');
    await first.close();
    writeFileSync(pidFile, left.replace(/^\d+/, String(process.pid)));
    const second = await start(folder);
    expect(second.adopted).toBe(false);
    expect(await ask(second.url, 'select 1 as answer')).toBe(1);
  });

  it('refuses the data of another major version and changes nothing', async () => {
    const folder = newFolder();
    await (await start(folder)).close();
    const version = join(folder, 'cluster', 'PG_VERSION');
    writeFileSync(version, '17\n');
    const refused = await startEmbeddedPostgres({ dataDir: folder });
    expect(refused).toMatchObject({ ok: false, error: { code: 'EMBEDDED_OTHER_VERSION', details: { found: '17' } } });
    expect(readFileSync(version, 'utf8')).toBe('17\n');
  });

  it('says so when the password of existing data is lost, and does not start fresh', async () => {
    const folder = newFolder();
    await (await start(folder)).close();
    rmSync(join(folder, 'password'));
    expect(await startEmbeddedPostgres({ dataDir: folder })).toMatchObject({
      ok: false,
      error: { code: 'EMBEDDED_PASSWORD_LOST' },
    });
    writeFileSync(join(folder, 'password'), 'other\n');
    expect(await startEmbeddedPostgres({ dataDir: folder })).toMatchObject({
      ok: false,
      error: { code: 'EMBEDDED_PASSWORD_LOST' },
    });
    expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('runs for an ordinary user as well', async () => {
    const folder = newFolder();
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(folder, 65_534, 65_534);
    const server = await childServer(folder, isRoot ? { uid: 65_534, gid: 65_534 } : {});
    releases.add(() => server.end());
    expect(await ask(server.url, 'select 1 as answer')).toBe(1);
    expect(statSync(join(folder, 'cluster')).uid).toBe(isRoot ? 65_534 : process.getuid?.());
  });

  it('answers with a failure when its folder cannot be made', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await startEmbeddedPostgres({ dataDir: join(file, 'inside') })).toMatchObject({
      ok: false,
      error: { code: 'EMBEDDED_FOLDER_UNUSABLE' },
    });
  });
});

describe('a running embedded Postgres', () => {
  const kept = new Releases();
  let folder: string;
  let url: string;
  beforeAll(async () => {
    folder = kept.use(temporaryFolder()).path;
    const started = await startEmbeddedPostgres({ dataDir: folder });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    ({ url } = kept.use(started.value));
  });
  afterAll(() => kept.close());

  it('knows Cyrillic letters whatever the locale of the system', async () => {
    expect(await ask(url, `select lower('ПЁС') as answer`)).toBe('пёс');
    expect(await ask(url, `select 'Рыжий ПЁС' ilike '%пёс' as answer`)).toBe(true);
    expect(await ask(url, `select current_setting('server_encoding') as answer`)).toBe('UTF8');
  });

  it('loses nothing by default: fsync is on unless a test says otherwise', async () => {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
      expect(await ask(url, `select current_setting('${setting}') as answer`)).toBe('on');
    }
  });

  it('keeps its password in a file that only its user may read, and accepts no other', async () => {
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
    await expect(ask(url.replace(/:[0-9a-f]+@/, ':guess@'), 'select 1')).rejects.toThrow('password authentication');
  });

  it('listens on this computer only', async () => {
    expect(await ask(url, `select current_setting('listen_addresses') as answer`)).toBe('127.0.0.1');
  });
});
