import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import pg from 'pg';
import type { OpenPostgresFailure } from './open-postgres-failures.ts';

/** Makes sure that there is a database at all and that it is new enough for our SQL. */
export async function reachDatabase(url: string): Promise<Result<void, OpenPostgresFailure>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const found = await setting(client, 'server_version');
    return Number.parseInt(found, 10) >= 15 ? ok() : err(failure('DATABASE_TOO_OLD', { found }));
  } catch (problem) {
    return err(failure('DATABASE_UNREACHABLE', { reason: String(problem) }));
  } finally {
    await client.end();
  }
}

/** Makes sure that the migrated database keeps the two promises everything else stands on. */
export async function checkPromises(pool: pg.Pool, durable: boolean): Promise<Result<void, OpenPostgresFailure>> {
  for (const name of durable ? ['fsync', 'synchronous_commit'] : []) {
    if ((await setting(pool, name)) === 'off') return err(failure('DATABASE_NOT_DURABLE', { setting: name }));
  }
  const { rowCount } = await pool.query(
    `select from pg_roles where starts_with(rolname, 'lapka_') and (rolsuper or rolbypassrls) and not rolcanlogin`,
  );
  return rowCount === 0 ? ok() : err(failure('DATABASE_WALLS_OPEN'));
}

async function setting(database: pg.Pool | pg.Client, name: string): Promise<string> {
  const { rows } = await database.query<{ value: string }>('select current_setting($1) as value', [name]);
  return rows[0]?.value ?? '';
}
