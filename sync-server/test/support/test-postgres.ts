import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { openPostgres, type PostgresOptions, type PostgresStores } from '../../src/stores/postgres/open-postgres.ts';
import { testDatabase } from './test-database.ts';

export interface TestPostgres extends PostgresStores, Closable {
  readonly url: string;
  readonly clock: FakeClock;
}

/** Stores on a database of their own, by default in the Postgres of this test run. */
export async function openTestPostgres(options: Partial<PostgresOptions> = {}): Promise<TestPostgres> {
  const releases = new Releases();
  const clock = new FakeClock();
  const { url } = options.url === undefined ? releases.use(await testDatabase()) : { url: options.url };
  const opened = await openPostgres({ clock, scheduler: clock, durable: false, connections: 8, ...options, url });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  releases.add(() => opened.value.documents.close());
  return { ...opened.value, url, clock, close: () => releases.close() };
}
