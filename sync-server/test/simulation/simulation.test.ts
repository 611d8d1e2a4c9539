import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulate } from './simulation.ts';

const short = { desks: 3, steps: 60 };
const patience = 120_000;

describe('a simulation', () => {
  it(
    'is the same for the same seed, twice in one process',
    async () => {
      const [first, second] = [await simulate({ seed: 5, ...short }), await simulate({ seed: 5, ...short })];
      expect(second.hash).toBe(first.hash);
      expect(second.counts).toEqual(first.counts);
      expect((await simulate({ seed: 6, ...short })).hash).not.toBe(first.hash);
    },
    patience,
  );

  it(
    'is the same for the same seed in another process',
    async () => {
      const { hash } = await simulate({ seed: 5, ...short });
      const script = path.join(import.meta.dirname, '../../../shared/tooling/sim.ts');
      const given = ['--seed', '5', '--desks', '3', '--steps', '60'];
      const printed = execFileSync(process.execPath, [script, ...given], { encoding: 'utf8' });
      const last = printed.trimEnd().split('\n').at(-1) ?? '';
      expect(JSON.parse(last)).toMatchObject({ hash, failed: [] });
    },
    patience,
  );

  it(
    'leaves the timers, the clock and chance of its process as they were',
    async () => {
      const before = [globalThis.setTimeout, globalThis.clearInterval, Date.now, Math.random];
      await simulate({ seed: 1, desks: 1, steps: 3 });
      expect([globalThis.setTimeout, globalThis.clearInterval, Date.now, Math.random]).toEqual(before);
    },
    patience,
  );
});
