import { z } from 'zod';
import { type Brand, mint } from './brand.ts';
import type { CivilDate } from './civil-date.ts';
import { epochMilliseconds, type Instant, instantOf } from './instant.ts';
import { Temporal } from './temporal.ts';
import type { Zone } from './zone.ts';

/** What a clock on the wall shows, to the minute: `08:30`. Compares as text. */
export type WallTime = Brand<string, 'WallTime'>;

/** Day and clock time at a place. It names one instant, none (a gap in spring) or two (the doubled hour in autumn). */
export interface WallMoment {
  readonly date: CivilDate;
  readonly time: WallTime;
  readonly zone: Zone;
}

/** What a wall moment stands for on the time line. */
export type Resolved =
  | { readonly kind: 'once'; readonly instant: Instant; readonly offset: string }
  | { readonly kind: 'twice'; readonly first: Instant; readonly second: Instant; readonly offsets: [string, string] }
  | { readonly kind: 'never'; readonly shifted: Instant };

export const wallTimeSchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
  .brand<'WallTime'>();

/** When something ends by the wall clock. `24:00` is the end of the day, which the clock itself shows as next day's 00:00. */
export type DayEnd = WallTime | '24:00';

export const dayEndSchema = z.union([wallTimeSchema, z.literal('24:00')]);

/** A clock time written in our own code; text from outside goes through the parser. */
export function wallTime(text: string): WallTime {
  return wallTimeSchema.parse(text);
}

export function minutesOfDay(time: DayEnd): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The clock time so many minutes after midnight; 1440 and beyond belong to the next day and are refused. */
export function wallTimeAt(minutesAfterMidnight: number): WallTime {
  const hour = Math.floor(minutesAfterMidnight / 60);
  return wallTime(`${String(hour).padStart(2, '0')}:${String(minutesAfterMidnight % 60).padStart(2, '0')}`);
}

export function resolve(moment: WallMoment): Resolved {
  const local = Temporal.PlainDateTime.from(`${moment.date}T${moment.time}`);
  const first = local.toZonedDateTime(moment.zone, { disambiguation: 'earlier' });
  const second = local.toZonedDateTime(moment.zone, { disambiguation: 'later' });
  if (first.epochMilliseconds === second.epochMilliseconds) {
    return { kind: 'once', instant: instantOf(first.epochMilliseconds), offset: first.offset };
  }
  if (!first.toPlainDateTime().equals(local)) {
    // In a gap both readings lie beside it; the later one is as far behind the gap as the moment was into it.
    return { kind: 'never', shifted: instantOf(second.epochMilliseconds) };
  }
  return {
    kind: 'twice',
    first: instantOf(first.epochMilliseconds),
    second: instantOf(second.epochMilliseconds),
    offsets: [first.offset, second.offset],
  };
}

/** The instant for plans that need exactly one: the first of two; out of a gap, moved on by the gap's length. */
export function firstInstantOf(moment: WallMoment): Instant {
  const resolved = resolve(moment);
  switch (resolved.kind) {
    case 'once':
      return resolved.instant;
    case 'twice':
      return resolved.first;
    case 'never':
      return resolved.shifted;
  }
}

/** What the wall clock at a place shows at an instant. */
export function wallMomentAt(instant: Instant, zone: Zone): WallMoment {
  const local = zoned(instant, zone);
  return {
    date: mint<CivilDate>(local.toPlainDate().toString()),
    time: mint<WallTime>(local.toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' })),
    zone,
  };
}

/** The day it is at a place. */
export function dateAt(instant: Instant, zone: Zone): CivilDate {
  return wallMomentAt(instant, zone).date;
}

/** The zone's distance from UTC at an instant, as written on the wall: `+03:00`. */
export function offsetAt(instant: Instant, zone: Zone): string {
  return zoned(instant, zone).offset;
}

/** The first instant of a day at a place and of the day after: a day has 23, 24 or 25 hours. */
export function dayBounds(date: CivilDate, zone: Zone): { readonly start: Instant; readonly end: Instant } {
  const day = Temporal.PlainDate.from(date);
  const startOf = (when: Temporal.PlainDate): Instant =>
    instantOf(when.toZonedDateTime({ timeZone: zone }).epochMilliseconds);
  return { start: startOf(day), end: startOf(day.add({ days: 1 })) };
}

function zoned(instant: Instant, zone: Zone): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds(instant)).toZonedDateTimeISO(zone);
}
