import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../base/civil-date.ts';
import { epochMilliseconds, instantOf, plusDays, plusMinutes } from '../../base/instant.ts';
import { overlaps, spanOf } from '../../base/span.ts';
import { dayBounds, offsetAt, wallMomentAt, wallTime } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import { aService } from '../../testing/builders/catalogue.ts';
import {
  aHoliday,
  aLocation,
  aLocationAlwaysOpen,
  aRoom,
  locationId,
  roomId,
} from '../../testing/builders/settings.ts';
import { aBlock, aShift, ending } from '../../testing/builders/shifts.ts';
import { at, staffId } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { inTime } from '../../testing/hostile.ts';
import { runsOf } from '../shifts/shift-times.ts';
import type { Shift } from '../shifts/shift.ts';
import { freeSlotAt, type FreeSlot, freeSlots, freeSlotSchema, nextFreeSlots, type SlotSearch } from './free-slots.ts';
import { needOf, performersOf, roomsFor } from './service-resources.ts';
import { slotsOf, type Taken } from './slots.ts';

const tuesday = '2026-11-17';
const u2 = staffId('U2');
const consult1 = roomId('Consult 1');

const search = (changes: Partial<SlotSearch> = {}): SlotSearch => ({
  location: aLocation(),
  holidays: [],
  shifts: [aShift()],
  blocks: [],
  booked: [],
  held: [],
  service: { minutes: 30, slotsRequired: 1, vets: [u2], rooms: undefined },
  from: at('00:00', tuesday),
  below: at('00:00', '2026-11-18'),
  ...changes,
});
const taken = (from: string, to: string, of: Partial<Taken> = { vet: u2 }): Taken => ({
  ...of,
  span: spanOf(at(from, tuesday), at(to, tuesday)),
});
const times = (slots: readonly FreeSlot[]): string[] => slots.map(({ time }) => time);
const long = { minutes: 90, slotsRequired: 3, vets: [u2], rooms: undefined };

describe('the slots of a shift', () => {
  const run = (shift: Shift = aShift()) => runsOf([shift])[0]!;

  it('are cut from it in the grid of the location and numbered (R-029, R-030, C-07)', () => {
    const slots = slotsOf(run(), search());
    expect(slots).toHaveLength(18);
    expect(slots.map(({ number }) => number)).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
    expect(instantOf(slots[0]!.span.start)).toBe(at('09:00', tuesday));
    expect(instantOf(slots.at(-1)!.span.end)).toBe(at('18:00', tuesday));
    expect(slotsOf(run(), search({ location: aLocation({ grid: 20 }) }))).toHaveLength(27);
    // What is left at the end and shorter than the grid is no slot.
    expect(slotsOf(run(), search({ location: aLocation({ grid: 50 }) }))).toHaveLength(10);
  });

  it('are AVAILABLE, BOOKED or BLOCKED (R-030, R-027)', () => {
    const plan = search({ booked: [taken('10:00', '11:00')] });
    const statuses = Object.fromEntries(
      slotsOf(run(), plan).map(({ span, status }) => [
        wallMomentAt(instantOf(span.start), plan.location.zone).time,
        status,
      ]),
    );
    expect(statuses).toMatchObject({
      '09:30': 'AVAILABLE',
      '10:00': 'BOOKED',
      '10:30': 'BOOKED',
      '11:00': 'AVAILABLE',
    });
    expect(statuses).toMatchObject({ '12:30': 'AVAILABLE', '13:00': 'BLOCKED', '13:30': 'AVAILABLE' });
  });

  it('are never counted as held: a hold is a record with an end, not a fourth status (C-08)', () => {
    const slots = slotsOf(run(), search({ held: [taken('10:00', '11:00')] }));
    expect(new Set(slots.map(({ status }) => status))).toEqual(new Set(['AVAILABLE', 'BLOCKED']));
  });

  it('of a night are one row over midnight (C-41)', () => {
    const evening = aShift({
      id: aShift({ from: wallTime('20:00') }).id,
      from: wallTime('20:00'),
      to: ending('24:00'),
      breaks: [],
      night: { part: 'EVENING', other: aShift({ from: wallTime('00:00') }).id },
    });
    const morning = aShift({
      date: civilDate('2026-11-18'),
      id: evening.night!.other,
      from: wallTime('00:00'),
      to: ending('08:00'),
      breaks: [],
      night: { part: 'MORNING', other: evening.id },
    });
    const found = freeSlots(
      search({
        location: aLocationAlwaysOpen(),
        shifts: [morning, evening],
        service: long,
        below: at('09:00', '2026-11-18'),
      }),
    );
    expect(found.find(({ time }) => time === '23:30')).toMatchObject({
      date: tuesday,
      start: at('23:30', tuesday),
      end: at('01:00', '2026-11-18'),
    });
    expect(found.at(-1)?.date).toBe('2026-11-18');
  });
});

