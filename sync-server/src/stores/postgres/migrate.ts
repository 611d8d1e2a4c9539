import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import pg from 'pg';
import type { MigrationFailure } from './migration-failures.ts';

/** One step of the database's shape: a numbered SQL file that is never edited after it was applied anywhere. */
interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const shippedMigrations = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Any constant; whoever migrates this database holds the advisory lock of this number. */
const lockNumber = 7_241_865;

/**
 * Brings a database to the shape of this build and answers the names of the steps it took. Safe to call from many
 * processes at once: one works, the others wait and find nothing left to do. Each step is one transaction.
 */
export async function migrate(
  url: string,
  directory = shippedMigrations,
): Promise<Result<readonly string[], MigrationFailure>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    await client.query(
      `create table if not exists schema_migration (
         name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
    );
    const pending = pendingOf(readMigrations(directory), await appliedIn(client));
    if (!pending.ok) return pending;
    for (const migration of pending.value) {
      const applied = await apply(client, migration);
      if (!applied.ok) return applied;
    }
    return ok(pending.value.map(({ name }) => name));
  } finally {
    await client.end();
  }
}

/** What is left to do, or why nothing may be done. Pure. */
export function pendingOf(
  known: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): Result<readonly Migration[], MigrationFailure> {
  const names = new Set(known.map(({ name }) => name));
  const unknown = [...applied.keys()].find((name) => !names.has(name));
  if (unknown !== undefined) return err(failure('MIGRATION_AHEAD', { name: unknown }));
  const edited = known.find(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum);
  if (edited !== undefined) return err(failure('MIGRATION_EDITED', { name: edited.name }));
  const pending = known.filter(({ name }) => !applied.has(name));
  const last = [...applied.keys()].sort().at(-1) ?? '';
  const late = pending.find(({ name }) => name < last);
  if (late !== undefined) return err(failure('MIGRATION_OUT_OF_ORDER', { name: late.name, last }));
  return ok(pending);
}

export function readMigrations(directory: string): readonly Migration[] {
  return readdirSync(directory)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // Git may have changed the line ends on the way to Windows; that is no edit.
      const sql = readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function appliedIn(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<Result<void, MigrationFailure>> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
    return ok();
  } catch (problem) {
    if (!(problem instanceof pg.DatabaseError)) throw problem;
    await client.query('rollback');
    return err(failure('MIGRATION_FAILED', { name, reason: problem.message }));
  }
}
