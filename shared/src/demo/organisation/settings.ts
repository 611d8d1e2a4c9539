import { type Instant, plusMinutes } from '../../base/instant.ts';
import { wallTimeAt } from '../../base/wall-time.ts';
import { locationCodeSchema, type Series } from '../../domain/accounts/device-series.ts';
import { createdBy } from '../../domain/document.ts';
import type { LocalName } from '../../domain/names.ts';
import { parsePhone } from '../../domain/people/phone.ts';
import { admitDevice } from '../../domain/settings/devices.ts';
import { addLocation, setHoliday } from '../../domain/settings/location-rules.ts';
import { setPreference } from '../../domain/settings/preferences.ts';
import { type Device, type Room, settings, settingsVersion } from '../../domain/settings/settings.ts';
import { demoClinicId, demoId } from '../demo-ids.ts';
import { granted, type Stage } from '../play/stage.ts';
import { daysAhead } from '../timeline.ts';
import { type Branch, clinicName, devices, type Place, serverDevice } from './branch.ts';
import { isOpen, openingHours, waterRepair } from './roster.ts';
import type { Cast } from './staff.ts';

/** What a room is and what can be done in it. */
interface RoomPlan {
  readonly name: LocalName;
  readonly place: 0 | 1;
  readonly kinds: readonly string[];
}

/** A room with one kind is filled before one with two, so nails are trimmed in the ward and not in a consulting room. */
const rooms: readonly RoomPlan[] = [
  { name: { ru: 'Кабинет 1', en: 'Consult 1' }, place: 0, kinds: ['CONSULT', 'NURSING'] },
  { name: { ru: 'Кабинет 2', en: 'Consult 2' }, place: 0, kinds: ['CONSULT', 'NURSING'] },
  { name: { ru: 'Операционная', en: 'Surgery' }, place: 0, kinds: ['SURGERY'] },
  { name: { ru: 'УЗИ и стоматология', en: 'Ultrasound & Dental' }, place: 0, kinds: ['ULTRASOUND', 'DENTAL'] },
  { name: { ru: 'Груминг', en: 'Grooming' }, place: 0, kinds: ['GROOMING', 'NURSING'] },
  { name: { ru: 'Стационар (6 клеток)', en: 'Ward (6 cages)' }, place: 0, kinds: ['NURSING'] },
  { name: { ru: 'Кабинет 3', en: 'Consult 3' }, place: 1, kinds: ['CONSULT', 'NURSING'] },
  { name: { ru: 'Процедурная', en: 'Procedure room' }, place: 1, kinds: ['NURSING'] },
];

const placeNames: readonly [LocalName, LocalName] = [
  { ru: 'Речная', en: 'Riverside' },
  { ru: 'Садовая', en: 'Garden' },
];
const addresses: readonly [LocalName, LocalName] = [
  { ru: 'наб. Речная, 12', en: '12 Embankment St.' },
  { ru: 'Садовый переулок, 4', en: '4 Orchard Lane' },
];
/** In the middle of nowhere in particular, in the right zone. */
const positions = [
  { latitude: 55.79, longitude: 37.53 },
  { latitude: 54.72, longitude: 20.49 },
] as const;

const holidayNames: Readonly<Record<string, LocalName>> = {
  NEW_YEAR: { ru: 'Новогодние каникулы', en: 'New Year holidays' },
  DEFENDERS_DAY: { ru: 'День защитника Отечества', en: 'Defender of the Fatherland Day' },
  WOMENS_DAY: { ru: 'Международный женский день', en: 'International Women’s Day' },
  SPRING_DAY: { ru: 'Праздник Весны и Труда', en: 'Spring and Labour Day' },
  VICTORY_DAY: { ru: 'День Победы', en: 'Victory Day' },
  RUSSIA_DAY: { ru: 'День России', en: 'Russia Day' },
  UNITY_DAY: { ru: 'День народного единства', en: 'Unity Day' },
};

