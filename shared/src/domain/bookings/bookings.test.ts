import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, plusMinutes, plusSeconds } from '../../base/instant.ts';
import { aBooking, aHold, aQuote, aSlot, atHome, bookingId, clientId, petId } from '../../testing/builders/bookings.ts';
import { aService, aPrice, rub, terms } from '../../testing/builders/catalogue.ts';
import { aLocation, roomId } from '../../testing/builders/settings.ts';
import { aShift } from '../../testing/builders/shifts.ts';
import { aStamp, at, staffId } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { expectSchemaWithstands, hostileTexts, inTime, printable } from '../../testing/hostile.ts';
import { spanOf } from '../../base/span.ts';
import type { SlotSearch } from '../availability/free-slots.ts';
import { changedBooking } from './booking-change.ts';
import { bookingsCollection } from './booking-collection.ts';
import { bookHeld, type CreationContext, type HeldChoice, walkIn } from './booking-creation.ts';
import { bookingEvents } from './booking-events.ts';
import { requoteBooking } from './booking-quotes.ts';
import { bookedTimes, timeTakenBy } from './booking-times.ts';
import { type Booking, bookingSchema, type BookingStatus, bookingStatusSchema, quoteOf, versionOf } from './booking.ts';
import { assignBooking, confirmWaiting, moveBooking, withoutSlot } from './slot-rules.ts';
import { callOut } from './sos-rules.ts';
import type { StatusContext } from './status-rules.ts';
import type { Party } from './transitions.ts';
import { comesNear, currentPosition, isTracked, minutesToGo, type VisitPosition } from './visit-position.ts';
import { minutesLate, nextFor, waitingForVet, waitingRoom } from './waiting-rules.ts';

const tuesday = '2026-11-17';
const [u1, u2] = [staffId('U1'), staffId('U2')];
const desk: Party = { kind: 'STAFF', staff: staffId('U5'), roles: ['FRONT_DESK'] };
const owner: Party = { kind: 'OWNER', client: clientId('Volkova') };
const vet: Party = { kind: 'STAFF', staff: u2, roles: ['VET'] };

const request = {
  id: bookingId('new'),
  code: 'L1-A-261117-001',
  client: clientId('Volkova'),
  pet: petId('Baron'),
  visit: { type: 'IN_CLINIC' } as const,
  source: 'PHONE' as const,
  quote: aQuote(),
};
const creating = (context: Partial<CreationContext> = {}): CreationContext => ({
  party: desk,
  now: at('12:01'),
  stamp: aStamp({ at: at('12:01'), operation: 'book' }),
  known: undefined,
  ...context,
});
const choice = (changes: Partial<HeldChoice> = {}): HeldChoice => ({
  hold: aHold(),
  vet: 'THIS_ONE',
  location: aLocation(),
  clinicHeard: at('12:01'),
  silentMinutes: 10,
  ...changes,
});
const search = (booked: readonly Booking[] = [], changes: Partial<SlotSearch> = {}): SlotSearch => ({
  location: aLocation(),
  holidays: [],
  shifts: [aShift(), aShift({ staff: u1 })],
  blocks: [],
  booked: bookedTimes(booked),
  held: [],
  service: { minutes: 30, slotsRequired: 1, vets: [u1, u2], rooms: undefined },
  from: at('09:00', tuesday),
  below: at('00:00', '2026-11-18'),
  ...changes,
});
const wanted = (time: string, who = u2) => ({ vet: who, start: at(time, tuesday) });
const slotContext = (party: Party, booked: readonly Booking[] = []) => ({
  search: search(booked),
  party,
  stamp: aStamp({ at: at('13:00'), operation: 'slot' }),
});
const statusContext = (party: Party): StatusContext => ({
  party,
  settlement: { kind: 'NO_INVOICE' },
  noShowMinutes: 15,
  lateCancelHours: 24,
  now: at('13:00'),
  stamp: aStamp({ at: at('13:00'), operation: 'status' }),
});

