import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { millisecondsBetween, plusMinutes } from '../../base/instant.ts';
import { aBooking, aSlot, bookingId } from '../../testing/builders/bookings.ts';
import { aService } from '../../testing/builders/catalogue.ts';
import { aLocation, aRoom, roomId } from '../../testing/builders/settings.ts';
import { aShift } from '../../testing/builders/shifts.ts';
import { aStaffMember } from '../../testing/builders/staff.ts';
import { aStamp, at, deviceId, staffId } from '../../testing/builders/stamp.ts';
import { announced, worldOf } from '../../testing/memory-world.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import type { Acceptance, Proposal } from '../acceptance.ts';
import type { Stamp } from '../document.ts';
import type { Task } from '../inbox/task.ts';
import { acceptBooking, bookingNeeds, moreBookingNeeds } from './booking-acceptance.ts';
import { changedBooking } from './booking-change.ts';
import type { NewEvent } from './booking-event.ts';
import { mergeBookings, mergeBookingsWithReport } from './booking-merge.ts';
import { type Booking, bookingSchema } from './booking.ts';
import { type Claim, keepsSlot } from './slot-conflict.ts';
import { withoutSlot } from './slot-rules.ts';

const tuesday = '2026-11-17';
const u2 = staffId('U2');
const stampOf = (minute: number, device: string, operation = ''): Stamp =>
  aStamp({ at: plusMinutes(at('14:00'), minute), device, operation });
const after = (booking: Booking, minute: number, device: string, ...events: NewEvent[]): Booking =>
  changedBooking(booking, events, stampOf(minute, device, JSON.stringify(events)));

const checkIn: NewEvent = { kind: 'STATUS', to: 'CHECK_IN' };
const begin: NewEvent = { kind: 'STATUS', to: 'IN_PROGRESS' };
const checkOut: NewEvent = { kind: 'STATUS', to: 'CHECK_OUT', record: { kind: 'NOT_NEEDED' } };
const cancel: NewEvent = { kind: 'STATUS', to: 'CANCELLED', reason: 'owner called', late: false };
const miss: NewEvent = { kind: 'STATUS', to: 'NO_SHOW', reason: 'DID_NOT_COME' };
const left: NewEvent = { kind: 'STATUS', to: 'NO_SHOW', reason: 'LEFT_WITHOUT_BEING_SEEN' };
const moved = (time: string): NewEvent => ({ kind: 'SLOT', slot: aSlot({ start: at(time, tuesday) }) });

