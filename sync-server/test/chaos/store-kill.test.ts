import { describe, expect, it } from 'vitest';
import { storeKill } from './store-kill.ts';

describe('a server and a Postgres that are killed under pushing desks', () => {
  it('lose nothing that was acknowledged, double nothing, and are back within 5 s', async () => {
    const report = await storeKill({ serverKills: 4, postgresKills: 3, seed: 3 });
    expect(report).toMatchObject({ lost: 0, doubled: 0 });
    expect(report.acknowledged).toBeGreaterThan(14);
    expect(report.repeated).toBeGreaterThan(0);
    expect(report.slowestRecoverySeconds).toBeLessThan(5);
  });
});
