import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { openPostgres, type PostgresOptions, type PostgresStores } from '../../src/stores/postgres/open-postgres.ts';
import { testCollections } from './documents.ts';

/** Stores on a given database, for experiments that also run outside a test. */
export async function openStores(url: string, options: Partial<PostgresOptions> = {}): Promise<PostgresStores> {
  const clock = new FakeClock();
  const opened = await openPostgres({
    url,
    clock,
    scheduler: clock,
    definitions: testCollections,
    durable: false,
    ...options,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}