describe('two devices that moved one booking', () => {
  const base = aBooking();
  const meeting = (ours: NewEvent[], theirs: NewEvent[]): Booking =>
    mergeBookings(base, after(base, 1, 'DK-A', ...ours), after(base, 2, 'DK-B', ...theirs));

  it('a cancel does not send away a patient who is here; both stay in the history (C-12)', () => {
    const both = meeting([cancel], [checkIn]);
    expect(both.status).toBe('CHECK_IN');
    expect(both.history.map((event) => (event.kind === 'STATUS' ? event.to : 'SLOT'))).toContain('CANCELLED');
    expect(meeting([checkIn], [cancel]).status).toBe('CHECK_IN');
  });

  it('a no-show gives way to the patient, and to a cancel', () => {
    expect(meeting([miss], [checkIn, begin]).status).toBe('IN_PROGRESS');
    expect(meeting([miss], [cancel])).toMatchObject({ status: 'CANCELLED', cancelled: { reason: 'owner called' } });
  });

  it('whoever saw the patient out knows better than who saw them leave', () => {
    expect(meeting([checkIn, begin, checkOut], [checkIn, left]).status).toBe('CHECK_OUT');
    expect(meeting([checkIn, left], [checkIn, begin]).status).toBe('NO_SHOW');
  });

  it('of two cancels the earlier one stands', () => {
    const other: NewEvent = { kind: 'STATUS', to: 'CANCELLED', reason: 'vet is ill', late: true };
    expect(meeting([cancel], [other])).toMatchObject({ cancelled: { reason: 'owner called' } });
  });

  it('a cancel is not undone by a move, and of two moves the later one stands', () => {
    expect(meeting([cancel], [moved('15:00')]).status).toBe('CANCELLED');
    expect(meeting([moved('11:00')], [moved('15:00')])).toMatchObject({ status: 'CONFIRMED', time: '15:00' });
  });

  it('a clock that was set back reorders nothing: what came after something else stays after it', () => {
    const first = after(base, 100, 'DK-A', moved('15:00'));
    const second = after(first, -100, 'DK-A', moved('16:00'));
    expect(second.time).toBe('16:00');
    expect(mergeBookings(first, second, first).time).toBe('16:00');
  });

  it('a lost slot is not taken back by who had not heard of it, a new one counts', () => {
    const lost = withoutSlot(base, bookingId('winner'), [], stampOf(1, 'server'));
    const stale = after(base, 9, 'DK-A', moved('15:00'));
    expect(mergeBookings(base, lost, stale).status).toBe('PENDING');
    const again = after(
      lost,
      2,
      'DK-B',
      moved('16:00'),
      { kind: 'STATUS', to: 'ASSIGNED' },
      { kind: 'STATUS', to: 'CONFIRMED' },
    );
    expect(mergeBookings(base, again, stale)).toMatchObject({ status: 'CONFIRMED', time: '16:00' });
    expect(mergeBookings(base, lost, after(base, 2, 'DK-A', checkIn)).status).toBe('CHECK_IN');
  });

  it('an assignment is not undone by an owner who moved the wish', () => {
    const wish = aBooking({ status: 'PENDING', slot: aSlot({ vet: null, room: null }) });
    const assigned = after(wish, 1, 'DK-A', { kind: 'SLOT', slot: aSlot() }, { kind: 'STATUS', to: 'ASSIGNED' });
    const elsewhere = after(wish, 2, 'DK-B', {
      kind: 'SLOT',
      slot: aSlot({ start: at('15:00', tuesday), vet: null, room: null }),
    });
    expect(mergeBookings(wish, assigned, elsewhere)).toMatchObject({ status: 'ASSIGNED', vet: u2, time: '10:30' });
  });

  it('notes are kept both, of two addresses the later one stands and the other is told', () => {
    const noted = (note: string, minute: number, device: string): Booking => ({
      ...base,
      note,
      changed: stampOf(minute, device),
    });
    expect(mergeBookings(base, noted('bites', 1, 'DK-A'), noted('afraid', 2, 'DK-B')).note).toBe(
      'afraid\n— — —\nbites',
    );
    const at2 = (pet: string, minute: number, device: string): Booking => ({
      ...base,
      client: aBooking({ core: { client: base.client } }).client,
      pet: aBooking({ name: pet }).id as unknown as Booking['pet'],
      changed: stampOf(minute, device),
    });
    const { document, replaced } = mergeBookingsWithReport(base, at2('x', 1, 'DK-A'), at2('y', 2, 'DK-B'));
    expect(document.pet).toBe(at2('y', 2, 'DK-B').pet);
    expect(replaced).toHaveLength(1);
  });

  const steps = fc.constantFrom<NewEvent[]>(
    [cancel],
    [miss],
    [checkIn],
    [checkIn, begin],
    [checkIn, begin, checkOut],
    [checkIn, left],
    [moved('15:00')],
    [moved('16:00'), checkIn],
    [],
  );
  describeMergeLaws<Booking>('bookings', {
    merge: mergeBookings,
    bases: [base],
    schema: bookingSchema,
    changes: fc
      .record({
        minute: fc.integer({ min: 1, max: 4 }),
        device: fc.constantFrom('DK-A', 'DK-B', 'DK-C'),
        events: steps,
        lost: fc.boolean(),
        note: fc.option(fc.constantFrom('bites', 'afraid', 'calm')),
      })
      .map(({ minute, device, events, lost, note }) => {
        const stamp = stampOf(minute, device, JSON.stringify([events, lost, note]));
        const before = lost ? withoutSlot(base, bookingId('winner'), [], stampOf(0, 'server')) : base;
        return { ...changedBooking(before, events, stamp), ...(note === null ? {} : { note }) };
      }),
    runs: 60,
    typed: ({ note, history }) => [
      ...(note === undefined ? [] : [note]),
      ...history.flatMap((event) => ('reason' in event && event.reason !== undefined ? [event.reason] : [])),
      ...history.map(({ id }) => id),
    ],
  });
});

