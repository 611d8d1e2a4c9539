import { ORPCError } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { acceptBooking } from '@lapka/shared/domain/bookings/booking-acceptance.ts';
import { type Booking, bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import { aClientPackage } from '@lapka/shared/testing/builders/ledger.ts';
import { aStaffMember } from '@lapka/shared/testing/builders/staff.ts';
import { at, deviceId, staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { billed } from '../../testing/billed.ts';
import { baron, irina, L1, petOf, serviceOf } from '../../testing/clinic-documents.ts';
import { type FixtureClinic, openFixtureClinic, refusalOf } from '../../testing/clinic-fixture.ts';
import { aVisit, eleven, seen } from '../../testing/examples/bookings.ts';

let clinic: FixtureClinic;
beforeEach(async () => {
  clinic = await openFixtureClinic({ time: '12:00' });
});
afterEach(() => clinic.close());

const tomorrow = (time: string) => at(time, '2026-11-17');
const consultation = { services: [serviceOf('CONS-1')], home: false };
/** U6 helps out at L1. */
const secondAtTheDesk = aStaffMember({ id: staffId('U6'), roles: ['FRONT_DESK'] });
const visit = {
  services: [{ service: serviceOf('CONS-1'), quantity: 1 }],
  place: { kind: 'CLINIC' as const },
  source: 'PHONE' as const,
};

describe('a slot is held for 120 s, then booked (story 2, R-043)', () => {
  beforeEach(() => clinic.put({ staff: [secondAtTheDesk] }));

  const hold = (by: 'U5' | 'U6') => clinic.as(by).do.bookings.hold({ ...clinic.once(), ...consultation, slot: eleven });
  const book = (by: 'U5' | 'U6', held: Awaited<ReturnType<typeof hold>>, once = clinic.once()) =>
    clinic.as(by).do.bookings.book({
      ...once,
      ...visit,
      pet: baron.id,
      slot: { by: 'HOLD', hold: held.hold },
      vet: 'THIS_ONE',
    });

  it('is busy for the second one until the last millisecond, and then hers for as long', async () => {
    const first = await hold('U5');
    expect(first.expires).toBe('2026-11-16T09:02:00.000Z');
    clinic.clock.advance(119_999);
    expect(await refusalOf(hold('U6'))).toBe('SLOT_BUSY');
    clinic.clock.advance(1);
    const second = await hold('U6');
    expect(second.expires).toBe('2026-11-16T09:04:00.000Z');

    clinic.clock.advance(5_000);
    const late = await detailsOf(book('U5', first));
    expect(late).toMatchObject({
      code: 'HOLD_EXPIRED',
      data: { times: ['2026-11-17 11:00', '2026-11-17 11:30', '2026-11-17 12:00'] },
    });

    clinic.clock.advance(35_000);
    const once = clinic.once();
    const [made, again] = [await book('U6', second, once), await book('U6', second, once)];
    expect(again).toEqual(made);
    expect(made).toMatchObject({ status: 'CONFIRMED', code: 'L1-A-261117-001' });
    expect(clinic.read((reader) => reader.find(bookings, {}))).toHaveLength(1);
    expect(clinic.read((reader) => reader.nodeValue('holds'))).toEqual({
      holds: [expect.objectContaining({ id: first.hold })],
    });
    expect(await freeTimesOfU2()).not.toContain('11:00');
  });

  it('is booked in the last millisecond, and the second one stays busy', async () => {
    const first = await hold('U5');
    clinic.clock.advance(119_999);
    expect(await book('U5', first)).toMatchObject({ status: 'CONFIRMED' });
    expect(await refusalOf(hold('U6'))).toBe('SLOT_BUSY');
  });

  it('is not offered while it is held, and again when it is given back (C-40)', async () => {
    const held = await hold('U5');
    expect(await freeTimesOfU2()).not.toContain('11:00');
    expect(await refusalOf(clinic.as('U6').do.bookings.release({ ...clinic.once(), hold: held.hold }))).toBe(
      'NOT_YOUR_HOLD',
    );
    await clinic.as('U5').do.bookings.release({ ...clinic.once(), hold: held.hold });
    expect(await freeTimesOfU2()).toContain('11:00');
  });
});

describe('a visit goes its way (story 7)', () => {
  it.each([
    ['PENDING', 'CHECK_IN is not reached from PENDING', 'checkIn', 'STATUS_NOT_ALLOWED'],
    ['CHECK_IN', 'nobody cancels who is here (C-12)', 'cancel', 'STATUS_NOT_ALLOWED'],
    ['COMPLETED', 'what is done stays done', 'cancel', 'STATUS_NOT_ALLOWED'],
  ] as const)('%s: %s', async (status, _why, command, code) => {
    const booking = aVisit(status);
    clinic.put({ bookings: [booking] });
    const call = { ...clinic.once(), ...seen(booking) };
    const { do: commands } = clinic.as('U5');
    const refused =
      command === 'cancel' ? commands.bookings.cancel({ ...call, reason: 'ill' }) : commands.bookings.checkIn(call);
    expect(await detailsOf(refused)).toMatchObject({ code, data: { from: status, allowed: expect.any(Array) } });
  });

  it('is a no-show from a quarter of an hour after its start, not a minute before (C-11)', async () => {
    const booking = aVisit('CONFIRMED');
    clinic.put({ bookings: [booking] });
    const miss = () => clinic.as('U5').do.bookings.markNoShow({ ...clinic.once(), ...seen(booking) });
    clinic.clock.jumpTo(tomorrow('10:44'));
    expect(await detailsOf(miss())).toMatchObject({ code: 'NO_SHOW_TOO_EARLY', data: { from: '10:45' } });
    clinic.clock.jumpTo(tomorrow('10:45'));
    expect(await miss()).toMatchObject({ status: 'NO_SHOW' });
  });

  it('ends when the last 500.00 are paid, not before (R-048, C-13)', async () => {
    const booking = aVisit('CHECK_OUT');
    clinic.put({ bookings: [booking], ...billed(booking, 1000) });
    const complete = () => clinic.as('U5').do.bookings.complete({ ...clinic.once(), ...seen(booking) });
    expect(await detailsOf(complete())).toMatchObject({
      code: 'INVOICE_NOT_SETTLED',
      data: { left: { minor: 50_000 } },
    });
    clinic.put(billed(booking, 1000, 500));
    expect(await complete()).toMatchObject({ status: 'COMPLETED' });
  });

  it('that was paid before is completed by the vet’s check-out alone (R-048)', async () => {
    const booking = aVisit('IN_PROGRESS');
    clinic.put({ bookings: [booking], ...billed(booking, 1500) });
    const checkedOut = clinic
      .as('U2')
      .do.bookings.checkOut({ ...clinic.once(), ...seen(booking), record: 'NOT_NEEDED' });
    expect(await checkedOut).toMatchObject({ status: 'COMPLETED' });
  });

  it('is not cancelled without a reason (R-049), and asking for the status it has changes nothing', async () => {
    const booking = aVisit('CONFIRMED');
    clinic.put({ bookings: [booking] });
    const cancel = clinic.as('U5').do.bookings.cancel({ ...clinic.once(), ...seen(booking), reason: ' ' });
    expect(await refusalOf(cancel)).toBe('REASON_MISSING');
    const again = await clinic.as('U5').do.bookings.confirm({ ...clinic.once(), ...seen(booking) });
    expect(again).toEqual({ booking: booking.id, status: 'CONFIRMED', version: seen(booking).seen });
    expect(stored(booking)).toEqual(booking);
  });

  it('is not changed by somebody who saw it as it was before (R-017)', async () => {
    const booking = aVisit('CONFIRMED');
    clinic.put({ bookings: [booking] });
    await clinic.as('U5').do.bookings.checkIn({ ...clinic.once(), ...seen(booking) });
    const late = clinic.as('U1').do.bookings.cancel({ ...clinic.once(), ...seen(booking), reason: 'ill' });
    expect(await refusalOf(late)).toBe('CHANGED_MEANWHILE');
  });
});

describe('a visit of a package (C-21)', () => {
  it('is set aside when it is booked and given back when it is cancelled in time', async () => {
    const five = aClientPackage({ client: irina.id, services: [serviceOf('CONS-1')] });
    clinic.put({ ledger: [five] });
    const made = await clinic.as('U5').do.bookings.book({
      ...clinic.once(),
      ...visit,
      services: [{ service: serviceOf('CONS-1'), quantity: 1, package: five.id }],
      pet: baron.id,
      slot: { by: 'SLOT', ...eleven, start: at('11:00', '2026-11-19') },
      vet: 'THIS_ONE',
    });
    expect(steps()).toEqual(['RESERVED']);
    await clinic
      .as('U5')
      .do.bookings.cancel({ ...clinic.once(), booking: made.booking, seen: made.version, reason: 'ill' });
    expect(steps().toSorted()).toEqual(['RELEASED', 'RESERVED']);
  });

  const steps = () =>
    clinic
      .read((reader) => reader.find(ledger, {}))
      .flatMap((entry) => (entry.kind === 'PACKAGE_VISIT' ? [entry.step] : []));
});

describe('a slot that two desks gave away without a line', () => {
  it('leaves the later one a task with what is free, which the desk settles on the phone', async () => {
    const winner = aVisit('CONFIRMED', { name: 'B2', code: 'L1-B-261117-001' });
    const mine = await clinic.as('U5').do.bookings.book({
      ...clinic.once(),
      ...visit,
      pet: petOf('Milo'),
      slot: { by: 'SLOT', ...eleven, start: tomorrow('10:30') },
      vet: 'THIS_ONE',
    });
    const lost = meetOnTheServer(mine.booking, winner);
    expect(lost).toMatchObject({ status: 'PENDING', waiting: { why: 'SLOT_CONFLICT', with: winner.id } });

    const [task] = clinic.read((reader) => reader.find(inbox, { where: { kind: 'TASK', 'state.status': 'OPEN' } }));
    expect(task).toMatchObject({
      task: 'SLOT_CONFLICT',
      details: {
        code: mine.code,
        winnerCode: winner.code,
        times: ['2026-11-17 10:30', '2026-11-17 11:00', '2026-11-17 11:30'],
      },
    });
    const offers = lost.status === 'PENDING' && lost.waiting.why === 'SLOT_CONFLICT' ? lost.waiting.offers : [];
    const agreed = offers[1]!;
    const answer = await clinic.as('U5').do.bookings.settleConflict({
      ...clinic.once(),
      ...seen(lost),
      slot: { location: L1, vet: agreed.vet, start: agreed.start },
    });
    expect(answer).toMatchObject({ status: 'CONFIRMED' });
    expect(clinic.read((reader) => reader.get(inbox, task!.id))).toMatchObject({
      state: { status: 'DONE', outcome: 'CONFIRMED 2026-11-17 11:00' },
    });
  });
});

/** What the server makes of a booking that comes when the slot has another one, brought back to this desk. */
function meetOnTheServer(id: Booking['id'], winner: Booking): Booking {
  clinic.put({ bookings: [winner] });
  const wanted = clinic.read((reader) => reader.get(bookings, id))!;
  const proposal = { stored: undefined, base: undefined, wanted, device: deviceId('DK-A'), now: clinic.clock.now() };
  const accepted = clinic.read((reader) => acceptBooking(proposal, reader));
  if (accepted.kind !== 'park') throw new Error(accepted.kind);
  clinic.put({ bookings: [accepted.document] });
  for (const { collection, document } of accepted.also) clinic.put({ [collection]: [document] });
  return accepted.document;
}

function stored({ id }: Booking): Booking | undefined {
  return clinic.read((reader) => reader.get(bookings, id));
}

async function freeTimesOfU2(): Promise<string[]> {
  const { slots } = await clinic.as('U5').ask.desk.freeSlots({
    location: L1,
    visit: { is: 'NEW', ...consultation },
    from: civilDate('2026-11-17'),
    days: 1,
    vet: staffId('U2'),
  });
  return slots.map(({ time }) => time);
}

async function detailsOf(call: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof ORPCError) return { code: String(thrown.code), data: thrown.data };
  }
  return { code: 'ok', data: undefined };
}
