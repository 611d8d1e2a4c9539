import { describe, expect, it } from 'vitest';
import { storeKill } from './store-kill.ts';

describe('a server and a Postgres that are killed under pushing desks', () => {
  // How fast they are back is for the experiment to say; here other tests run at the same time.
  it('lose nothing that was acknowledged, double nothing, and come back', { timeout: 60_000 }, async () => {
    const report = await storeKill({ serverKills: 3, postgresKills: 3, seed: 3 });
    expect(report).toMatchObject({ lost: 0, doubled: 0 });
    expect(report.acknowledged).toBeGreaterThan(24);
    expect(report.repeated).toBeGreaterThan(0);
  });
});