/** Writes down the organisation, when the first branch of the chain sets it up. */
export function foundOrganisation(branch: Branch, stage: Stage, cast: Cast, at: Instant): void {
  const scene = { by: cast.player('CHIEF'), device: serverDevice, at };
  stage.act('settings.changeOrganisation', scene, ({ stamp, put }) =>
    put(settings, {
      id: demoClinicId,
      kind: 'ORGANISATION',
      name: clinicName,
      country: 'RU',
      currency: 'RUB',
      licence: branch.say({ ru: 'Демонстрационная лицензия', en: 'Demonstration licence' }),
      ...createdBy(stamp, settingsVersion),
    }),
  );
  // A clinic that lets somebody owe has said so; a debt without the manager's word is refused all the same (C-13).
  stage.act('settings.changeSetting', { ...scene, at: plusMinutes(at, 1) }, ({ stamp, put }) => {
    const request = {
      key: 'money.onAccount',
      scope: { of: 'ORGANISATION' },
      value: { type: 'BOOLEAN', value: true },
    } as const;
    put(settings, granted(setPreference(undefined, request, stamp)));
  });
}

/** Opens the two places with their rooms and days off, and lets their computers in. Answers the computers. */
export function openPlaces(branch: Branch, stage: Stage, cast: Cast, at: Instant, used: readonly Series[]): Device[] {
  const by = cast.player('CHIEF');
  for (const place of branch.places) {
    const target = { location: place.id };
    const scene = { by, device: serverDevice, at: plusMinutes(at, place.index), target };
    stage.act('settings.changeLocation', scene, ({ stamp, put }) =>
      put(settings, granted(addLocation(request(branch, place), [], stamp))),
    );
    stage.act('settings.changeRooms', scene, ({ stamp, put }) => {
      for (const room of rooms.filter((each) => each.place === place.index)) put(settings, roomOf(place, room, stamp));
    });
    stage.act('settings.changeHolidays', scene, ({ stamp, put }) => {
      for (const { day, name } of daysOff(branch, place)) {
        put(settings, setHoliday(place.id, branch.timeline.date(day), name, [], stamp));
      }
    });
  }
  return admitted(branch, stage, cast, plusMinutes(at, 30), used);
}

function admitted(branch: Branch, stage: Stage, cast: Cast, at: Instant, used: readonly Series[]): Device[] {
  const known: Pick<Device, 'series'>[] = used.map((series) => ({ series }));
  return devices.map((name, index) => {
    const place = branch.placeOf(name);
    const scene = { by: cast.player('MANAGER'), device: serverDevice, at: plusMinutes(at, index) };
    return stage.act('devices.enrol', scene, ({ stamp, put }) => {
      const wanted = { id: branch.device(name), name: branch.deviceLabel(name), location: place.id };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the series of those that are there counts
      const device = granted(admitDevice(known as Device[], wanted, stamp));
      known.push(device);
      put(settings, device);
      return device;
    });
  });
}

function request(branch: Branch, place: Place) {
  const { index, code, id, zone } = place;
  const suffix = branch.index === 0 ? '' : ` ${branch.index + 1}`;
  const { ru, en } = placeNames[index];
  const hours = openingHours[index].flatMap((day, weekday) =>
    day === undefined ? [] : [{ weekday: weekday + 1, from: wallTimeAt(day[0]), to: wallTimeAt(day[1]) }],
  );
  return {
    id,
    code: locationCodeSchema.parse(code),
    name: { ru: `«${ru}»${suffix}`, en: `${en}${suffix}` },
    address: branch.say(addresses[index]),
    phone: granted(parsePhone(`+7 000 555-00-${String(80 + ((branch.index * 2 + index) % 20)).padStart(2, '0')}`)),
    position: positions[index],
    zone,
    hours,
    priceList: demoId('PriceList', index === 0 ? 'MAIN' : 'GARDEN'),
  };
}

function roomOf(place: Place, { name, kinds }: RoomPlan, stamp: Room['created']): Room {
  return {
    id: demoId('Room', place.code, name.en),
    kind: 'ROOM',
    location: place.id,
    name,
    kinds: [...kinds],
    runs: { what: 'ITS_KINDS' },
    active: true,
    ...createdBy(stamp, settingsVersion),
  };
}

function daysOff({ timeline }: Branch, place: Place): { readonly day: number; readonly name: LocalName }[] {
  const days = Array.from({ length: daysAhead - timeline.first + 1 }, (_, index) => timeline.first + index);
  return days.flatMap((day) => {
    const name = holidayNames[timeline.holiday(day) ?? ''];
    if (name !== undefined) return [{ day, name }];
    const closed = place.index === 1 && day === waterRepair && !isOpen(timeline, place, day);
    return closed ? [{ day, name: { ru: 'Ремонт водопровода', en: 'Water repair' } }] : [];
  });
}