describe('who keeps a slot that two desks gave away', () => {
  const claim = (changes: Partial<Claim> = {}): Claim => ({
    isHere: false,
    isAcknowledged: false,
    at: at('12:00'),
    device: deviceId('DK-A'),
    ...changes,
  });
  const lower = [deviceId('DK-A'), deviceId('DK-B')].toSorted();

  it('is who is here, then who was told so, then who was earlier, then the lower device', () => {
    expect(keepsSlot(claim({ isHere: true }), claim({ isAcknowledged: true, at: at('11:00') }))).toBe('OURS');
    expect(keepsSlot(claim({ at: at('11:00') }), claim({ isAcknowledged: true }))).toBe('THEIRS');
    expect(keepsSlot(claim({ at: at('11:00') }), claim())).toBe('OURS');
    expect(keepsSlot(claim({ device: lower[1]! }), claim({ device: lower[0]! }))).toBe('THEIRS');
    expect(keepsSlot(claim({ isHere: true }), claim({ isHere: true }))).toBe('BOTH');
  });

  it('is the same from both sides', () => {
    const claims = fc
      .record({
        isHere: fc.boolean(),
        isAcknowledged: fc.boolean(),
        at: fc.constantFrom(at('11:00'), at('12:00')),
        device: fc.constantFrom(deviceId('DK-A'), deviceId('DK-B')),
      })
      .map(claim);
    const mirrored = { OURS: 'THEIRS', THEIRS: 'OURS', BOTH: 'BOTH' } as const;
    fc.assert(
      fc.property(claims, claims, (a, b) => {
        fc.pre(a.device !== b.device);
        expect(keepsSlot(a, b)).toBe(mirrored[keepsSlot(b, a)]);
      }),
    );
  });
});

