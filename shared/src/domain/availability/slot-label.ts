import { addDays, type CivilDate } from '../../base/civil-date.ts';
import { instantOf } from '../../base/instant.ts';
import type { Span } from '../../base/span.ts';
import { minutesOfDay, offsetAt, type WallTime, wallMomentAt, wallTimeAt } from '../../base/wall-time.ts';
import type { Zone } from '../../base/zone.ts';

/** What stands on a slot: day and time by the wall clock, and the offset, which tells the doubled hours apart. */
export interface SlotLabel {
  readonly date: CivilDate;
  readonly time: WallTime;
  readonly offset: string;
}

/**
 * Writes labels for slots of one stretch of work. Where the clocks do not change meanwhile, which is all but two days of
 * a year, one look at the zone is enough for the whole stretch.
 */
export function labelsIn(span: Span, zone: Zone): (start: number) => SlotLabel {
  const first = instantOf(span.start);
  const offset = offsetAt(first, zone);
  if (offsetAt(instantOf(span.end), zone) !== offset) {
    return (start) => {
      const { date, time } = wallMomentAt(instantOf(start), zone);
      return { date, time, offset: offsetAt(instantOf(start), zone) };
    };
  }
  const { date, time } = wallMomentAt(first, zone);
  const midnight = span.start - minutesOfDay(time) * 60_000;
  return (start) => {
    const minutes = Math.floor((start - midnight) / 60_000);
    const days = Math.floor(minutes / 1440);
    return { date: days === 0 ? date : addDays(date, days), time: wallTimeAt(minutes - days * 1440), offset };
  };
}
