import { setTimeout as delay } from 'node:timers/promises';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';

interface Day {
  readonly seed: number;
  readonly serverKills: number;
  readonly postgresKills: number;
  /** How many desks push meanwhile. */
  readonly desks: number;
  /** How many of their pushes were acknowledged until now. */
  readonly acknowledged: () => number;
  readonly killServer: () => Promise<void>;
  readonly killDatabase: () => Promise<void>;
}

/** Kills the server and its database in any order; answers the longest time until pushes were acknowledged again. */
export async function killAllDay(day: Day): Promise<{ readonly slowestRecoverySeconds: number }> {
  const chooser = new SeededChooser(day.seed);
  const kills = chooser.shuffled([
    ...Array.from({ length: day.serverKills }, () => day.killServer),
    ...Array.from({ length: day.postgresKills }, () => day.killDatabase),
  ]);
  let slowest = 0;
  for (const kill of kills) {
    await delay(chooser.between(5, 150));
    const killedAt = performance.now();
    await kill();
    const before = day.acknowledged();
    // More than can have been on their way.
    while (day.acknowledged() <= before + day.desks) await delay(5);
    slowest = Math.max(slowest, performance.now() - killedAt);
  }
  return { slowestRecoverySeconds: Math.round(slowest) / 1_000 };
}
