import { z } from 'zod';
import { assert } from './assert.ts';
import { type Brand, mint } from './brand.ts';
import { civilOf, daysOf, isDay, numberAt } from './calendar-days.ts';

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

/** A leap second is no instant of ours; whoever has one reads it as the second after. */
function epochMillisecondsOf(text: string): number | undefined {
  if (!form.test(text) || !isDay(text)) return undefined;
  const [hour, minute, second] = [numberAt(text, 11, 2), numberAt(text, 14, 2), numberAt(text, 17, 2)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const days = daysOf(numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2));
  return days * day + hour * 3_600_000 + minute * 60_000 + second * 1000 + numberAt(text, 20, 3);
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
