import { z } from 'zod';
import { assert } from './assert.ts';
import { type Brand, mint } from './brand.ts';

/**
 * A point on the time line, UTC, always written with three decimals: `2026-11-16T07:05:00.000Z`. All instants have the
 * same length, so comparing the text compares the time, in JavaScript, SQLite and Postgres alike.
 */
export type Instant = Brand<string, 'Instant'>;

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})Z$/;

const day = 86_400_000;
/** The years 0000 to 9999, the only ones with four digits. */
const earliest = -62_167_219_200_000;
const latest = 253_402_300_799_999;

export const instantSchema = z
  .string()
  .max(24)
  .regex(form)
  .refine((text) => epochMillisecondsOf(text) !== undefined, { error: 'no such instant' })
  .brand<'Instant'>();

export function instantOf(epochMilliseconds: number): Instant {
  assert(
    Number.isInteger(epochMilliseconds) && epochMilliseconds >= earliest && epochMilliseconds <= latest,
    `not a whole number of milliseconds in years of four digits: ${epochMilliseconds}`,
  );
  const days = Math.floor(epochMilliseconds / day);
  const rest = epochMilliseconds - days * day;
  const { year, month, dayOfMonth } = civilOf(days);
  const [hour, minute, second] = [
    Math.floor(rest / 3_600_000),
    Math.floor(rest / 60_000) % 60,
    Math.floor(rest / 1000) % 60,
  ];
  return mint<Instant>(
    `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}` +
      `T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.${digits(rest % 1000, 3)}Z`,
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

/**
 * By arithmetic and not by Temporal: calendars compare thousands of instants for one screen. A leap second is no
 * instant of ours; whoever has one reads it as the second after.
 */
function epochMillisecondsOf(text: string): number | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, year = 0, month = 0, dayOfMonth = 0, hour = 0, minute = 0, second = 0, rest = 0] = match.map(Number);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const days = daysOf(year, month, dayOfMonth);
  const back = civilOf(days);
  // A day that does not exist, such as 30 February, comes back as another one.
  if (back.month !== month || back.dayOfMonth !== dayOfMonth) return undefined;
  return days * day + hour * 3_600_000 + minute * 60_000 + second * 1000 + rest;
}

/** Days since 1970-01-01 in the Gregorian calendar. The year is taken to begin in March, so a leap day is its last. */
function daysOf(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}

function civilOf(days: number): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
