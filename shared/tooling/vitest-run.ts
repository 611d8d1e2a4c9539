import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { run } from './run.ts';

/** A skipped test counts as failed: it proves nothing. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const reportSchema = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });

/** Runs vitest with these arguments, lets it print, and counts. */
export async function runVitest(args: readonly string[], env: Record<string, string> = {}): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapka-vitest-'));
  const report = path.join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await run('vitest', ['run', ...args, ...reporters], { show: true, env });
    const counts = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
    // A suite that could not be loaded has no failed test in it, and is a failure all the same.
    const failed = Math.max(counts.numFailedTests, code === 0 ? 0 : 1);
    return { passed: counts.numPassedTests, failed, skipped: counts.numPendingTests };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