describe('booking a held slot', () => {
  it('confirms it when a vet was chosen: choosing is agreeing (R-044, C-09)', () => {
    const { booking, notices } = given(bookHeld(request, choice(), creating({ party: owner })));
    expect(booking).toMatchObject({
      status: 'CONFIRMED',
      date: tuesday,
      time: '11:00',
      zone: 'Europe/Moscow',
      start: at('11:00', tuesday),
      end: at('11:30', tuesday),
      vet: u2,
      room: roomId('Consult 1'),
    });
    expect(notices).toEqual([{ to: 'VET', topic: 'BOOKING_CONFIRMED' }]);
    expect(bookingSchema.safeParse(booking).success).toBe(true);
  });

  it('waits for somebody to be assigned when any vet will do (C-09)', () => {
    const { booking, notices } = given(bookHeld(request, choice({ vet: 'ANY' }), creating()));
    expect(booking).toMatchObject({ status: 'PENDING', waiting: { why: 'NO_VET' }, time: '11:00' });
    expect(booking).not.toHaveProperty('vet');
    expect(booking).not.toHaveProperty('room');
    expect(notices.map(({ to }) => to)).toEqual(['OWNER', 'MANAGER']);
  });

  it('only asks when the clinic was silent for ten minutes (C-09)', () => {
    const silentFor = (minutes: number) =>
      given(bookHeld(request, choice({ clinicHeard: plusMinutes(at('12:01'), -minutes) }), creating())).booking.status;
    expect(silentFor(9)).toBe('CONFIRMED');
    expect(silentFor(10)).toBe('PENDING');
  });

  it('is done by the owner or the desk and gives one booking however often it is done', () => {
    expect(codeOf(bookHeld(request, choice(), creating({ party: vet })))).toBe('NOT_ALLOWED');
    const first = given(bookHeld(request, choice(), creating())).booking;
    const again = given(bookHeld(request, choice(), creating({ known: first })));
    expect(again).toEqual({ booking: first, notices: [] });
    const other = creating({ known: first, stamp: aStamp({ operation: 'other' }) });
    expect(codeOf(bookHeld(request, choice(), other))).toBe('SAME_OPERATION_OTHER_CONTENT');
  });

  it('keeps the wall time, the zone and the instant (C-56)', () => {
    const { booking } = given(bookHeld(request, choice(), creating()));
    expect([booking.date, booking.time, booking.zone, booking.start]).toEqual([
      tuesday,
      '11:00',
      'Europe/Moscow',
      '2026-11-17T08:00:00.000Z',
    ]);
  });

  it('knows three types, four sources and eleven statuses (R-046, C-16, C-10)', () => {
    const types = [request.visit, atHome, { ...atHome, type: 'SOS' as const }];
    for (const visit of types) expect(bookingSchema.safeParse(aBooking({ core: { visit } })).success).toBe(true);
    for (const source of ['PHONE', 'ONLINE', 'WALK_IN', 'TELEGRAM'] as const) {
      expect(bookingSchema.safeParse(aBooking({ core: { source } })).success).toBe(true);
    }
    expect(bookingStatusSchema.options).toHaveLength(11);
    const { coordinates: _, ...nowhere } = atHome;
    expect(bookingSchema.safeParse({ ...aBooking(), visit: nowhere }).success).toBe(false);
  });

  it('has a code that no other booking has, made by the device (R-045, C-52)', () => {
    expect(bookingsCollection.keys(aBooking())).toEqual([{ key: 'code', value: 'L1-A-261117-001', unique: true }]);
    expect(bookingSchema.safeParse({ ...aBooking(), code: 'A1' }).success).toBe(false);
  });
});

