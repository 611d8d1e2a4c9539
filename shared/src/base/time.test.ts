import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  civilDate,
  civilDateSchema,
  daysBetween,
  fullMonthsBetween,
  parseCivilDate,
  weekdayOf,
} from './civil-date.ts';
import {
  compareInstants,
  epochMilliseconds,
  instantOf,
  instantSchema,
  millisecondsBetween,
  plusMinutes,
} from './instant.ts';
import {
  dateAt,
  dayBounds,
  firstInstantOf,
  minutesOfDay,
  offsetAt,
  resolve,
  wallMomentAt,
  wallTime,
  wallTimeAt,
  wallTimeSchema,
} from './wall-time.ts';
import { Temporal } from './temporal.ts';
import { zone, zoneSchema } from './zone.ts';

const berlin = zone('Europe/Berlin');
const moscow = zone('Europe/Moscow');
function attempted(act: () => boolean): boolean {
  try {
    return act();
  } catch {
    return false;
  }
}

const days = fc.integer({ min: -40_000, max: 40_000 }).map((count) => addDays(civilDate('2026-11-16'), count));

describe('a civil date', () => {
  it('is a day the calendar has, and no other', () => {
    const two = (number: number) => String(number).padStart(2, '0');
    const [year, month, day] = [fc.integer({ min: 0, max: 9999 }), fc.integer({ max: 13, min: 0 }), fc.nat(32)];
    fc.assert(
      fc.property(year, month, day, (...given) => {
        const [first, second, third] = given;
        const text = `${String(first).padStart(4, '0')}-${two(second)}-${two(third)}`;
        const fields = { year: first, month: second, day: third };
        const isThere = () => Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString() === text;
        expect(civilDateSchema.safeParse(text).success).toBe(second > 0 && third > 0 && attempted(isThere));
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps the end of the month when months are added', () => {
    expect(addMonths(civilDate('2024-02-29'), 12)).toBe('2025-02-28');
    expect(addMonths(civilDate('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(civilDate('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(civilDate('2024-06-10'), 12)).toBe('2025-06-10');
  });

  it('refuses days that do not exist and text that is no date', () => {
    for (const text of ['2025-02-29', '2026-13-01', '2026-1-1', '16.11.2026', '', '2026-11-16T00:00', '٢٠٢٦-١١-١٦']) {
      expect(parseCivilDate(text).ok).toBe(false);
    }
    expect(civilDateSchema.safeParse(20_261_116).success).toBe(false);
  });

  it('counts days and full months as people do', () => {
    expect(daysBetween(civilDate('2026-11-16'), civilDate('2026-12-07'))).toBe(21);
    expect(fullMonthsBetween(civilDate('2022-04-10'), civilDate('2026-11-09'))).toBe(54);
    expect(fullMonthsBetween(civilDate('2022-04-10'), civilDate('2026-11-10'))).toBe(55);
    expect(weekdayOf(civilDate('2026-11-16'))).toBe(1);
  });

  it('comes back when days are added and taken away', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5_000, max: 5_000 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day);
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });
});

describe('an instant', () => {
  it('is always written alike and in UTC, so that its text sorts as time (R-018)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e12 }), (a, b) => {
        expect(instantOf(a)).toHaveLength(24);
        expect(epochMilliseconds(instantOf(a))).toBe(a);
        expect(Math.sign(compareInstants(instantOf(a), instantOf(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('agrees with Temporal about every day of the years 0000 to 9999', () => {
    const all = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
    fc.assert(
      fc.property(all, (milliseconds) => {
        const text = instantOf(milliseconds);
        expect(text).toBe(Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ fractionalSecondDigits: 3 }));
        expect(epochMilliseconds(text)).toBe(milliseconds);
      }),
      { numRuns: 1000 },
    );
    expect(() => instantOf(253_402_300_800_000)).toThrow('four digits');
  });

  it('refuses anything but the one way of writing', () => {
    const wrong = [
      '2026-11-16T07:05:00Z',
      '2026-11-16 07:05:00.000Z',
      '2026-02-30T00:00:00.000Z',
      '2026-11-16T25:00:00.000Z',
      '2026-11-16T24:00:00.000Z',
      '2026-11-16T23:59:60.000Z',
      '2026-00-10T00:00:00.000Z',
      '2026-13-10T00:00:00.000Z',
      '2026-11-00T00:00:00.000Z',
      '2023-02-29T00:00:00.000Z',
    ];
    for (const text of wrong) expect(instantSchema.safeParse(text).success).toBe(false);
    expect(instantSchema.safeParse('2026-11-16T07:05:00.000Z').success).toBe(true);
  });

  it('adds minutes', () => {
    const start = instantSchema.parse('2026-11-16T23:50:00.000Z');
    expect(plusMinutes(start, 15)).toBe('2026-11-17T00:05:00.000Z');
    expect(millisecondsBetween(start, plusMinutes(start, 15))).toBe(900_000);
  });
});

describe('a wall time in a zone', () => {
  it('names one instant on an ordinary day', () => {
    const ten = { date: civilDate('2026-11-16'), time: wallTime('10:00'), zone: moscow };
    expect(resolve(ten)).toEqual({ kind: 'once', instant: '2026-11-16T07:00:00.000Z', offset: '+03:00' });
  });

  it('does not exist in the spring gap: Berlin 2027-03-28 02:30', () => {
    const gap = { date: civilDate('2027-03-28'), time: wallTime('02:30'), zone: berlin };
    expect(resolve(gap)).toEqual({ kind: 'never', shifted: '2027-03-28T01:30:00.000Z' });
    expect(wallMomentAt(firstInstantOf(gap), berlin).time).toBe('03:30');
  });

  it('exists twice in the autumn hour: Berlin 2026-10-25 02:30', () => {
    const doubled = { date: civilDate('2026-10-25'), time: wallTime('02:30'), zone: berlin };
    expect(resolve(doubled)).toEqual({
      kind: 'twice',
      first: '2026-10-25T00:30:00.000Z',
      second: '2026-10-25T01:30:00.000Z',
      offsets: ['+02:00', '+01:00'],
    });
  });

  it('knows that a day may have 23 or 25 hours', () => {
    const hours = (date: string) => {
      const { start, end } = dayBounds(civilDate(date), berlin);
      return millisecondsBetween(start, end) / 3_600_000;
    };
    expect(hours('2027-03-28')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2026-11-16')).toBe(24);
  });

  it('is what the clock on the wall shows at an instant', () => {
    const instant = instantSchema.parse('2026-11-15T21:30:00.000Z');
    expect(wallMomentAt(instant, moscow)).toEqual({ date: '2026-11-16', time: '00:30', zone: 'Europe/Moscow' });
    expect(dateAt(instant, zone('Europe/Kaliningrad'))).toBe('2026-11-15');
    expect(offsetAt(instant, zone('Europe/Kaliningrad'))).toBe('+02:00');
  });

  it('comes back from the instant it names', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), fc.constantFrom(berlin, moscow), (date, minute, where) => {
        const moment = { date, time: wallTimeAt(minute), zone: where };
        fc.pre(resolve(moment).kind !== 'never');
        expect(wallMomentAt(firstInstantOf(moment), where)).toEqual(moment);
        expect(minutesOfDay(moment.time)).toBe(minute);
      }),
    );
  });

  it('refuses times and zones that do not exist', () => {
    for (const text of ['24:00', '7:00', '07:60', '']) expect(wallTimeSchema.safeParse(text).success).toBe(false);
    for (const name of ['Mars/Base', '+03:00', '', 'Europe/Moscow; drop', '__proto__']) {
      expect(zoneSchema.safeParse(name).success).toBe(false);
    }
  });
});
