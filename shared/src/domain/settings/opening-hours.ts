import { z } from 'zod';
import { type CivilDate, weekdayOf } from '../../base/civil-date.ts';
import { joined, type Span, spanOfDay } from '../../base/span.ts';
import { dayEndSchema, wallTimeSchema } from '../../base/wall-time.ts';
import type { Zone } from '../../base/zone.ts';

/** From when to when something is open, by the clock on the wall: `08:30`–`20:00`. Never over midnight. */
export const dayHoursSchema = z
  .strictObject({ from: wallTimeSchema, to: dayEndSchema })
  .refine(({ from, to }) => from < to, { error: 'ends before it begins' });
export type DayHours = z.infer<typeof dayHoursSchema>;

/** The hours of a week, each weekday as often as it opens; Monday is 1. */
export const weekHoursSchema = z
  .array(z.strictObject({ weekday: z.int().min(1).max(7), from: wallTimeSchema, to: dayEndSchema }))
  .max(28)
  .refine((hours) => hours.every(({ from, to }) => from < to), { error: 'ends before it begins' })
  .refine(doNotOverlap, { error: 'the same time twice' });
export type WeekHours = z.infer<typeof weekHoursSchema>;

/** What opening depends on; a location and a holiday fit. */
interface Opening {
  readonly zone: Zone;
  readonly hours: WeekHours;
}

interface DayOff {
  readonly date: CivilDate;
  readonly hours: readonly DayHours[];
}

/** When a place is open on a day. A holiday's own hours stand in place of the weekday's; none means closed. */
export function openSpans(place: Opening, holidays: readonly DayOff[], date: CivilDate): Span[] {
  const holiday = holidays.find((day) => day.date === date);
  const weekday = weekdayOf(date);
  const hours = holiday?.hours ?? place.hours.filter((day) => day.weekday === weekday);
  return joined(hours.map(({ from, to }) => spanOfDay(date, from, to, place.zone)));
}

function doNotOverlap(hours: readonly { readonly weekday: number; readonly from: string; readonly to: string }[]) {
  const inOrder = hours.toSorted((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1));
  return inOrder.every((day, index) => {
    const next = inOrder[index + 1];
    return next?.weekday !== day.weekday || day.to <= next.from;
  });
}
