import { describe, expect, it } from 'vitest';
import { pressApiWalls } from './api-walls.ts';
import { attack } from './auth-attack.ts';
import { fuzzHttp } from './http-fuzz.ts';

describe('the HTTP part under attack', () => {
  it('answers nobody with anything of another clinic, however mixed the requests are', async () => {
    const report = await pressApiWalls(undefined, { requests: 1_000, clinics: 20, connections: 4, seed: 5 });
    expect(report).toMatchObject({ foreignIdsSeen: 0, failed: 0 });
    expect(report.ownIdsSeen).toBeGreaterThan(250);
  });

  it('looks at few of many guesses, closes a stolen session at once, and lets nobody through in a crowd (story 24)', async () => {
    const report = await attack(undefined, 200, 60);
    expect(report).toMatchObject({
      guesses: 200,
      guessesLookedAt: 5,
      rightOnes: 0,
      successorsOfTwentyRenewals: 1,
      loginsAnswered: 60,
    });
    expect(report.familyDeadAfterMs).toBeLessThan(1_000);
  });

  it('refuses whatever it cannot understand, and never fails', async () => {
    const report = await fuzzHttp(3_000, 7);
    expect(report).toMatchObject({ serverErrors: 0, uncaught: 0, firstError: '' });
    expect(report.refused).toBeGreaterThan(1_500);
    expect(report.understood).toBeGreaterThan(30);
  });
});