describe('a walk-in (C-42)', () => {
  const { visit: _visit, source: _source, ...visitor } = request;
  const come = (changes: Partial<Parameters<typeof walkIn>[1]> = {}, context: Partial<CreationContext> = {}) =>
    walkIn(
      visitor,
      { location: aLocation(), minutes: 30, ...changes },
      creating({ now: plusSeconds(at('10:05'), 20), ...context }),
    );

  it('is here at once, with a booking of its own', () => {
    const { booking, notices } = given(come({ vet: u2 }));
    expect(booking).toMatchObject({
      status: 'CHECK_IN',
      source: 'WALK_IN',
      vet: u2,
      start: at('10:05'),
      end: at('10:35'),
      time: '10:05',
    });
    expect(notices.map(({ to }) => to)).toEqual(['VET']);
    expect(bookingSchema.safeParse(booking).success).toBe(true);
  });

  it('waits for whoever is free first when no vet is named', () => {
    const { booking } = given(come());
    expect(booking).not.toHaveProperty('vet');
    expect(bookingSchema.safeParse(booking).success).toBe(true);
  });

  it('is received by the desk or a vet, not by the owner', () => {
    expect(codeOf(come({}, { party: vet }))).toBe('ok');
    expect(codeOf(come({}, { party: owner }))).toBe('NOT_ALLOWED');
  });
});

describe('an emergency at home (C-16)', () => {
  const sos = { ...request, visit: { ...atHome, type: 'SOS' } } as Parameters<typeof callOut>[0];
  const duty = (changes: Partial<Parameters<typeof callOut>[1]> = {}) => ({
    location: aLocation(),
    shifts: [aShift(), aShift({ staff: u1 })],
    booked: [],
    vets: [u1, u2],
    minutes: 60,
    ...changes,
  });
  const now = creating({ now: at('10:10', tuesday) });

  it('goes to a free vet on duty in one step', () => {
    const first = [u1, u2].toSorted()[0]!;
    const { booking } = given(callOut(sos, duty(), now));
    expect(booking).toMatchObject({ status: 'CONFIRMED', vet: first, start: at('10:10', tuesday) });
    const busy = bookedTimes([aBooking({ slot: aSlot({ vet: first }) })]);
    expect(given(callOut(sos, duty({ booked: busy }), now)).booking.vet).not.toBe(first);
  });

  it('waits at the head of the list when all are busy, and is refused when nobody is on duty', () => {
    const busy = bookedTimes([u1, u2].map((who) => aBooking({ slot: aSlot({ vet: who }) })));
    const { booking } = given(callOut(sos, duty({ booked: busy }), now));
    expect(booking).toMatchObject({ status: 'PENDING', waiting: { why: 'NO_VET' } });
    const earlier = aBooking({ name: 'ordinary', status: 'PENDING', slot: aSlot({ start: at('09:00', tuesday) }) });
    expect(waitingForVet([earlier, booking]).map(({ id }) => id)).toEqual([booking.id, earlier.id]);
    expect(codeOf(callOut(sos, duty({ shifts: [aShift({ state: { is: 'PROPOSED' } })] }), now))).toBe('NO_VET_ON_DUTY');
    expect(codeOf(callOut(sos, duty(), creating({ now: at('20:00', tuesday) })))).toBe('NO_VET_ON_DUTY');
  });
});

