import { z } from 'zod';
import { type Brand, mint } from './brand.ts';
import { isDay } from './calendar-days.ts';
import { err, ok, type Result } from './result.ts';
import { Temporal } from './temporal.ts';

/** A day in the calendar without clock and zone, `2026-11-16`: birth dates, due dates, expiry dates. */
export type CivilDate = Brand<string, 'CivilDate'>;

/** Monday is 1, Sunday is 7, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const civilDateSchema = z
  .string()
  .max(10)
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay, { error: 'no such day' })
  .brand<'CivilDate'>();

export function parseCivilDate(text: string): Result<CivilDate, 'NO_SUCH_DAY'> {
  const parsed = civilDateSchema.safeParse(text);
  return parsed.success ? ok(parsed.data) : err('NO_SUCH_DAY');
}

/** A date written in our own code; text from outside goes through the parser. */
export function civilDate(text: string): CivilDate {
  return civilDateSchema.parse(text);
}

export function compareDates(a: CivilDate, b: CivilDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOf(known(date).add({ days }));
}

/**
 * Calendar months; where the target month is shorter, its last day: 2024-02-29 + 12 months = 2025-02-28 and
 * 2026-01-31 + 1 month = 2026-02-28.
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return dateOf(known(date).add({ months }, { overflow: 'constrain' }));
}

export function daysBetween(earlier: CivilDate, later: CivilDate): number {
  return known(earlier).until(known(later), { largestUnit: 'day' }).days;
}

/** Whole months that have passed, as people count an age: the month is full on the same day of the month. */
export function fullMonthsBetween(earlier: CivilDate, later: CivilDate): number {
  return known(earlier).until(known(later), { largestUnit: 'month' }).months;
}

export function weekdayOf(date: CivilDate): Weekday {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ISO weekdays are 1 to 7 by definition
  return known(date).dayOfWeek as Weekday;
}

export function dayOfMonth(date: CivilDate): number {
  return known(date).day;
}

export function yearOf(date: CivilDate): number {
  return known(date).year;
}

export function monthOf(date: CivilDate): number {
  return known(date).month;
}

export function earlierDate(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}

export function laterDate(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? b : a;
}

function known(date: CivilDate): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}

function dateOf(date: Temporal.PlainDate): CivilDate {
  return mint<CivilDate>(date.toString());
}