describe('a booking that arrives at the server', () => {
  const location = aLocation();
  const rooms = [aRoom(), aRoom({ name: { ru: 'Кабинет 2', en: 'Consult 2' } })];
  const service = aService({ roomKinds: ['CONSULT'] });
  const others = {
    settings: [location, ...rooms],
    staff: [aStaffMember(), aStaffMember({ id: staffId('U1') })],
    catalogue: [service],
    shifts: [aShift(), aShift({ staff: staffId('U1') })],
  };
  const now = at('13:00');
  const arrive = (
    wanted: Booking,
    stored: readonly Booking[],
    known: { stored?: Booking; base?: Booking } = {},
  ): Acceptance<Booking> => {
    const proposal: Proposal<Booking> = {
      stored: known.stored,
      base: known.base,
      wanted,
      device: wanted.changed.device,
      now,
    };
    const world = worldOf({ ...others, bookings: stored });
    const needs = bookingNeeds(proposal);
    return acceptBooking(
      proposal,
      announced(world, [...needs, ...moreBookingNeeds(proposal, announced(world, needs))]),
    );
  };
  const tasksOf = (acceptance: Acceptance<Booking>): Task[] =>
    'also' in acceptance && acceptance.also !== undefined
      ? acceptance.also.filter(({ collection }) => collection === 'inbox').map(({ document }) => document as Task)
      : [];
  const first = aBooking({ name: 'first', stamp: stampOf(0, 'DK-A', 'first') });
  const second = aBooking({ name: 'second', stamp: stampOf(-5, 'DK-B', 'second'), core: { code: 'L1-B-261117-001' } });

  it('is taken as it is when its slot is its own', () => {
    expect(arrive(first, [])).toEqual({ kind: 'accept' });
    const next = aBooking({ name: 'next', slot: aSlot({ start: at('11:00', tuesday) }) });
    expect(arrive(next, [first])).toEqual({ kind: 'accept' });
    expect(arrive(aBooking({ name: 'elsewhere', slot: aSlot({ vet: staffId('U1'), room: null }) }), [first])).toEqual({
      kind: 'accept',
    });
    expect(arrive(second, [after(first, 1, 'DK-A', cancel)])).toEqual({ kind: 'accept' });
  });

  it('that lost its slot waits as PENDING with the next three free slots, and a task tells the desk', () => {
    const decision = arrive(second, [first]);
    expect(decision).toMatchObject({
      kind: 'park',
      reason: 'SLOT_CONFLICT',
      document: { id: second.id, status: 'PENDING', waiting: { why: 'SLOT_CONFLICT', with: first.id } },
    });
    const parked = decision.kind === 'park' ? decision.document : second;
    expect(bookingSchema.safeParse(parked).success).toBe(true);
    const { offers } =
      parked.status === 'PENDING' && parked.waiting.why === 'SLOT_CONFLICT' ? parked.waiting : { offers: [] };
    // At the lost time another vet is free; after it, the same one.
    expect(offers.map(({ time, vet }) => [time, vet])).toEqual([
      ['10:30', staffId('U1')],
      ['11:00', u2],
      ['11:30', u2],
    ]);
    expect(tasksOf(decision)).toMatchObject([
      {
        task: 'SLOT_CONFLICT',
        subject: { collection: 'bookings', id: second.id },
        details: { code: 'L1-B-261117-001', winnerCode: 'L1-A-261117-001', time: '10:30' },
      },
    ]);
  });

  it('is offered slots as long as the one it lost', () => {
    const long = aBooking({ name: 'long', slot: aSlot({ minutes: 90 }), stamp: stampOf(3, 'DK-C', 'long') });
    const decision = arrive(long, [first]);
    const parked = decision.kind === 'park' ? decision.document : long;
    const offers = parked.status === 'PENDING' && parked.waiting.why === 'SLOT_CONFLICT' ? parked.waiting.offers : [];
    expect(offers.map(({ start, end }) => millisecondsBetween(start, end) / 60_000)).toEqual([90, 90, 90]);
  });

  it('with a history no honest device writes is refused, so that there is always room for what the server adds', () => {
    const events = Array.from({ length: 401 }, () => moved('15:00'));
    expect(arrive(after(first, 1, 'DK-A', ...events), [])).toEqual({ kind: 'refuse', reason: 'TOO_MANY_ENTRIES' });
  });

  it('arriving again is decided the same way and makes no second task', () => {
    const decision = arrive(second, [first]);
    const parked = decision.kind === 'park' ? decision.document : second;
    expect(arrive(second, [first])).toEqual(decision);
    expect(arrive(parked, [first], { stored: parked, base: parked })).toEqual({ kind: 'accept' });
    const stale = arrive(second, [first], { stored: parked });
    expect(stale).toMatchObject({ kind: 'merge', document: { status: 'PENDING' }, also: [] });
  });

  it('with its patient here takes the slot from one that is only planned', () => {
    const here = after(second, 1, 'DK-B', checkIn);
    const decision = arrive(here, [first]);
    expect(decision).toMatchObject({ kind: 'merge', document: here });
    const also = decision.kind === 'merge' ? (decision.also ?? []) : [];
    expect(also[0]).toMatchObject({
      collection: 'bookings',
      document: { id: first.id, status: 'PENDING', waiting: { with: second.id } },
    });
    expect(tasksOf(decision)).toMatchObject([{ task: 'SLOT_CONFLICT', subject: { id: first.id } }]);
    expect(bookingSchema.safeParse(also[0]?.document).success).toBe(true);
  });

  it('stays when both patients are here, and walk-ins take no slot from anybody', () => {
    const here = after(second, 1, 'DK-B', checkIn);
    expect(arrive(here, [after(first, 1, 'DK-A', checkIn)])).toEqual({ kind: 'accept' });
    const walkedIn = aBooking({ name: 'walk', status: 'CHECK_IN', core: { source: 'WALK_IN' } });
    expect(arrive(walkedIn, [first])).toEqual({ kind: 'accept' });
    expect(arrive(second, [walkedIn])).toEqual({ kind: 'accept' });
  });

  it('whose room alone is taken gets another free one, and nobody is bothered', () => {
    const otherVet = aBooking({ name: 'room', slot: aSlot({ vet: staffId('U1') }) });
    expect(arrive(otherVet, [first])).toMatchObject({
      kind: 'merge',
      document: { status: 'CONFIRMED', vet: staffId('U1'), room: roomId('Consult 2'), time: '10:30' },
      also: [],
    });
    const full = aBooking({ name: 'full', slot: aSlot({ vet: staffId('U3'), room: roomId('Consult 2') }) });
    expect(arrive(otherVet, [first, full])).toMatchObject({ kind: 'park', document: { status: 'PENDING' } });
  });

  it('of a patient whom another desk cancelled makes a task of the cancel', () => {
    const cancelled = after(first, 1, 'DK-B', cancel);
    const here = after(first, 2, 'DK-A', checkIn);
    const decision = arrive(here, [cancelled], { stored: cancelled, base: first });
    expect(decision).toMatchObject({ kind: 'merge', document: { status: 'CHECK_IN' } });
    expect(tasksOf(decision)).toMatchObject([
      { task: 'STATUS_CONFLICT', details: { overruled: 'CANCELLED', reason: 'owner called', status: 'CHECK_IN' } },
    ]);
    const merged = decision.kind === 'merge' ? decision.document : here;
    const later = after(merged, 3, 'DK-A', begin);
    expect(arrive(later, [merged], { stored: merged, base: merged })).toEqual({ kind: 'accept' });
  });

  it('cannot lose its history, whatever a device sends', () => {
    const here = after(first, 1, 'DK-A', checkIn);
    const decision = arrive(first, [here], { stored: here, base: here });
    expect(decision).toMatchObject({ kind: 'merge', document: { status: 'CHECK_IN' } });
  });

  it('ends the same whoever arrives first, as long as the patient of one is here', () => {
    const here = after(second, 1, 'DK-B', checkIn);
    const oneWay = arrive(here, [first]);
    const otherWay = arrive(first, [here]);
    const loserOf = (acceptance: Acceptance<Booking>): unknown =>
      acceptance.kind === 'park'
        ? acceptance.document.id
        : 'also' in acceptance
          ? acceptance.also?.[0]?.document.id
          : undefined;
    expect(loserOf(oneWay)).toBe(first.id);
    expect(loserOf(otherWay)).toBe(first.id);
  });

  it('is followed by a task whenever it is parked', () => {
    const minutes = fc.integer({ min: -4, max: 4 });
    fc.assert(
      fc.property(
        minutes,
        fc.constantFrom([], [checkIn], [cancel]),
        fc.constantFrom([], [checkIn]),
        (shift, ours, theirs) => {
          const start = plusMinutes(at('10:30', tuesday), shift * 15);
          const wish = aBooking({ name: 'wish', slot: aSlot({ start }), stamp: stampOf(3, 'DK-C', 'wish') });
          const decision = arrive(after(wish, 4, 'DK-C', ...ours), [after(first, 1, 'DK-A', ...theirs)]);
          const isTold =
            decision.kind === 'park' || ('also' in decision && decision.also !== undefined && decision.also.length > 0);
          expect(tasksOf(decision)).toHaveLength(isTold ? 1 : 0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
