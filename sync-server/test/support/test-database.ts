import { createHash, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate, readMigrations } from '../../src/stores/postgres/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

interface TestDatabase extends Closable {
  readonly url: string;
}

/** A migrated database that belongs to one test file alone, copied from a template in some 20 ms. */
export function testDatabase(server = inject('postgresUrl')): Promise<TestDatabase> {
  return newDatabase(server, `template ${template}`);
}

export function emptyDatabase(server = inject('postgresUrl')): Promise<TestDatabase> {
  return newDatabase(server, '');
}

async function newDatabase(server: string, from: string): Promise<TestDatabase> {
  const name = `lapka_test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} ${from}`);
  return { url: databaseUrl(server, name), close: () => administer(server, `drop database ${name} with (force)`) };
}

/** Makes the template of the present migrations, once for each state of them. */
export async function prepareTemplate(server: string): Promise<void> {
  const unfinished = `${template}_unfinished`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    // Test runs of several checkouts may share a server.
    await client.query(`select pg_advisory_lock(hashtext('lapka test template'))`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    const migrated = await migrate(databaseUrl(server, unfinished));
    if (!migrated.ok) throw new Error(JSON.stringify(migrated.error));
    await client.query(`alter database ${unfinished} rename to ${template}`);
  } finally {
    await client.end();
  }
}

/** Removes what runs that were killed and older states of the migrations have left behind. */
export async function sweepDatabases(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database
       where (datname like 'lapka\\_test\\_%' or datname like 'lapka\\_template\\_%') and datname <> $1
         and (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '1 hour'`,
      [template],
    );
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
  } finally {
    await client.end();
  }
}

const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)));
const state = createHash('sha256')
  .update(migrations.map(({ checksum }) => checksum).join())
  .digest('hex');
const template = `lapka_template_${state.slice(0, 16)}`;

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
