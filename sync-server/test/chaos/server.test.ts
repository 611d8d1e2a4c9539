import { describe, expect, it } from 'vitest';
import { fuzzFrames } from './frame-fuzz.ts';
import { serverKill } from './server-kill.ts';
import { stall } from './stalled.ts';

describe('the whole server', () => {
  // How fast it is back is for the experiment to say; here other tests run at the same time.
  it(
    'killed under pushing desks, and its Postgres with it, loses and doubles nothing',
    { timeout: 120_000 },
    async () => {
      const report = await serverKill({ serverKills: 2, postgresKills: 2, seed: 3 });
      expect(report).toMatchObject({ lost: 0, doubled: 0 });
      expect(report.acknowledged).toBeGreaterThan(12);
      expect(report.repeated).toBeGreaterThan(0);
    },
  );

  it('keeps its memory and serves others while readers do not read', { timeout: 120_000 }, async () => {
    const report = await stall(40, 1_000, false);
    expect(report.served).toBeGreaterThan(0);
    // With what is not collected yet, while other tests run; unguarded it were 480. The experiment asks for 150.
    expect(report.growthMb).toBeLessThan(300);
  });

  it('takes spoilt frames for nothing, and none breaks a session (SESSION-9)', async () => {
    const report = await fuzzFrames(3_000, 11);
    expect(report).toMatchObject({ broken: 0 });
    expect(report.understood).toBeGreaterThan(50);
    expect(report.sessions).toBeGreaterThan(50);
  });
});
