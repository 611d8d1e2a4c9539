import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectKept } from './seeds.ts';

const folder = path.join(import.meta.dirname, '../corpus');
const caseSchema = z.strictObject({
  seed: z.int(),
  desks: z.int(),
  steps: z.int(),
  /** What it found when it was added. */
  found: z.array(z.string()).min(1),
});
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...caseSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))) }));

describe('seeds that failed once', () => {
  it.each(cases)('stay mended: $file', expectKept, 120_000);
});