describe('free slots (C-40)', () => {
  it('are the shift without its break', () => {
    expect(times(freeSlots(search()))).toEqual(
      '09:00 09:30 10:00 10:30 11:00 11:30 12:00 12:30 13:30 14:00 14:30 15:00 15:30 16:00 16:30 17:00 17:30'.split(
        ' ',
      ),
    );
  });

  it('lie inside the opening hours', () => {
    const hours = [{ weekday: 2, from: wallTime('10:15'), to: ending('11:45') }];
    expect(times(freeSlots(search({ location: aLocation({ hours }) })))).toEqual(['10:30', '11:00']);
  });

  it('are none on a holiday, and those of the shortened day on a short one', () => {
    expect(freeSlots(search({ holidays: [aHoliday(tuesday)] }))).toEqual([]);
    const hours = [{ from: wallTime('09:00'), to: ending('10:00') }];
    expect(times(freeSlots(search({ holidays: [aHoliday(tuesday, { hours })] })))).toEqual(['09:00', '09:30']);
  });

  it('are without blocks, bookings and holds', () => {
    const from = at('09:00', tuesday);
    const vet = { of: 'VET', staff: u2 } as const;
    const until = (time: string) => ({ start: from, end: at(time, tuesday) });
    expect(times(freeSlots(search({ blocks: [aBlock({ what: vet, ...until('17:00') })] })))).toEqual([
      '17:00',
      '17:30',
    ]);
    expect(
      times(freeSlots(search({ blocks: [aBlock({ what: { of: 'LOCATION' }, ...until('17:00') })] }))),
    ).toHaveLength(2);
    expect(freeSlots(search({ blocks: [aBlock({ what: vet, ...until('17:00'), lifted: true })] }))).toHaveLength(17);
    expect(times(freeSlots(search({ booked: [taken('09:15', '17:10')] })))).toEqual(['17:30']);
    expect(times(freeSlots(search({ held: [taken('09:00', '17:30')] })))).toEqual(['17:30']);
  });

  it('are only of published shifts', () => {
    for (const is of ['PROPOSED', 'COMPLETED'] as const) {
      expect(freeSlots(search({ shifts: [aShift({ state: { is } })] }))).toEqual([]);
    }
  });

  it('need a free room as well as a free vet, and take the next room when one is taken (R-028)', () => {
    const consult2 = roomId('Consult 2');
    const service = { ...long, minutes: 30, slotsRequired: 1, rooms: [consult1, consult2] };
    const first = { room: consult1 };
    const onlyRoom = search({ service: { ...service, rooms: [consult1] }, booked: [taken('09:00', '17:30', first)] });
    expect(times(freeSlots(onlyRoom))).toEqual(['17:30']);
    const twoRooms = freeSlots(search({ service, booked: [taken('09:00', '10:00', first)] }));
    expect(twoRooms.slice(0, 3).map(({ room }) => room)).toEqual([consult2, consult2, consult1]);
    const painted = aBlock({ what: { of: 'ROOM', room: consult1 } });
    expect(freeSlots(search({ service, blocks: [painted] })).find(({ time }) => time === '10:30')?.room).toBe(consult2);
    expect(freeSlots(search({ service: { ...service, rooms: [] } }))).toEqual([]);
  });

  it('are only of those who may do the service (R-028)', () => {
    expect(freeSlots(search({ service: { ...long, vets: [staffId('U1')] } }))).toEqual([]);
    expect(freeSlots(search({ service: { ...long, vets: [] } }))).toEqual([]);
  });

  it('take a row of slots of one shift or nothing (R-031, C-06)', () => {
    const before = search({ service: long, booked: [taken('10:00', '10:30')] });
    expect(times(freeSlots(before))).toEqual([
      '10:30',
      '11:00',
      '11:30',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
      '16:00',
      '16:30',
    ]);
    const split = [
      aShift({ to: ending('10:00'), breaks: [] }),
      aShift({ from: wallTime('10:00'), to: ending('11:00'), breaks: [] }),
    ];
    expect(freeSlots(search({ service: long, shifts: split }))).toEqual([]);
  });

  it('are as long as the minutes or the number of slots asks for, whichever is more (C-06, C-07)', () => {
    const lengths = (minutes: number, slotsRequired: number, grid: number): number => {
      const [slot] = freeSlots(search({ location: aLocation({ grid }), service: { ...long, minutes, slotsRequired } }));
      return (epochMilliseconds(slot!.end) - epochMilliseconds(slot!.start)) / 60_000;
    };
    expect(lengths(90, 1, 30)).toBe(90);
    expect(lengths(31, 1, 30)).toBe(60);
    expect(lengths(30, 3, 30)).toBe(90);
    expect(lengths(45, 1, 20)).toBe(60);
  });

  it('begin inside the asked time only', () => {
    const asked = search({ from: at('10:10', tuesday), below: at('11:30', tuesday) });
    expect(times(freeSlots(asked))).toEqual(['10:30', '11:00']);
  });

  it('are written as the schema of a slot wants them', () => {
    for (const slot of freeSlots(search())) expect(freeSlotSchema.safeParse(slot).success).toBe(true);
    expect(freeSlotAt(search(), { vet: u2, start: at('10:00', tuesday) })).toMatchObject({
      time: '10:00',
      offset: '+03:00',
    });
    expect(freeSlotAt(search(), { vet: u2, start: at('10:10', tuesday) })).toBeUndefined();
    expect(freeSlotAt(search(), { vet: staffId('U1'), start: at('10:00', tuesday) })).toBeUndefined();
  });
});

