import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { wallTime } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import {
  type LocationCode,
  locationCodeSchema,
  type Series,
  seriesSchema,
} from '../../domain/accounts/device-series.ts';
import type {
  Device,
  Holiday,
  Location,
  LocationId,
  Organisation,
  Preference,
  Room,
} from '../../domain/settings/settings.ts';
import { preferenceId } from '../../domain/settings/preferences.ts';
import { documentBy } from './stamp.ts';

export const locationId = (code: string): LocationId => derivedId('Location', code);
export const roomId = (name: string): Room['id'] => derivedId('Room', name);
export const locationCode = (code: string): LocationCode => locationCodeSchema.parse(code);
export const series = (letters: string): Series => seriesSchema.parse(letters);

export function anOrganisation(given: Partial<Organisation> = {}): Organisation {
  return {
    id: derivedId('Clinic', 'Paw & Tail'),
    kind: 'ORGANISATION',
    name: { ru: 'Лапа и Хвост', en: 'Paw & Tail' },
    country: 'RU',
    currency: 'RUB',
    ...documentBy(),
    ...given,
  };
}

/** L1 Riverside in Moscow: Monday to Friday 08:30–20:00, at weekends 10:00–18:00. */
export function aLocation(given: Partial<Location> = {}): Location {
  const weekday = (day: number) => ({ weekday: day, from: wallTime('08:30'), to: wallTime('20:00') });
  const weekend = (day: number) => ({ weekday: day, from: wallTime('10:00'), to: wallTime('18:00') });
  return {
    id: locationId(given.code ?? 'L1'),
    kind: 'LOCATION',
    code: locationCode('L1'),
    name: { ru: 'Речная', en: 'Riverside' },
    address: '12 Embankment St.',
    position: { latitude: 55.7558, longitude: 37.6173 },
    zone: zone('Europe/Moscow'),
    hours: [...[1, 2, 3, 4, 5].map(weekday), ...[6, 7].map(weekend)],
    grid: 30,
    active: true,
    ...documentBy(),
    ...given,
  };
}

/** A location whose every day has 24 hours of opening, or as many as the clocks leave it. */
export function aLocationAlwaysOpen(given: Partial<Location> = {}): Location {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: wallTime('00:00'), to: '24:00' as const }));
  return aLocation({ hours, ...given });
}

export function aRoom(given: Partial<Room> & { readonly name?: Room['name'] } = {}): Room {
  const name = given.name ?? { ru: 'Кабинет 1', en: 'Consult 1' };
  return {
    id: roomId(name.en),
    kind: 'ROOM',
    location: locationId('L1'),
    name,
    kinds: ['CONSULT'],
    runs: { what: 'ITS_KINDS' },
    active: true,
    ...documentBy(),
    ...given,
  };
}

export function aHoliday(date: string, given: Partial<Holiday> = {}): Holiday {
  const location = given.location ?? locationId('L1');
  return {
    id: derivedId('Holiday', location, date),
    kind: 'HOLIDAY',
    location,
    date: civilDate(date),
    reason: { ru: 'Праздник', en: 'Holiday' },
    hours: [],
    ...documentBy(),
    ...given,
  };
}

export function aDevice(given: Partial<Device> = {}): Device {
  const name = given.name ?? 'DK-A';
  return {
    id: derivedId('Device', name),
    kind: 'DEVICE',
    name,
    location: locationId('L1'),
    series: series('A'),
    state: { is: 'ADMITTED' },
    ...documentBy(),
    ...given,
  };
}

export function aPreference(
  key: string,
  value: Preference['value'],
  scope: Preference['scope'] = { of: 'ORGANISATION' },
): Preference {
  return { id: preferenceId(key, scope), kind: 'PREFERENCE', key, scope, value, ...documentBy() };
}
