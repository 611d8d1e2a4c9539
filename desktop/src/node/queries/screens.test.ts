import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { withoutSlot } from '@lapka/shared/domain/bookings/slot-rules.ts';
import { detailsOfPet } from '@lapka/shared/domain/pets/pet-rules.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { aClientPackage } from '@lapka/shared/testing/builders/ledger.ts';
import { aHoliday } from '@lapka/shared/testing/builders/settings.ts';
import { aBlock } from '@lapka/shared/testing/builders/shifts.ts';
import { aStamp, at, staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { aVaccination } from '@lapka/shared/testing/builders/vaccination.ts';
import { billed } from '../testing/billed.ts';
import { baron, irina, L1, petOf } from '../testing/clinic-documents.ts';
import { type FixtureClinic, openFixtureClinic, refusalOf } from '../testing/clinic-fixture.ts';
import { aVisit } from '../testing/examples/bookings.ts';

const tuesday = civilDate('2026-11-17');

let clinic: FixtureClinic;
beforeEach(async () => {
  clinic = await openFixtureClinic({ time: '10:00' });
  clinic.clock.jumpTo(at('10:45', tuesday));
});
afterEach(() => clinic.close());

describe('the day of the desk', () => {
  it('tells who is late, who waits, who bites, what is left to pay and who lost the slot (D1)', async () => {
    const over = aVisit('CHECK_OUT', { name: 'B2', start: '09:30', code: 'L1-A-261117-002' });
    const lost = withoutSlot(
      aVisit('CONFIRMED', { name: 'B3', start: '12:00', code: 'L1-A-261117-003' }),
      over.id,
      [],
      aStamp(),
    );
    const biting = {
      ...baron,
      alerts: [{ id: derivedId<'Alert'>('Alert', '1'), kind: 'BITES' as const, state: { status: 'ACTIVE' as const } }],
    };
    clinic.put({ pets: [biting], bookings: [aVisit('CONFIRMED'), over, lost], ...billed(over, 1000) });
    const here = await clinic.as('U5').do.bookings.walkIn({
      ...clinic.once(),
      pet: petOf('Milo'),
      services: [{ service: derivedId('Service', 'CONS-1'), quantity: 1 }],
      location: L1,
    });
    clinic.clock.advance(7 * 60_000);
    const day = await clinic.as('U5').ask.desk.day({ date: tuesday });
    expect(
      day.map(({ time, lateMinutes, waitingMinutes, left, conflict }) => ({
        time,
        lateMinutes,
        waitingMinutes,
        left,
        conflict,
      })),
    ).toEqual([
      { time: '09:30', lateMinutes: undefined, waitingMinutes: undefined, left: rub(500), conflict: false },
      { time: '10:30', lateMinutes: 22, waitingMinutes: undefined, left: undefined, conflict: false },
      { time: '10:45', lateMinutes: undefined, waitingMinutes: 7, left: undefined, conflict: false },
      { time: '12:00', lateMinutes: undefined, waitingMinutes: undefined, left: undefined, conflict: true },
    ]);
    expect(day[1]).toMatchObject({
      warnings: { alerts: [{ kind: 'BITES' }] },
      pet: { name: 'Барон', phone: '+70005550101' },
      vet: { staff: staffId('U2') },
      room: { name: { en: 'Consult 1' } },
    });
    const waiting = await clinic.as('U2').ask.desk.waitingRoom({});
    expect(waiting.map(({ booking }) => booking)).toEqual([here.booking]);
  });
});

describe('the calendar', () => {
  it('shows who works where, what is booked and blocked, and when the place is closed (R-027, C-40)', async () => {
    clinic.put({ bookings: [aVisit('CONFIRMED')], shifts: [aBlock()], settings: [aHoliday('2026-11-18')] });
    const plan = await clinic.as('U5').ask.desk.calendar({ location: L1, from: tuesday, days: 2 });
    expect(plan.days).toEqual([
      { date: '2026-11-17' },
      { date: '2026-11-18', closed: expect.objectContaining({ en: 'Holiday' }) },
    ]);
    expect(
      plan.shifts
        .filter(({ date }) => date === tuesday)
        .map(({ staff }) => staff)
        .toSorted(),
    ).toEqual(['U1', 'U2', 'U4'].map(staffId).toSorted());
    expect(plan.blocks).toEqual([expect.objectContaining({ reason: 'Покраска' })]);
    expect(plan.bookings).toEqual([expect.objectContaining({ pet: 'Барон', time: '10:30', conflict: false })]);
    expect(plan.rooms.length).toBe(3);
  });
});

describe('the search', () => {
  it.each([
    ['барон', { kind: 'PET', pet: expect.objectContaining({ pet: baron.id }) }],
    ['волк', { kind: 'CLIENT', client: irina.id, pets: ['Барон'] }],
    ['0101', { kind: 'CLIENT', client: irina.id }],
    ['261117-001', { kind: 'BOOKING', pet: 'Барон', time: '10:30' }],
    ['орлов', { kind: 'STAFF', staff: staffId('U2') }],
  ])('finds %s as a line of its kind', async (text, line) => {
    clinic.put({ bookings: [aVisit('CONFIRMED')] });
    const found = await clinic.as('U5').ask.desk.search({ text });
    expect(found).toContainEqual(expect.objectContaining(line));
  });
});

describe('the card of an owner', () => {
  it('has the animals, what is to come, what is owed and what was bought', async () => {
    const over = aVisit('CHECK_OUT', { name: 'B2', start: '09:30', code: 'L1-A-261117-002' });
    clinic.put({ bookings: [aVisit('CONFIRMED'), over], ...billed(over, 1000) });
    clinic.put({ ledger: [aClientPackage({ client: irina.id })] });
    const card = await clinic.as('U5').ask.clients.card({ client: irina.id });
    expect(card).toMatchObject({
      name: { family: 'Волкова' },
      agrees: ['CARE', 'REMINDERS'],
      pets: [{ name: 'Барон', deceased: false }],
      upcoming: [{ pet: 'Барон', time: '09:30' }, { time: '10:30' }],
      wallet: rub(0),
      debts: { total: rub(500), invoices: [{ number: 'L1-A-000417', due: rub(500) }] },
      packages: [{ available: 5 }],
    });
    expect(await clinic.as('U5').ask.clients.debts({ client: irina.id })).toEqual(card.debts);
    expect(await refusalOf(clinic.as('U5').ask.clients.card({ client: derivedId('Client', 'nobody') }))).toBe(
      'NOT_FOUND',
    );
  });
});

describe('the card of an animal', () => {
  it('has warnings, weights, doses and what is to come on one page, and the mark a change sends back (V2)', async () => {
    const dose = aVaccination({ pet: baron.id });
    clinic.put({ records: [dose], bookings: [aVisit('CONFIRMED')] });
    const card = await clinic.as('U2').ask.pets.card({ pet: baron.id });
    expect(card).toMatchObject({
      line: { name: 'Барон', owner: { family: 'Волкова' } },
      seen: seenOf(detailsOfPet(baron)),
      weights: [{ kilograms: 25_000 }],
      vaccines: [{ vaccine: dose.vaccine, date: dose.date, overdue: false }],
      upcoming: [{ time: '10:30' }],
      visits: [],
      drugs: [],
    });
    const { line, seen } = card;
    const change = { ...detailsOfPet(baron), pet: line.pet, seen };
    await clinic.as('U5').do.pets.change({ ...clinic.once(), ...change, name: 'Барон II' });
    const again = clinic.as('U1').do.pets.change({ ...clinic.once(), ...change, name: 'Барон III' });
    expect(await refusalOf(again)).toBe('CHANGED_MEANWHILE');
  });
});
