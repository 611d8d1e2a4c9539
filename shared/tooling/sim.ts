import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { lineLogger } from '../../desktop/src/node/line-logger.ts';
import { systemClock } from '../../desktop/src/node/system.ts';
import { type Report, simulate } from '../../sync-server/test/simulation/simulation.ts';
import { root } from './run.ts';

/**
 * `npm run sim -- --seed S --desks 4 --steps 2000` lives through one simulated clinic, `--seeds N` through N of them from
 * that seed on. `--save` keeps the seeds that fail in the corpus, which the tests replay. The last line is JSON.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    desks: { type: 'string', default: '4' },
    steps: { type: 'string', default: '2000' },
    save: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
  },
});
const [first, seeds, desks, steps] = [values.seed, values.seeds, values.desks, values.steps].map(Number);
if (![first, seeds, desks, steps].every((number) => Number.isSafeInteger(number)) || first === undefined) {
  console.error('lapka: --seed, --seeds, --desks and --steps are whole numbers.');
  process.exitCode = 1;
} else {
  await run(first, seeds ?? 1, desks ?? 4, steps ?? 2_000);
}

async function run(from: number, count: number, deskCount: number, stepCount: number): Promise<void> {
  const started = performance.now();
  const failed: number[] = [];
  const counts: Record<string, number> = {};
  let lastHash = '';
  for (let seed = from; seed < from + count; seed++) {
    const begun = performance.now();
    const logger = values.log ? lineLogger(systemClock(), 'info', {}) : undefined;
    const report = await simulate({
      seed,
      desks: deskCount,
      steps: stepCount,
      ...(logger === undefined ? {} : { logger }),
    });
    lastHash = report.hash;
    for (const [what, times] of Object.entries(report.counts)) counts[what] = (counts[what] ?? 0) + times;
    if (report.findings.length > 0) {
      failed.push(seed);
      tell(report);
      if (values.save) save(report);
    }
    const seconds = (performance.now() - begun) / 1000;
    console.log(`seed ${seed}: ${report.findings.length === 0 ? 'kept' : 'BROKEN'}, ${seconds.toFixed(1)} s`);
  }
  const seconds = (performance.now() - started) / 1000;
  const didNothing = !Object.keys(counts).some((what) => what.endsWith(' ok'));
  if (didNothing) console.error('lapka: nobody in the simulation did anything.');
  const speed = Math.round((count * stepCount) / seconds);
  const summary = { seed: from, seeds: count, desks: deskCount, steps: stepCount, failed, stepsPerSecond: speed };
  console.log(JSON.stringify({ ...summary, ...(count === 1 ? { hash: lastHash } : {}), counts }));
  process.exitCode = failed.length > 0 || didNothing ? 1 : 0;
}

function tell({ seed, failedAt, findings, lastEvents }: Report): void {
  console.log(
    `seed ${seed}, ${failedAt === undefined ? 'judged at the end' : `broke at step ${failedAt}`}. Last events:`,
  );
  for (const event of lastEvents) console.log(`  ${event}`);
  for (const { promise, broken } of findings) {
    console.log(`  broken: ${promise}`);
    for (const line of broken.slice(0, 10)) console.log(`    ${line}`);
    if (broken.length > 10) console.log(`    and ${broken.length - 10} more`);
  }
}

function save({ seed, desks: deskCount, steps: stepCount, findings }: Report): void {
  const folder = path.join(root, 'sync-server/test/corpus');
  mkdirSync(folder, { recursive: true });
  const found = findings.map(({ promise, broken }) => `${promise}: ${broken[0] ?? ''}`.slice(0, 300));
  const content = { seed, desks: deskCount, steps: stepCount, found };
  writeFileSync(path.join(folder, `seed-${seed}-${stepCount}.json`), `${JSON.stringify(content, undefined, 2)}\n`);
}
