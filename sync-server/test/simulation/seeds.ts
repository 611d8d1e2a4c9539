import { expect } from 'vitest';
import { simulate } from './simulation.ts';

export interface SeedCase {
  readonly seed: number;
  readonly desks: number;
  readonly steps: number;
}

/** Lives through a seed; every promise is kept, and something has happened. */
export async function expectKept({ seed, desks, steps }: SeedCase): Promise<void> {
  const report = await simulate({ seed, desks, steps });
  const broken = report.findings.map(({ promise, broken: where }) => `${promise}: ${where.slice(0, 3).join('; ')}`);
  expect(broken, `seed ${seed}, ${report.lastEvents.slice(-5).join(' | ')}`).toEqual([]);
  expect(report.counts['bookings.book ok']).toBeGreaterThan(0);
}

/** Few steps for each and many seeds: what breaks, breaks early or in the longer runs by hand. */
export function fixedSeeds(first: number, count: number): SeedCase[] {
  return Array.from({ length: count }, (_, index) => ({ seed: first + index, desks: 3 + (index % 2), steps: 90 }));
}
