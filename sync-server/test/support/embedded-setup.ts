import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type RunningPostgres, startEmbeddedPostgres } from '../../src/embedded/embedded-postgres.ts';
import { prepareTemplate, sweepDatabases } from './test-database.ts';

let running: RunningPostgres | undefined;

/** One embedded Postgres for the whole run. Its folder stays, so that only the first run has to make it. */
export async function setup(project: TestProject): Promise<void> {
  const dataDir = fileURLToPath(new URL('../../../.tmp/test-postgres', import.meta.url));
  const started = await startEmbeddedPostgres({ dataDir, durability: 'none' });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  running = started.value;
  await sweepDatabases(running.url);
  await prepareTemplate(running.url);
  project.provide('postgresUrl', running.url);
}

export async function teardown(): Promise<void> {
  await running?.close();
}
