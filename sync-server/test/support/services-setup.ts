import type { TestProject } from 'vitest/node';
import { prepareTemplate } from './test-database.ts';

/** The tests of the stores on Postgres, on the one that was given. */
export async function setup(project: TestProject): Promise<void> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) return;
  await prepareTemplate(url);
  project.provide('postgresUrl', url);
}
