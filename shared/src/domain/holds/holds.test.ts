import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import { type Instant, plusMilliseconds } from '../../base/instant.ts';
import { aBooking, aHold, aQuote, aSlot, bookingId, clientId, petId } from '../../testing/builders/bookings.ts';
import { aLocation, roomId } from '../../testing/builders/settings.ts';
import { aShift } from '../../testing/builders/shifts.ts';
import { aStamp, at, deviceId, staffId } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { expectSchemaWithstands } from '../../testing/hostile.ts';
import { bookHeld } from '../bookings/booking-creation.ts';
import { bookingEvents } from '../bookings/booking-events.ts';
import { bookedTimes } from '../bookings/booking-times.ts';
import type { Booking } from '../bookings/booking.ts';
import { heldTimes, type Hold, holdKeys, holdSchema, isHeld } from './hold.ts';
import { claimHold, type HoldContext, takeHold, withoutEnded } from './hold-rules.ts';

const tuesday = '2026-11-17';
const u2 = staffId('U2');
const eleven = at('11:00', tuesday);
const noon = at('12:00');
const [ownerA, ownerB] = (['A', 'B'] as const).map((name) => ({ kind: 'OWNER', client: clientId(name) }) as const);

/** The day of U2 in Consult 1, with what is held and booked, at a moment. */
const day = (now: Instant, holds: readonly Hold[] = [], bookings: readonly Booking[] = []): HoldContext => ({
  search: {
    location: aLocation(),
    holidays: [],
    shifts: [aShift()],
    blocks: [],
    booked: bookedTimes(bookings),
    service: { minutes: 30, slotsRequired: 1, vets: [u2], rooms: [roomId('Consult 1')] },
    from: eleven,
    below: at('00:00', '2026-11-18'),
  },
  holds,
  seconds: 120,
  now,
});

const wish = (name: string, by: Hold['by'] = ownerA!) => ({
  id: derivedId<'Hold'>('Hold', name),
  vet: u2,
  start: eleven,
  by,
  device: deviceId('DK-A'),
});

