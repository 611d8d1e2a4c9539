import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Releases } from '../src/base/disposal.ts';
import { root } from './run.ts';
import { kafkaService } from './services/kafka.ts';
import { mongoService } from './services/mongodb.ts';
import { postgresService } from './services/postgres.ts';
import { NotProvided, type Provided, type Service } from './services/service.ts';
import { runVitest } from './vitest-run.ts';

/**
 * `npm run test:services`: the drivers against real servers. Those whose address is in the environment are used, the
 * others are fetched and started here. What could not be had is said in the last lines.
 */
const services: readonly Service[] = [postgresService, mongoService, kafkaService];
const folder = path.join(root, '.tmp', 'services');
const releases = new Releases();
const summary: string[] = [];
const env: Record<string, string> = {};
const tests: string[] = [];

mkdirSync(folder, { recursive: true });
try {
  for (const service of services) await prepare(service);
  const counts = tests.length === 0 ? { passed: 0, failed: 1, skipped: 0 } : await test();
  for (const line of summary) console.log(`services: ${line}`);
  console.log(`${counts.passed} passed, ${counts.failed + counts.skipped} failed`);
  process.exitCode = counts.failed + counts.skipped === 0 ? 0 : 1;
} finally {
  await releases.close();
}

function test() {
  return runVitest(['--project', 'services', ...tests], env);
}

async function prepare(service: Service): Promise<void> {
  const { name, variable } = service;
  const given = process.env[variable];
  if (given !== undefined) {
    summary.push(`${name}: the one given by ${variable}`);
    tests.push(service.tests);
    return;
  }
  const provided = await provide(service);
  if (provided === undefined) return;
  releases.use(provided);
  summary.push(`${name}: ${provided.version}`);
  env[variable] = provided.address;
  tests.push(service.tests);
}

async function provide(service: Service): Promise<Provided | undefined> {
  try {
    return await service.provide(path.join(folder, service.name.toLowerCase()));
  } catch (problem) {
    if (!(problem instanceof NotProvided)) throw problem;
    summary.push(`NOT TESTED: ${service.name} – ${problem.message}; give one by ${service.variable}`);
    return undefined;
  }
}