describe('the next free slots', () => {
  const u1 = staffId('U1');
  const both = search({
    shifts: [aShift(), aShift({ staff: u1, from: wallTime('10:00') })],
    service: { ...long, minutes: 30, slotsRequired: 1, vets: [u1, u2] },
    from: at('09:30', tuesday),
  });

  it('are three different times, with the wished vet where free', () => {
    const wished = nextFreeSlots(both, 3, u1).map(({ time, vet }) => [time, vet]);
    expect(wished).toEqual([
      ['09:30', u2],
      ['10:00', u1],
      ['10:30', u1],
    ]);
    expect(new Set(nextFreeSlots(both, 3, u2).map(({ vet }) => vet))).toEqual(new Set([u2]));
  });
});

describe('on the days the clocks change in Berlin', () => {
  const berlin = aLocationAlwaysOpen({ zone: zone('Europe/Berlin') });
  const night = (date: string, location = berlin) => {
    const shift = aShift({
      date: civilDate(date),
      zone: location.zone,
      from: wallTime('00:00'),
      to: ending('06:00'),
      breaks: [],
    });
    const { start, end } = dayBounds(civilDate(date), location.zone);
    return freeSlots(search({ location, shifts: [shift], from: start, below: end })).map(
      ({ time, offset }) => `${time} ${offset}`,
    );
  };

  it('no slot lies in the hour that is missing: 2027-03-28', () => {
    expect(night('2027-03-28')).toEqual([
      '00:00 +01:00',
      '00:30 +01:00',
      '01:00 +01:00',
      '01:30 +01:00',
      '03:00 +02:00',
      '03:30 +02:00',
      '04:00 +02:00',
      '04:30 +02:00',
      '05:00 +02:00',
      '05:30 +02:00',
    ]);
  });

  it('the doubled hour has its slots twice, told apart by the offset: 2026-10-25', () => {
    const slots = night('2026-10-25');
    expect(slots).toHaveLength(14);
    expect(slots.slice(4, 8)).toEqual(['02:00 +02:00', '02:30 +02:00', '02:00 +01:00', '02:30 +01:00']);
    expect(slots.at(-1)).toBe('05:30 +01:00');
  });

  it('every slot still has its length and none overlaps the next, whatever the grid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60 }),
        fc.constantFrom('2026-10-25', '2027-03-28', '2026-11-22'),
        (grid, date) => {
          const location = aLocationAlwaysOpen({ zone: zone('Europe/Berlin'), grid });
          const shift = aShift({
            date: civilDate(date),
            zone: location.zone,
            from: wallTime('00:00'),
            to: ending('24:00'),
            breaks: [],
          });
          const { start, end } = dayBounds(civilDate(date), location.zone);
          const slots = freeSlots(search({ location, shifts: [shift], from: start, below: end }));
          const minutes = (epochMilliseconds(end) - epochMilliseconds(start)) / 60_000;
          // A service of 30 minutes needs several slots of a fine grid, which then begin closer together than they are long.
          expect(slots).toHaveLength(Math.floor(minutes / grid) - Math.ceil(30 / grid) + 1);
          for (const slot of slots) {
            const local = wallMomentAt(slot.start, location.zone);
            expect([slot.date, slot.time, slot.offset]).toEqual([
              local.date,
              local.time,
              offsetAt(slot.start, location.zone),
            ]);
            expect(slot.end).toBe(plusMinutes(slot.start, grid * Math.ceil(30 / grid)));
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('what a visit needs (R-028, C-17)', () => {
  const consult = aRoom();
  const many = aRoom({ name: { ru: 'Универсальный', en: 'A for all' }, kinds: ['CONSULT', 'SURGERY', 'DENTAL'] });
  const dentalOnly = aRoom({
    name: { ru: 'Зубы', en: 'Teeth' },
    kinds: ['PROCEDURE'],
    runs: { what: 'ONLY', services: [aService({ code: 'DENT' }).id] },
  });
  const rooms = [many, consult, dentalOnly, aRoom({ name: { ru: 'Закрыт', en: 'Closed' }, active: false })];
  const here = locationId('L1');

  it('is a room of a fitting kind, the most special first, or one that names the service', () => {
    expect(roomsFor(aService({ roomKinds: ['CONSULT'] }), rooms, here)).toEqual([consult.id, many.id]);
    expect(roomsFor(aService({ code: 'DENT', roomKinds: ['DENTAL'] }), rooms, here)).toEqual([dentalOnly.id, many.id]);
    expect(roomsFor(aService({ roomKinds: ['CONSULT'] }), rooms, locationId('L2'))).toEqual([]);
    expect(roomsFor(aService({ roomKinds: [] }), rooms, here)).toBeUndefined();
  });

  const [anna, mikhail, daria] = [
    { id: staffId('U1'), roles: ['VET', 'CLINIC_OWNER'], skills: ['SURGERY'] },
    { id: staffId('U2'), roles: ['VET'], skills: ['ULTRASOUND'] },
    { id: staffId('U4'), roles: ['NURSE'], skills: ['GROOMING'] },
  ] as const;
  const staff = [daria, mikhail, anna];

  it('is somebody of the role, with the skill, or named', () => {
    const by = (performers: ReturnType<typeof aService>['performers']) => performersOf(aService({ performers }), staff);
    expect(by({ by: 'ROLE', roles: ['VET'] })).toEqual([anna.id, mikhail.id].toSorted());
    expect(by({ by: 'SKILL', skill: 'GROOMING' })).toEqual([daria.id]);
    expect(by({ by: 'PEOPLE', people: [anna.id] })).toEqual([anna.id]);
  });

  it('of several services at once is the time of all, a vet who may do all and a room for all', () => {
    const consultation = aService({ roomKinds: ['CONSULT'] });
    const dental = aService({
      code: 'DENT-2',
      minutes: 90,
      slotsRequired: 3,
      roomKinds: ['DENTAL'],
      performers: { by: 'PEOPLE', people: [anna.id] },
    });
    const place = { location: here, home: false };
    expect(given(needOf([consultation, dental], place, staff, rooms))).toEqual({
      minutes: 120,
      slotsRequired: 4,
      vets: [anna.id],
      rooms: [many.id],
    });
    expect(given(needOf([consultation], { ...place, home: true }, staff, rooms)).rooms).toBeUndefined();
    expect(codeOf(needOf([aService({ status: 'ARCHIVED' })], place, staff, rooms))).toBe('SERVICE_NOT_OFFERED');
  });
});

describe('the speed of the search', () => {
  const vets = Array.from({ length: 10 }, (_, index) => staffId(`V${index}`));
  const monday = civilDate('2026-11-16');
  const shifts = vets.flatMap((staff) =>
    Array.from({ length: 7 }, (_, day) =>
      aShift({ staff, date: addDays(monday, day), from: wallTime('08:30'), to: ending('20:00') }),
    ),
  );
  const rooms = Array.from({ length: 8 }, (_, index) => roomId(`R${index}`));
  const booked = Array.from({ length: 200 }, (_, index): Taken => {
    const start = plusMinutes(plusDays(at('09:00'), index % 7), 30 * (index % 20));
    return { vet: vets[index % 10], room: rooms[index % 8], span: spanOf(start, plusMinutes(start, 30)) };
  });

  it('takes less than 50 ms for a week of ten vets with 200 bookings', () => {
    const week = search({
      shifts,
      booked,
      service: { minutes: 30, slotsRequired: 1, vets, rooms },
      from: at('00:00'),
      below: plusDays(at('00:00'), 7),
    });
    const slots = inTime(() => freeSlots(week));
    expect(slots.length).toBeGreaterThan(900);
    const clash = slots.find(({ vet, room, start, end }) =>
      booked.some((one) => (one.vet === vet || one.room === room) && overlaps(one.span, spanOf(start, end))),
    );
    expect(clash).toBeUndefined();
  });
});