describe('assigning, moving and confirming', () => {
  const waiting = given(bookHeld(request, choice({ vet: 'ANY' }), creating())).booking;

  it('gives a waiting booking a vet and a time that are free (C-09)', () => {
    const { booking, notices } = given(assignBooking(waiting, wanted('11:00', u1), search(), statusContext(desk)));
    expect(booking).toMatchObject({ status: 'ASSIGNED', vet: u1, time: '11:00' });
    expect(notices.map(({ to }) => to)).toEqual(['VET', 'OWNER']);
    const taken = [aBooking({ name: 'other', slot: aSlot({ start: at('11:00', tuesday), vet: u1 }) })];
    expect(assignBooking(waiting, wanted('11:00', u1), search(taken), statusContext(desk))).toMatchObject({
      error: { code: 'SLOT_BUSY', details: { times: ['2026-11-17 09:00', '2026-11-17 09:30', '2026-11-17 10:00'] } },
    });
    expect(codeOf(assignBooking(waiting, wanted('11:00'), search(), statusContext(owner)))).toBe('NOT_ALLOWED');
  });

  it('moves a visit with its history and tells owner and vet', () => {
    const before = aBooking();
    const { booking, notices } = given(moveBooking(before, wanted('15:00', u1), 'owner asked', slotContext(owner)));
    expect(booking).toMatchObject({ status: 'CONFIRMED', time: '15:00', vet: u1, start: at('15:00', tuesday) });
    expect(booking.history.filter(({ kind }) => kind === 'SLOT')).toHaveLength(2);
    expect(booking.history[0]).toMatchObject({ kind: 'SLOT', slot: { time: '10:30' } });
    expect(notices).toEqual([
      { to: 'OWNER', topic: 'BOOKING_MOVED' },
      { to: 'VET', topic: 'BOOKING_MOVED' },
    ]);
    expect(bookingEvents(before, booking).map(({ name }) => name)).toEqual(['booking.moved']);
    expect(bookingSchema.safeParse(booking).success).toBe(true);
  });

  it('moves all slots or none, and may use its own time (C-06)', () => {
    const long = aBooking({ slot: aSlot({ minutes: 90 }) });
    const other = aBooking({ name: 'other', slot: aSlot({ start: at('15:30', tuesday) }) });
    const need = { minutes: 90, slotsRequired: 3, vets: [u2], rooms: undefined };
    const within = (time: string) =>
      moveBooking(long, wanted(time), '', {
        ...slotContext(desk),
        search: { ...search(), booked: bookedTimes([long, other], long.id), service: need },
      });
    expect(codeOf(within('15:00'))).toBe('SLOT_BUSY');
    expect(given(within('11:00')).booking).toMatchObject({ start: at('11:00', tuesday), end: at('12:30', tuesday) });
  });

  it('does not move what has begun or is over', () => {
    for (const status of ['CHECK_IN', 'IN_PROGRESS', 'CHECK_OUT', 'COMPLETED', 'CANCELLED', 'NO_SHOW'] as const) {
      expect(codeOf(moveBooking(aBooking({ status }), wanted('15:00'), '', slotContext(desk)))).toBe('NOT_MOVABLE');
    }
    expect(codeOf(moveBooking(aBooking(), wanted('15:00'), '', slotContext(vet)))).toBe('NOT_ALLOWED');
  });

  it('confirms a waiting booking in one step when its owner takes a free slot (C-09)', () => {
    const lost = withoutSlot(aBooking(), bookingId('winner'), [], aStamp({ minute: 1, operation: 'lost' }));
    expect(lost).toMatchObject({ status: 'PENDING', waiting: { why: 'SLOT_CONFLICT', with: bookingId('winner') } });
    const { booking } = given(confirmWaiting(lost, wanted('15:00'), slotContext(owner)));
    expect(booking).toMatchObject({ status: 'CONFIRMED', time: '15:00' });
    const steps = booking.history.filter((event) => event.kind === 'STATUS').slice(-2);
    expect(steps.map(({ to, stamp }) => [to, stamp.by.kind])).toEqual([
      ['ASSIGNED', 'SYSTEM'],
      ['CONFIRMED', slotContext(owner).stamp.by.kind],
    ]);
    expect(codeOf(confirmWaiting(booking, wanted('16:00'), slotContext(owner)))).toBe('NOT_WAITING');
    expect(codeOf(confirmWaiting(lost, wanted('13:00'), slotContext(owner)))).toBe('SLOT_BUSY');
  });

  it('confirms what the owner had chosen once the clinic is heard of again (C-09)', () => {
    const silent = given(bookHeld(request, choice({ clinicHeard: at('11:00') }), creating())).booking;
    const { booking } = given(
      confirmWaiting(silent, silent as typeof silent & { vet: typeof u2 }, slotContext({ kind: 'SYSTEM' })),
    );
    expect(booking).toMatchObject({ status: 'CONFIRMED', time: '11:00', vet: u2 });
  });
});

