import { addDays } from '../../base/civil-date.ts';
import type { Instant } from '../../base/instant.ts';
import { firstInstantOf, wallMomentAt, type WallTime } from '../../base/wall-time.ts';
import type { Zone } from '../../base/zone.ts';
import type { QuietHours } from './stages.ts';

/** The moment itself, or the end of the quiet hours it falls into by the owner's clock. */
export function afterQuiet(moment: Instant, quiet: QuietHours, owner: Zone): Instant {
  const { date, time } = wallMomentAt(moment, owner);
  if (!isQuiet(time, quiet)) return moment;
  const morning = time < quiet.to ? date : addDays(date, 1);
  return firstInstantOf({ date: morning, time: quiet.to, zone: owner });
}

function isQuiet(time: WallTime, { from, to }: QuietHours): boolean {
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
