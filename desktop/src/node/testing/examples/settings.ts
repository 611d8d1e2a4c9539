import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { wallTime } from '@lapka/shared/base/wall-time.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { detailsOfLocation, detailsOfOrganisation, detailsOfRoom } from '@lapka/shared/domain/settings/setup-rules.ts';
import { aDevice, aLocation, anOrganisation, aRoom } from '@lapka/shared/testing/builders/settings.ts';
import { ending } from '@lapka/shared/testing/builders/shifts.ts';
import { L1, L2 } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';

const here = { location: L1 };
const riverside = aLocation();
const room = aRoom();
const desk = aDevice({ name: 'DK-A' });

export const settingsExamples: ExamplesOf<'settings'> = {
  changeOrganisation: {
    by: 'U1',
    writes: ['settings'],
    call: (bridge, once) =>
      bridge.do.settings.changeOrganisation({
        ...once,
        seen: seenOf(detailsOfOrganisation(anOrganisation())),
        name: { ru: 'Лапа', en: 'Paw' },
        country: 'RU',
        licence: '77-01',
      }),
  },
  changeLocation: {
    by: 'U1',
    target: here,
    writes: ['settings'],
    call: (bridge, once) =>
      bridge.do.settings.changeLocation({
        ...once,
        ...detailsOfLocation(riverside),
        grid: 15,
        location: L1,
        seen: seenOf(detailsOfLocation(riverside)),
      }),
  },
  changeHours: {
    by: 'U1',
    target: here,
    writes: ['settings'],
    call: (bridge, once) =>
      bridge.do.settings.changeHours({
        ...once,
        location: L1,
        seen: seenOf(riverside.hours),
        hours: [{ weekday: 1, from: wallTime('09:00'), to: ending('21:00') }],
      }),
  },
  changeHolidays: {
    by: 'U1',
    target: here,
    writes: ['settings'],
    call: (bridge, once) =>
      bridge.do.settings.changeHolidays({
        ...once,
        location: L1,
        days: [{ date: civilDate('2027-01-01'), reason: { ru: 'Новый год', en: 'New Year' }, hours: [] }],
      }),
  },
  changeRooms: {
    by: 'U1',
    target: here,
    writes: ['settings'],
    call: (bridge, once) =>
      bridge.do.settings.changeRooms({
        ...once,
        ...detailsOfRoom(room),
        kinds: ['CONSULT', 'ULTRASOUND'],
        room: room.id,
        seen: seenOf(detailsOfRoom(room)),
      }),
  },
  changeSetting: {
    by: 'U1',
    writes: ['settings'],
    call: (bridge, once) =>
      bridge.do.settings.changeSetting({
        ...once,
        key: preferences.holdSeconds.key,
        scope: { of: 'LOCATION', location: L1 },
        value: { type: 'NUMBER', value: 180 },
      }),
  },
};

export const deviceExamples: ExamplesOf<'devices'> = {
  change: {
    by: 'U1',
    writes: ['settings'],
    call: (bridge, once) => bridge.do.devices.change({ ...once, device: desk.id, name: 'Reception', location: L2 }),
  },
  revoke: {
    by: 'U1',
    writes: ['settings'],
    call: (bridge, once) => bridge.do.devices.revoke({ ...once, device: desk.id, reason: 'stolen' }),
  },
};
