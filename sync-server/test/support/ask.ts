import pg from 'pg';

/** Runs statements on a connection of their own, as the owner of the database. */
export async function asOwner<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

/** The first column of all rows. */
export async function column(client: pg.ClientBase, sql: string, values: readonly unknown[] = []): Promise<unknown[]> {
  const { rows } = await client.query<unknown[]>({ text: sql, values: [...values], rowMode: 'array' });
  return rows.map(([first]) => first);
}