describe('a hold', () => {
  it('keeps a slot for 120 s, if nobody has it (R-043)', () => {
    const hold = given(takeHold(wish('A'), day(noon)));
    expect(hold).toMatchObject({ start: eleven, end: at('11:30', tuesday), room: roomId('Consult 1') });
    expect(hold.expires).toBe(at('12:02'));
    expect(codeOf(takeHold(wish('B', ownerB), day(noon, [hold])))).toBe('SLOT_BUSY');
    expect(codeOf(takeHold(wish('B', ownerB), day(noon, [], [aBooking({ slot: aSlot({ start: eleven }) })])))).toBe(
      'SLOT_BUSY',
    );
  });

  it('ends at its very millisecond, and cannot be prolonged by asking again (R-043)', () => {
    const hold = given(takeHold(wish('A'), day(noon)));
    const last = plusMilliseconds(hold.expires, -1);
    expect(isHeld(hold, last)).toBe(true);
    expect(isHeld(hold, hold.expires)).toBe(false);
    expect(given(takeHold(wish('A'), day(last, [hold])))).toBe(hold);
    expect(given(takeHold(wish('A'), day(hold.expires, [hold]))).expires).toBe(at('12:04'));
    expect(withoutEnded([hold], hold.expires)).toEqual([]);
    expect(heldTimes([hold], hold.expires)).toEqual([]);
  });

  it('has one key for each slot of the vet and of the room: location, resource, start (C-08)', () => {
    const hold = aHold({ end: at('12:00', tuesday) });
    const { location, vet, room } = hold;
    expect(holdKeys(hold)).toEqual([
      `${location}/vet/${vet}/${eleven}`,
      `${location}/room/${room}/${eleven}`,
      `${location}/vet/${vet}/${at('11:30', tuesday)}`,
      `${location}/room/${room}/${at('11:30', tuesday)}`,
    ]);
    const { room: _, ...atHome } = hold;
    expect(holdKeys(atHome)).toHaveLength(2);
  });

  it('takes all slots of a long service or none (C-06, C-08)', () => {
    const context = day(noon, [aHold({ start: at('12:00', tuesday), end: at('12:30', tuesday), by: ownerB! })]);
    const long = {
      ...context,
      search: { ...context.search, service: { ...context.search.service, slotsRequired: 3 } },
    };
    const refused = takeHold(wish('A'), long);
    expect(refused).toMatchObject({ error: { code: 'SLOT_BUSY' } });
    expect(refused.ok ? [] : refused.error.details['times']).toEqual([
      '2026-11-17 13:30',
      '2026-11-17 14:00',
      '2026-11-17 14:30',
    ]);
  });

  it('is confirmed by its holder only', () => {
    const hold = given(takeHold(wish('A'), day(noon)));
    expect(codeOf(claimHold(hold.id, ownerB!, day(noon, [hold])))).toBe('NOT_YOUR_HOLD');
    expect(given(claimHold(hold.id, ownerA!, day(noon, [hold])))).toBe(hold);
  });

  it('does not help against a booking that was made out of sight and came by sync (C-54)', () => {
    const hold = given(takeHold(wish('A'), day(noon)));
    const booked = [aBooking({ slot: aSlot({ start: eleven }) })];
    expect(codeOf(claimHold(hold.id, ownerA!, day(noon, [hold], booked)))).toBe('SLOT_BUSY');
  });

  it('withstands hostile input', () => {
    expectSchemaWithstands(holdSchema, aHold(), 80);
  });

  it('is never given to two at one time (R-043)', () => {
    const asks = fc.array(
      fc.record({ name: fc.constantFrom('A', 'B', 'C'), after: fc.integer({ min: 0, max: 100_000 }) }),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(asks, (sequence) => {
        let now = noon;
        let holds: Hold[] = [];
        for (const { name, after } of sequence) {
          now = plusMilliseconds(now, after);
          const result = takeHold(wish(name, { kind: 'OWNER', client: clientId(name) }), day(now, holds));
          if (result.ok) holds = [...holds.filter(({ id }) => id !== result.value.id), result.value];
          expect(withoutEnded(holds, now).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('story 2: hold 120 s, then confirm', () => {
  const request = {
    id: bookingId('story 2'),
    code: 'L1-A-261117-001',
    client: clientId('B'),
    pet: petId('Rex'),
    visit: { type: 'IN_CLINIC' } as const,
    source: 'ONLINE' as const,
    quote: aQuote(),
  };
  const confirm = (hold: Hold, now: Instant, by: typeof ownerA, known?: Booking) =>
    bookHeld(
      { ...request, client: by!.client },
      { hold, vet: 'THIS_ONE', location: aLocation(), clinicHeard: now, silentMinutes: 10 },
      { party: by!, now, known, stamp: { ...aStamp({ operation: 'confirm' }), by: by! } },
    );

  it('plays to the second (story 2)', () => {
    const holdOfA = given(takeHold(wish('A'), day(at('12:00'))));
    expect(holdOfA.expires).toBe(at('12:02'));
    expect(codeOf(takeHold(wish('B', ownerB), day(plusMilliseconds(at('12:02'), -1), [holdOfA])))).toBe('SLOT_BUSY');

    const holdOfB = given(takeHold(wish('B', ownerB), day(at('12:02'), [holdOfA])));
    expect(holdOfB.expires).toBe(at('12:04'));
    const holds = [holdOfA, holdOfB];

    const late = claimHold(holdOfA.id, ownerA!, day(plusMilliseconds(at('12:02'), 5_000), holds));
    expect(late).toMatchObject({
      error: {
        code: 'HOLD_EXPIRED',
        details: { times: ['2026-11-17 11:30', '2026-11-17 12:00', '2026-11-17 12:30'] },
      },
    });

    const now = plusMilliseconds(at('12:02'), 40_000);
    const claimed = given(claimHold(holdOfB.id, ownerB!, day(now, holds)));
    const first = given(confirm(claimed, now, ownerB));
    expect(first.booking).toMatchObject({ status: 'CONFIRMED', start: eleven, vet: u2, room: roomId('Consult 1') });
    expect(first.notices).toEqual([{ to: 'VET', topic: 'BOOKING_CONFIRMED' }]);
    expect(bookingEvents(undefined, first.booking).filter(({ name }) => name === 'booking.created')).toHaveLength(1);

    const again = given(confirm(claimed, now, ownerB, first.booking));
    expect(again.booking).toBe(first.booking);
    expect(again.notices).toEqual([]);
    expect(bookingEvents(first.booking, again.booking)).toEqual([]);
    expect(codeOf(takeHold(wish('C'), day(now, [], [first.booking])))).toBe('SLOT_BUSY');
  });

  it('lets A have it when A confirms in the last millisecond, and B stays busy (story 2)', () => {
    const hold = given(takeHold(wish('A'), day(at('12:00'))));
    const now = plusMilliseconds(at('12:02'), -1);
    const { booking } = given(confirm(given(claimHold(hold.id, ownerA!, day(now, [hold]))), now, ownerA));
    expect(booking.status).toBe('CONFIRMED');
    expect(codeOf(takeHold(wish('B', ownerB), day(at('12:02'), [], [booking])))).toBe('SLOT_BUSY');
  });
});
