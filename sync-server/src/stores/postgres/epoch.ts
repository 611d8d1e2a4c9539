import { present } from '@lapka/shared/base/assert.ts';
import pg from 'pg';
import { expecting } from './clinic-session.ts';

export async function epochOf(pool: pg.Pool): Promise<string> {
  const { rows } = await expecting(pool.query<{ epoch: string }>('select epoch from server_epoch'));
  return present(rows[0]?.epoch, 'an epoch');
}

export const newEpoch = 'update server_epoch set epoch = gen_random_uuid(), since = now()';

/**
 * Begins a new time line. Whoever restores a backup calls this before the server starts: desks may know changes that are
 * gone, and the new epoch tells them to compare everything.
 */
export async function renewEpoch(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(newEpoch);
  } finally {
    await client.end();
  }
}
