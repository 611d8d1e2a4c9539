import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renewEpoch } from '../../src/stores/postgres/epoch.ts';
import { migrate } from '../../src/stores/postgres/migrate.ts';
import { openPostgres } from '../../src/stores/postgres/open-postgres.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { asOwner, column } from '../support/ask.ts';
import { emptyDatabase } from '../support/test-database.ts';

let releases: Releases;
let directory: string;
let url: string;
beforeEach(async () => {
  releases = new Releases();
  ({ url } = releases.use(await emptyDatabase()));
  directory = mkdtempSync(join(tmpdir(), 'migrations-'));
  releases.add(() => rmSync(directory, { recursive: true }));
  write('0001_first.sql', 'create table first (id int);');
});
afterEach(() => releases.close());

const write = (name: string, sql: string) => writeFileSync(join(directory, name), sql);
const tables = () =>
  asOwner(url, (client) =>
    column(client, `select tablename::text from pg_tables where schemaname = 'public' order by 1`),
  );

describe('migrating a database', () => {
  it('applies each step once, however many processes start at the same time', async () => {
    write('0002_second.sql', 'create table second (id int);');
    const answers = await Promise.all([migrate(url, directory), migrate(url, directory), migrate(url, directory)]);
    const applied = answers.flatMap((answer): readonly unknown[] => (answer.ok ? answer.value : [answer.error]));
    expect(applied).toEqual(['0001_first.sql', '0002_second.sql']);
    expect(await tables()).toEqual(['first', 'schema_migration', 'second']);
  });

  it('refuses an edited step, but not one with other line ends', async () => {
    await migrate(url, directory);
    write('0001_first.sql', 'create table first (id int);\n'.trimEnd().replaceAll('\n', '\r\n'));
    expect(await migrate(url, directory)).toEqual({ ok: true, value: [] });
    write('0001_first.sql', 'create table first (id bigint);');
    expect(await migrate(url, directory)).toMatchObject({ ok: false, error: { code: 'MIGRATION_EDITED' } });
  });

  it('takes a failing step back as a whole, keeps the ones before, and goes on once it is repaired', async () => {
    write('0002_second.sql', 'create table second (id int); create table first (id int);');
    const failed = await migrate(url, directory);
    expect(failed).toMatchObject({
      ok: false,
      error: { code: 'MIGRATION_FAILED', details: { name: '0002_second.sql' } },
    });
    expect(await tables()).toEqual(['first', 'schema_migration']);
    write('0002_second.sql', 'create table second (id int);');
    expect(await migrate(url, directory)).toEqual({ ok: true, value: ['0002_second.sql'] });
  });
});

describe('opening the stores', () => {
  const open = (at: string, durable: boolean) => {
    const clock = new FakeClock();
    return openPostgres({ url: at, clock, scheduler: clock, durable });
  };

  it('brings an empty database to the present shape', async () => {
    const opened = await open(url, false);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    releases.add(() => opened.value.documents.close());
    expect(await tables()).toContain('bookings');
  });

  it('names a new time line after a restore', async () => {
    const opened = await open(url, false);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { documents } = opened.value;
    releases.use(documents);
    const before = await documents.epoch();
    await renewEpoch(url);
    const after = await documents.epoch();
    expect(after).toHaveLength(36);
    expect(after).not.toBe(before);
  });

  it('refuses a database that may lose what it has confirmed', async () => {
    // The Postgres of this test run is one of those.
    expect(await open(url, true)).toMatchObject({ ok: false, error: { code: 'DATABASE_NOT_DURABLE' } });
  });

  it('refuses a database that is newer than this build', async () => {
    const opened = await open(url, false);
    if (opened.ok) await opened.value.documents.close();
    await asOwner(url, (client) =>
      client.query(`insert into schema_migration (name, checksum) values ('9999_future.sql', 'x')`),
    );
    expect(await open(url, false)).toMatchObject({ ok: false, error: { code: 'MIGRATION_AHEAD' } });
  });

  it('answers with a failure when there is no database', async () => {
    const nowhere = new URL(url);
    nowhere.port = '1';
    expect(await open(nowhere.href, false)).toMatchObject({ ok: false, error: { code: 'DATABASE_UNREACHABLE' } });
  });
});
