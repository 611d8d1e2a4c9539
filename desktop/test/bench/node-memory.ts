import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Benchmark } from '../../../shared/tooling/benchmark.ts';

const runFile = promisify(execFile);
const child = path.join(import.meta.dirname, 'node-memory-child.ts');
const usedSchema = z.object({ documents: z.int(), megabytes: z.int() });
const most = 250;

/** How much memory one clinic node takes, measured in a process that does nothing else. */
export const nodeMemoryBenchmark: Benchmark = {
  promise: `a node with 50,000 documents takes less than ${most} MB after 500 searches`,
  async run({ quick, show }) {
    const folder = mkdtempSync(path.join(tmpdir(), 'lapka-memory-'));
    try {
      await runFile(process.execPath, [child, 'fill', folder, String(quick ? 5_000 : 50_000)]);
      const { stdout } = await runFile(process.execPath, [child, 'use', folder]);
      const used = usedSchema.parse(JSON.parse(stdout));
      show('One clinic node', [used]);
      return { kept: used.megabytes < most, figures: used };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
