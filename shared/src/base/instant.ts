import { z } from 'zod';
import { assert } from './assert.ts';
import { type Brand, mint } from './brand.ts';
import { Temporal } from './temporal.ts';

/**
 * A point on the time line, UTC, always written with three decimals: `2026-11-16T07:05:00.000Z`. All instants have the
 * same length, so comparing the text compares the time, in JavaScript, SQLite and Postgres alike.
 */
export type Instant = Brand<string, 'Instant'>;

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const instantSchema = z
  .string()
  .max(24)
  .regex(form)
  .refine((text) => epochMillisecondsOf(text) !== undefined, { error: 'no such instant' })
  .brand<'Instant'>();

export function instantOf(epochMilliseconds: number): Instant {
  assert(Number.isInteger(epochMilliseconds), `not a whole number of milliseconds: ${epochMilliseconds}`);
  return mint<Instant>(
    Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString({ fractionalSecondDigits: 3 }),
  );
}

export function epochMilliseconds(instant: Instant): number {
  const value = epochMillisecondsOf(instant);
  assert(value !== undefined, `not an instant: ${instant}`);
  return value;
}

/** Zero when equal, negative when `a` is earlier. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function laterOf(a: Instant, b: Instant): Instant {
  return a < b ? b : a;
}

export function plusMilliseconds(instant: Instant, milliseconds: number): Instant {
  return instantOf(epochMilliseconds(instant) + milliseconds);
}

export function plusSeconds(instant: Instant, seconds: number): Instant {
  return plusMilliseconds(instant, seconds * 1000);
}

export function plusMinutes(instant: Instant, minutes: number): Instant {
  return plusMilliseconds(instant, minutes * 60_000);
}

export function plusDays(instant: Instant, days: number): Instant {
  return plusMilliseconds(instant, days * 86_400_000);
}

/** How long it takes from `earlier` to `later`, negative when the order is the other way round. */
export function millisecondsBetween(earlier: Instant, later: Instant): number {
  return epochMilliseconds(later) - epochMilliseconds(earlier);
}

function epochMillisecondsOf(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (failure) {
    // Temporal reports text that is no instant by a RangeError and nothing else.
    if (failure instanceof RangeError) return undefined;
    throw failure;
  }
}
