import type pg from 'pg';

/** The columns that the migrations have made of paths (`call index_fields`), by table. */
export async function readFieldColumns(pool: pg.Pool): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await pool.query<{ table: string; columns: string[] }>(
    `select table_name::text as table, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = current_schema() and starts_with(column_name, 'field_') group by 1`,
  );
  return new Map(rows.map(({ table, columns }) => [table, new Set(columns)]));
}