describe('the time a booking takes', () => {
  it('is its slots while it is planned, there or done; a completed one keeps them (R-032, C-14)', () => {
    const takes = (status: BookingStatus) => timeTakenBy(aBooking({ status })) !== undefined;
    const freed: readonly BookingStatus[] = ['CANCELLED', 'NO_SHOW'];
    for (const status of bookingStatusSchema.options) {
      expect([status, takes(status)]).toEqual([status, !freed.includes(status)]);
    }
    const begun = { ...aStamp({ operation: 'miss' }), at: at('10:45', tuesday) };
    const missed = changedBooking(
      aBooking({ slot: aSlot({ minutes: 60 }) }),
      [{ kind: 'STATUS', to: 'NO_SHOW', reason: 'DID_NOT_COME' }],
      begun,
    );
    expect(timeTakenBy(missed)?.span).toEqual(spanOf(at('10:30', tuesday), at('11:00', tuesday)));
    const lost = withoutSlot(aBooking(), bookingId('winner'), [], aStamp({ minute: 1 }));
    expect(timeTakenBy(lost)).toBeUndefined();
  });
});

describe('the quote of a booking', () => {
  const dearer = aService({ prices: [aPrice({ terms: terms(rub(1650)) })] });

  it('stays as it was when prices change; a new one has author and reason and comes before CHECK_IN only (C-05, R-040)', () => {
    const booking = aBooking();
    expect(quoteOf(booking).total).toEqual(rub(1500));
    const fresh = aQuote([dearer], aStamp({ minute: 3, by: 'U6', operation: 'requote' }));
    const again = given(requoteBooking(booking, fresh, 'second animal', aStamp({ minute: 3 })));
    expect(again.quotes.map(({ version, total, reason }) => [version, total.minor, reason])).toEqual([
      [1, 150_000, ''],
      [2, 165_000, 'second animal'],
    ]);
    expect(quoteOf(again).total).toEqual(rub(1650));
    expect(again.history).toEqual(booking.history);
    expect(codeOf(requoteBooking(booking, fresh, ' ', aStamp()))).toBe('REASON_MISSING');
    expect(codeOf(requoteBooking(aBooking({ status: 'CHECK_IN' }), fresh, 'extra', aStamp()))).toBe('QUOTE_IS_FIXED');
  });

  it('has a line with its own price for each service (C-17, R-041)', () => {
    const chip = aService({ code: 'CHIP', prices: [aPrice({ terms: terms(rub(1600)) })] });
    const quote = quoteOf(aBooking({ core: { quotes: [aQuote([aService(), chip])] } }));
    expect(quote.lines.map(({ code, total }) => [code, total.minor])).toEqual([
      ['CONS-1', 150_000],
      ['CHIP', 160_000],
    ]);
    expect(quote.total).toEqual(rub(3100));
  });
});

describe('the waiting room', () => {
  const here = (name: string, start: string, came: string, who: typeof u2 | null = u2) => {
    const agreed = aBooking({ name, slot: aSlot({ start: at(start, tuesday), vet: who ?? u2 }) });
    const stamp = aStamp({ at: at(came, tuesday), operation: name });
    const arrived = changedBooking(agreed, [{ kind: 'STATUS', to: 'CHECK_IN' }], stamp);
    return who === null
      ? changedBooking(arrived, [{ kind: 'SLOT', slot: aSlot({ start: at(start, tuesday), vet: null }) }], stamp)
      : arrived;
  };
  const early = here('early', '11:00', '10:10');
  const walked = here('walked', '10:20', '10:20', null);
  const late = here('late', '10:00', '10:40');
  const room = waitingRoom([late, early, walked, aBooking({ name: 'not here' })], at('10:50', tuesday));

  it('has its turns by the agreed time or the moment they came, whichever is later', () => {
    expect(room.map(({ booking, minutes }) => [booking.id, minutes])).toEqual([
      [walked.id, 30],
      [late.id, 10],
      [early.id, 0],
    ]);
  });

  it('sends a vet those who wait for that vet and those who wait for anybody', () => {
    expect(nextFor(u2, room)?.booking.id).toBe(walked.id);
    expect(nextFor(u1, room)?.booking.id).toBe(walked.id);
    expect(nextFor(u1, room.slice(1))).toBeUndefined();
  });

  it('knows by how much somebody who has not come is late', () => {
    const visit = aBooking();
    expect(minutesLate(visit, at('10:30', tuesday))).toBe(0);
    expect(minutesLate(visit, at('10:47', tuesday))).toBe(17);
    expect(minutesLate(early, at('12:00', tuesday))).toBe(0);
  });
});

