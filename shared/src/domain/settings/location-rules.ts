import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { createdBy, type Stamp } from '../document.ts';
import type { LocalName } from '../names.ts';
import type { DayHours } from './opening-hours.ts';
import { type Holiday, type Location, type LocationId, settingsVersion } from './settings.ts';

/** Minutes of one slot where nobody said otherwise (C-07). */
export const usualGrid = 30;

export type LocationRequest = Pick<Location, 'id' | 'code' | 'name' | 'address' | 'zone' | 'hours'> &
  Partial<Pick<Location, 'grid' | 'phone' | 'position' | 'priceList'>>;

/** Opens another place of the organisation (C-39). Its short code stands in every number it gives out. */
export function addLocation(
  request: LocationRequest,
  known: readonly Location[],
  stamp: Stamp,
): Result<Location, Failure<'CODE_TAKEN'>> {
  const { code } = request;
  if (known.some((location) => location.code === code)) return err(failure('CODE_TAKEN', { code }));
  return ok({ grid: usualGrid, ...request, kind: 'LOCATION', active: true, ...createdBy(stamp, settingsVersion) });
}

/**
 * Says that a location is closed on a day, or open at other hours. A day has one such entry: its id follows from
 * place and day, so two desks that enter the same holiday enter one.
 */
export function setHoliday(
  location: LocationId,
  date: CivilDate,
  reason: LocalName,
  hours: readonly DayHours[],
  stamp: Stamp,
): Holiday {
  return {
    id: derivedId('Holiday', location, date),
    kind: 'HOLIDAY',
    location,
    date,
    reason,
    hours: [...hours],
    ...createdBy(stamp, settingsVersion),
  };
}
