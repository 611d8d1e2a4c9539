import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { run } from './run.ts';
import { type Counts, runVitest } from './vitest-run.ts';

/** `npm test`: everything. `npm test -- shared`: one part of it. `npm test -- desktop store`: files of a part. */
const parts = ['shared', 'tooling', 'desktop', 'ui', 'server', 'browser'] as const;
const [first, ...filters] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'lapka-test-'));

if (first !== undefined && !parts.some((part) => part === first)) {
  console.error(`lapka: there is no part "${first}"; there are ${parts.join(', ')}.`);
  process.exitCode = 1;
} else {
  const steps: Counts[] = [];
  if (first !== 'browser') steps.push(await unitTests(first === undefined ? [] : ['--project', first, ...filters]));
  if (first === undefined || first === 'browser') steps.push(await browserTests(filters));
  finish(steps);
}
rmSync(folder, { recursive: true, force: true });

function unitTests(args: readonly string[]): Promise<Counts> {
  const all = parts.filter((part) => part !== 'browser').flatMap((part) => ['--project', part]);
  return runVitest(args.length > 0 ? args : all);
}

async function browserTests(args: readonly string[]): Promise<Counts> {
  const report = path.join(folder, 'browser.json');
  const { code } = await run('playwright', ['test', ...args, '--reporter=list,json'], {
    show: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const schema = z.object({
    stats: z.object({ expected: z.int(), unexpected: z.int(), skipped: z.int(), flaky: z.int() }),
  });
  const { stats } = schema.parse(readJson(report));
  return {
    passed: stats.expected,
    failed: Math.max(stats.unexpected + stats.flaky, code === 0 ? 0 : 1),
    skipped: stats.skipped,
  };
}

/** A step in which no test ran, or one was skipped, is a failure: it proves nothing. */
function finish(steps: readonly Counts[]): void {
  const passed = steps.reduce((all, step) => all + step.passed, 0);
  const failed = steps.reduce(
    (all, step) => all + step.failed + step.skipped + (step.passed + step.failed === 0 ? 1 : 0),
    0,
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function readJson(file: string): unknown {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return value;
}
