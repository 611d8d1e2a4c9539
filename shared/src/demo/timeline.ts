import { present } from '../base/assert.ts';
import {
  addDays,
  addMonths,
  type CivilDate,
  civilDate,
  dayOfMonth,
  daysBetween,
  monthOf,
  type Weekday,
} from '../base/civil-date.ts';
import { epochMilliseconds, type Instant, instantOf } from '../base/instant.ts';
import { dayBounds } from '../base/wall-time.ts';
import type { Zone } from '../base/zone.ts';

/** A day of the demo, counted from its today: 0 is today, −1 yesterday. Plans reckon with days by the ten thousand. */
export type Day = number;

/** The Monday the domain's examples are about; every other demo is the same clinic, moved by whole weeks. */
export const exampleToday = civilDate('2026-11-16');

/** The clinic's first day in the program. */
const exampleBeginning = civilDate('2025-05-16');

/** How many days ahead there are shifts. */
export const daysAhead = 63;

/** Days on which both places are closed, as month and day. */
const publicHolidays: readonly { readonly month: number; readonly days: readonly number[]; readonly name: string }[] = [
  { month: 1, days: [1, 2, 3, 4, 5, 6, 7, 8], name: 'NEW_YEAR' },
  { month: 2, days: [23], name: 'DEFENDERS_DAY' },
  { month: 3, days: [8], name: 'WOMENS_DAY' },
  { month: 5, days: [1], name: 'SPRING_DAY' },
  { month: 5, days: [9], name: 'VICTORY_DAY' },
  { month: 6, days: [12], name: 'RUSSIA_DAY' },
  { month: 11, days: [4], name: 'UNITY_DAY' },
];

/** Turns days of the demo into dates and moments. */
export class Timeline {
  readonly today: CivilDate;
  readonly first: Day;
  /** The first day of each month of the statistics, oldest first, and today as the end of the last. */
  readonly periods: readonly Day[];
  readonly #dates = new Map<Day, CivilDate>();
  readonly #starts = new Map<string, number>();

  constructor(today: CivilDate) {
    this.today = today;
    this.periods = Array.from({ length: 19 }, (_, month) => this.example(addMonths(exampleBeginning, month)));
    this.first = present(this.periods[0], 'the first day');
  }

  date(day: Day): CivilDate {
    const known = this.#dates.get(day);
    if (known !== undefined) return known;
    const date = addDays(this.today, day);
    this.#dates.set(day, date);
    return date;
  }

  dayOf(date: CivilDate): Day {
    return daysBetween(this.today, date);
  }

  /** The day of a date in the examples, which moves with today. */
  example(date: CivilDate): Day {
    return daysBetween(exampleToday, date);
  }

  /** Today is a Monday. */
  weekday(day: Day): Weekday {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a remainder of seven plus one is a weekday
    return ((((day % 7) + 7) % 7) + 1) as Weekday;
  }

  /** So many minutes after midnight of a day. The demo's places have no summer time, so a minute is a minute. */
  at(day: Day, minute: number, zone: Zone): Instant {
    const key = `${day} ${zone}`;
    const known = this.#starts.get(key);
    const start = known ?? epochMilliseconds(dayBounds(this.date(day), zone).start);
    this.#starts.set(key, start);
    return instantOf(start + Math.round(minute * 60_000));
  }

  /** The public holiday of a day. */
  holiday(day: Day): string | undefined {
    const date = this.date(day);
    return publicHolidays.find(({ month, days }) => month === monthOf(date) && days.includes(dayOfMonth(date)))?.name;
  }

  /** The first day of the month the day lies in. */
  isFirstOfMonth(day: Day): boolean {
    return dayOfMonth(this.date(day)) === 1;
  }
}
