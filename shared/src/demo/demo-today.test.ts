import { beforeAll, describe, expect, it } from 'vitest';
import { civilDate } from '../base/civil-date.ts';
import { issuedInvoice, DemoBook } from './testing/demo-book.ts';
import { currentWeight } from '../domain/pets/weight.ts';
import { dueVaccinations } from '../domain/reminders/due.ts';
import { stockLevels } from '../domain/stock/levels.ts';
import { batchId } from '../domain/stock/stock-context.ts';
import { demoStart } from './demo-clinic.ts';
import { demoId, namedClients, namedPets } from './demo-ids.ts';
import { usualOptions } from './demo-options.ts';

const today = civilDate('2026-11-16');
let demo: DemoBook;

beforeAll(() => {
  demo = DemoBook.of(usualOptions);
}, 240_000);

const count = <T>(things: readonly T[], is: (thing: T) => boolean): number => things.filter(is).length;

describe('today’s picture is alive (§10.7)', () => {
  it('has twenty bookings: who is here, who is late, who is on the way, who waits', () => {
    const now = demoStart(usualOptions);
    const todays = demo.bookings.filter(({ date }) => date === today);
    expect(todays).toHaveLength(20);
    const [first, second] = ['L1', 'L2'].map((code) => demoId('Location', code));
    const booked = todays.filter(
      ({ location, source, visit, status }) =>
        location === first && source !== 'WALK_IN' && visit.type === 'IN_CLINIC' && status !== 'PENDING',
    );
    expect(booked).toHaveLength(12);
    const statuses = (['CHECK_IN', 'IN_PROGRESS', 'CHECK_OUT', 'CONFIRMED'] as const).map((status) =>
      count(booked, (each) => each.status === status),
    );
    expect(statuses).toEqual([2, 1, 1, 8]);
    expect(count(booked, ({ status, start }) => status === 'CONFIRMED' && start < now)).toBe(1);
    expect(count(todays, ({ location }) => location === second)).toBe(5);
    expect(count(todays, ({ status, visit }) => status === 'ON_THE_WAY' && visit.type === 'HOME_VISIT')).toBe(1);
    expect(
      count(todays, ({ status, source, vet }) => status === 'CHECK_IN' && source === 'WALK_IN' && vet === undefined),
    ).toBe(1);
    expect(count(todays, ({ status, source }) => status === 'PENDING' && source === 'ONLINE')).toBe(1);
  });

  it('has three new enquiries, an alert about stock that is low and one about a batch near its end', () => {
    expect(count(demo.inboxOf('ENQUIRY'), ({ standing }) => standing.status === 'NEW')).toBe(3);
    expect(demo.tasks('LOW_STOCK')).toHaveLength(1);
    expect(demo.tasks('NEAR_EXPIRY')).toHaveLength(1);
  });

  it('knows Baron, Milo and Sonya, and Baron’s booster is due in four days (story 12)', () => {
    const [baron, milo, sonya] = [namedPets.baron, namedPets.milo, namedPets.sonya].map((id) => demo.pet(id));
    expect(baron).toMatchObject({
      name: 'Барон',
      species: 'DOG',
      breedCode: 'LABRADOR',
      sex: 'MALE',
      born: '2021-05-03',
      owner: namedClients.volkova,
    });
    expect(currentWeight(baron!)?.kilograms).toBe(25_000);
    expect(milo).toMatchObject({ name: 'Milo', species: 'CAT', owner: namedClients.harris });
    expect(sonya).toMatchObject({ name: 'Соня', species: 'CAT' });
    expect(demo.client(namedClients.volkova)).toMatchObject({
      name: { family: 'Волкова', given: 'Ирина' },
      phones: [{ number: '+70005550101' }],
    });
    expect(demo.client(namedClients.harris)).toMatchObject({
      name: { family: 'Harris', given: 'Tom' },
      phones: [{ number: '+447700900101' }],
    });
    const due = dueVaccinations(demo.vaccinations).find(({ pet, vaccine }) => pet === baron!.id && vaccine === 'V-RAB');
    expect(due).toMatchObject({ due: '2026-11-20', anchor: '2026-11-19' });
    expect(due?.dose.date).toBe('2025-11-20');
  });

  it('is where story 1 begins: the last invoice of desk A, the open shift with its float, the rabies batches', () => {
    const numbers = demo.invoices
      .filter(issuedInvoice)
      .map(({ state }) => state.number)
      .filter((number) => number.startsWith('L1-A-'));
    expect(numbers.toSorted().at(-1)).toBe('L1-A-000417');
    const open = demo.entries('TILL_OPENED').filter(({ date }) => date === today);
    expect(open.map(({ float }) => float.minor)).toEqual([500_000, 500_000, 500_000]);
    const left = (code: string, lot: string, expiry: string): number => {
      const product = demo.products.find((each) => each.code === code);
      const batch = batchId(product!.id, lot, civilDate(expiry));
      return stockLevels(demo.stock)
        .filter((level) => level.batch === batch)
        .reduce((all, { quantity }) => all + quantity, 0);
    };
    expect(left('V-RAB', 'RB2407', '2026-12-31')).toBe(5_000);
    expect(left('V-RAB', 'RB2411', '2027-03-31')).toBe(12_000);
    expect([
      left('AB-AMC', 'A', '2026-12-31'),
      left('AB-AMC', 'B', '2027-06-30'),
      left('AB-AMC', 'Z', '2026-10-31'),
    ]).toEqual([10_000, 100_000, 30_000]);
    expect(left('C-KET', 'K1', '2027-08-31')).toBe(42_000);
  });
});
