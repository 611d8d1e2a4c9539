import { type CivilDate, weekdayOf } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, mapOk, ok, type Result } from '../../base/result.ts';
import { createdBy, type Stamp } from '../document.ts';
import type { LocalName } from '../names.ts';
import { countryPack } from './country-packs.ts';
import { type LocationRequest, setHoliday } from './location-rules.ts';
import type { DayHours, WeekHours } from './opening-hours.ts';
import { type Device, type Holiday, type Location, type Organisation, type Room, settingsVersion } from './settings.ts';

/** What a form shows of the whole clinic. */
export interface OrganisationDetails extends Pick<Organisation, 'name' | 'country'> {
  readonly licence?: string | undefined;
}

export function detailsOfOrganisation({ name, country, licence }: Organisation): OrganisationDetails {
  return { name, country, ...onlyDefined({ licence }) };
}

/** A country without rules of its own would leave passports, prescriptions and the till without any. */
export function changeOrganisation(
  organisation: Organisation,
  { name, country, licence }: OrganisationDetails,
  today: CivilDate,
  stamp: Stamp,
): Result<Organisation, Failure<'COUNTRY_UNKNOWN'>> {
  const { licence: _, ...kept } = organisation;
  const changed = { ...kept, name, country, ...onlyDefined({ licence }), changed: stamp };
  return mapOk(countryPack(country, today), () => changed);
}

/** What a form shows of a place; its hours are a form of their own. */
export type LocationDetails = Omit<LocationRequest, 'id' | 'hours'> & Pick<Location, 'active'>;

export function detailsOfLocation(location: Location): LocationDetails {
  const { code, name, address, zone, grid, active, phone, position, priceList } = location;
  return { code, name, address, zone, grid, active, ...onlyDefined({ phone, position, priceList }) };
}

/** Slots that are agreed keep the grid and the zone they were agreed with. */
export function changeLocation(
  location: Location,
  details: LocationDetails,
  known: readonly Location[],
  stamp: Stamp,
): Result<Location, Failure<'CODE_TAKEN'>> {
  const { code } = details;
  if (known.some((other) => other.id !== location.id && other.code === code)) {
    return err(failure('CODE_TAKEN', { code }));
  }
  const { phone: _phone, position: _position, priceList: _list, ...kept } = location;
  return ok({ ...kept, ...details, changed: stamp });
}

export function changeOpeningHours(location: Location, hours: WeekHours, stamp: Stamp): Location {
  return { ...location, hours, changed: stamp };
}

/** A day that is closed or has hours of its own; without any it opens like its weekday again (C-53: nothing is removed). */
export function changeHoliday(
  location: Location,
  stored: Holiday | undefined,
  {
    date,
    reason,
    hours,
  }: { readonly date: CivilDate; readonly reason: LocalName; readonly hours: readonly DayHours[] | null },
  stamp: Stamp,
): Holiday {
  const weekday = weekdayOf(date);
  const usual = location.hours.filter((day) => day.weekday === weekday).map(({ from, to }) => ({ from, to }));
  const { created, ...holiday } = setHoliday(location.id, date, reason, hours ?? usual, stamp);
  return { ...holiday, created: stored?.created ?? created };
}

export type RoomDetails = Pick<Room, 'location' | 'name' | 'kinds' | 'runs' | 'active'>;

export function detailsOfRoom({ location, name, kinds, runs, active }: Room): RoomDetails {
  return { location, name, kinds, runs, active };
}

export function putRoom(id: Room['id'], stored: Room | undefined, details: RoomDetails, stamp: Stamp): Room {
  const fields = stored ?? createdBy(stamp, settingsVersion);
  return { ...fields, id, kind: 'ROOM', ...details, changed: stamp };
}

/** A computer moves to another desk or gets another name; its letter stays. */
export function changeDevice(device: Device, change: Pick<Device, 'name' | 'location'>, stamp: Stamp): Device {
  return { ...device, ...change, changed: stamp };
}