describe('the vet on the way to a home visit', () => {
  const travelling = aBooking({ status: 'ON_THE_WAY', core: { visit: atHome } });
  const position = (latitude: number, time: Instant = at('10:00')): VisitPosition => ({
    booking: travelling.id,
    position: { latitude, longitude: 37.5 },
    at: time,
  });

  it('is seen from "start travel" to "arrived" only (R-052, C-15)', () => {
    for (const status of bookingStatusSchema.options) {
      const visit = aBooking({ status, core: { visit: atHome } });
      expect([status, isTracked(visit)]).toEqual([status, status === 'ON_THE_WAY']);
    }
    expect(isTracked(aBooking({ status: 'CHECK_IN', core: { visit: atHome } }))).toBe(false);
  });

  it('is forgotten after 60 s and when the patient is reached (R-055, R-056, C-15)', () => {
    const known = position(55.71);
    expect(currentPosition(known, travelling, plusSeconds(at('10:00'), 59))).toEqual(known.position);
    expect(currentPosition(known, travelling, plusSeconds(at('10:00'), 60))).toBeUndefined();
    const arrived = aBooking({ status: 'CHECK_IN', core: { visit: atHome } });
    expect(currentPosition(known, arrived, at('10:00'))).toBeUndefined();
  });

  it('is never part of a document (C-15)', () => {
    expect(bookingSchema.safeParse({ ...travelling, position: position(55.71).position }).success).toBe(false);
  });

  it('is announced once, at 500 m or less (R-054)', () => {
    // One degree of latitude is 111.19 km on the ball that the distance is measured on.
    const away = (metres: number) => position(55.7 + metres / 111_194.93);
    expect(comesNear(travelling, undefined, away(501))).toBe(false);
    expect(comesNear(travelling, away(501), away(500))).toBe(true);
    expect(comesNear(travelling, away(500), away(300))).toBe(false);
    expect(comesNear(aBooking(), undefined, away(100))).toBe(false);
  });

  it('has an estimate of minutes to go (R-053)', () => {
    expect(minutesToGo(travelling, position(55.7 + 4_000 / 111_194.93))).toBe(10);
    expect(minutesToGo(aBooking(), position(55.71))).toBeUndefined();
  });
});

describe('hostile bookings', () => {
  it('are refused by the schema without a throw', () => {
    expectSchemaWithstands(bookingSchema, aBooking({ status: 'PENDING' }), 120);
    expectSchemaWithstands(bookingSchema, aBooking({ status: 'COMPLETED', core: { visit: atHome, note: 'x' } }), 120);
  });

  it('do not get in by claiming what their history does not say', () => {
    const honest = aBooking({ status: 'CHECK_IN' });
    const lies = [
      { ...honest, status: 'IN_PROGRESS' },
      { ...honest, vet: u1 },
      { ...honest, start: at('12:00', tuesday) },
      { ...honest, room: undefined },
      { ...honest, history: honest.history.filter(({ kind }) => kind === 'STATUS') },
      { ...honest, history: honest.history.filter(({ kind }) => kind === 'SLOT') },
    ];
    for (const lie of lies) expect(bookingSchema.safeParse(lie).success).toBe(false);
    expect(versionOf(honest)).toBe(3);
  });

  it('keep what was typed as something that can be stored', () => {
    fc.assert(
      fc.property(printable(hostileTexts()), ({ value: text }) => {
        const noted = inTime(() => bookHeld({ ...request, note: text }, choice(), creating()));
        expect(noted.ok && bookingSchema.safeParse(noted.value.booking).success).toBe(true);
        const moved = inTime(() => moveBooking(aBooking(), wanted('15:00'), text, slotContext(desk)));
        expect(moved.ok && bookingSchema.safeParse(moved.value.booking).success).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
