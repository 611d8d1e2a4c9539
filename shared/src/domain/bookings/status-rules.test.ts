import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../base/failure.ts';
import { plusMinutes } from '../../base/instant.ts';
import { aBooking, aQuote, aSlot, atHome, clientId } from '../../testing/builders/bookings.ts';
import { aPrice, aService, rub, terms } from '../../testing/builders/catalogue.ts';
import { aStamp, at, staffId } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { hostileTexts, inTime, printable } from '../../testing/hostile.ts';
import { unchangedSince } from './booking-change.ts';
import { bookingFailures } from './booking-failures.ts';
import {
  type Booking,
  bookingSchema,
  bookingStatusSchema,
  type BookingStatus,
  versionOf,
  type Visit,
} from './booking.ts';
import { changeStatus, type Settlement, type StatusContext, type StatusRequest } from './status-rules.ts';
import { allowedFrom, hatsOf, type Party, transitions } from './transitions.ts';

const tuesday = '2026-11-17';
const free = { ...aSlot({ start: at('11:00', tuesday) }), vet: staffId('U2'), offset: '+03:00' };

const parties: Record<'O' | 'D' | 'V' | 'M' | 'S', Party> = {
  O: { kind: 'OWNER', client: clientId('Volkova') },
  D: { kind: 'STAFF', staff: staffId('U5'), roles: ['FRONT_DESK'] },
  V: { kind: 'STAFF', staff: staffId('U2'), roles: ['VET'] },
  M: { kind: 'STAFF', staff: staffId('U6'), roles: ['CLINIC_MANAGER'] },
  S: { kind: 'SYSTEM' },
};
const asking = (context: Partial<StatusContext> = {}): StatusContext => ({
  party: parties.D,
  settlement: { kind: 'NO_INVOICE' },
  noShowMinutes: 15,
  lateCancelHours: 24,
  now: at('10:45', tuesday),
  stamp: aStamp({ at: at('10:45', tuesday), operation: 'change' }),
  ...context,
});

const request = (to: BookingStatus): StatusRequest => {
  switch (to) {
    case 'ASSIGNED':
      return { to, slot: free };
    case 'CHECK_OUT':
      return { to, record: { kind: 'NOT_NEEDED' } };
    case 'CANCELLED':
      return { to, reason: 'Болеет' };
    default:
      return { to };
  }
};
const booking = (status: BookingStatus, visit: Visit = { type: 'IN_CLINIC' }): Booking =>
  aBooking({ status, core: { visit } });
const statuses = bookingStatusSchema.options;

/** Section 4 of the domain, typed in from there: who may go from where to where, and at home (H) or in the clinic (C) only. */
const table: readonly [BookingStatus, BookingStatus, string, ('H' | 'C')?][] = [
  ['PENDING', 'ASSIGNED', 'DMS'],
  ['ASSIGNED', 'CONFIRMED', 'ODS'],
  ['CONFIRMED', 'ON_THE_WAY', 'V', 'H'],
  ['ON_THE_WAY', 'ARRIVED', 'V', 'H'],
  ['ARRIVED', 'CHECK_IN', 'V', 'H'],
  ['CONFIRMED', 'CHECK_IN', 'DV', 'C'],
  ['CHECK_IN', 'IN_PROGRESS', 'V'],
  ['IN_PROGRESS', 'CHECK_OUT', 'V'],
  ['CHECK_OUT', 'COMPLETED', 'DVMS'],
  ['PENDING', 'CANCELLED', 'ODM'],
  ['ASSIGNED', 'CANCELLED', 'ODM'],
  ['CONFIRMED', 'CANCELLED', 'ODM'],
  ['ON_THE_WAY', 'CANCELLED', 'DM', 'H'],
  ['ARRIVED', 'CANCELLED', 'DM', 'H'],
  ['CONFIRMED', 'NO_SHOW', 'DMS'],
  ['ON_THE_WAY', 'NO_SHOW', 'VM', 'H'],
  ['ARRIVED', 'NO_SHOW', 'VM', 'H'],
  ['CHECK_IN', 'NO_SHOW', 'M'],
  ['IN_PROGRESS', 'NO_SHOW', 'M'],
];

describe('story 7: the status machine', () => {
  const pairs = statuses.flatMap((from) => statuses.filter((to) => to !== from).map((to) => [from, to] as const));
  const settled = (party: Party) => asking({ party, settlement: { kind: 'SETTLED' } });
  const visits = (where?: 'H' | 'C'): Visit[] => [
    ...(where === 'H' ? [] : [{ type: 'IN_CLINIC' } as const]),
    ...(where === 'C' ? [] : [atHome]),
  ];

  it('allows 19 of 110 ordered pairs and refuses 91, each with what is allowed (story 7, R-047, C-10)', () => {
    expect(pairs).toHaveLength(110);
    const rowOf = (from: BookingStatus, to: BookingStatus) => table.find((one) => one[0] === from && one[1] === to);
    const allowed = pairs.filter(([from, to]) => rowOf(from, to) !== undefined);
    const refused = pairs.filter(([from, to]) => rowOf(from, to) === undefined);
    expect([allowed.length, refused.length]).toEqual([19, 91]);
    const outcomes = (from: BookingStatus, to: BookingStatus, visit: Visit) =>
      Object.entries(parties).map(([letter, party]) => {
        const result = changeStatus(booking(from, visit), request(to), settled(party));
        return [letter, result.ok ? 'ok' : result.error] as const;
      });
    for (const [from, to] of allowed) {
      const [, , who = '', where] = rowOf(from, to) ?? [];
      for (const visit of visits(where)) {
        const decided = outcomes(from, to, visit).map(([letter, result]) => [
          letter,
          result === 'ok' ? result : result.code,
        ]);
        const expected = Object.keys(parties).map((letter) => [letter, who.includes(letter) ? 'ok' : 'NOT_ALLOWED']);
        expect([from, to, decided]).toEqual([from, to, expected]);
      }
    }
    for (const [from, to] of refused) {
      for (const visit of visits()) {
        const error = { code: 'STATUS_NOT_ALLOWED', details: { from, to, allowed: allowedFrom(from, visit.type) } };
        expect(outcomes(from, to, visit)).toEqual(Object.keys(parties).map((letter) => [letter, error]));
      }
    }
    expect(transitions.flatMap(({ from }) => from)).toHaveLength(19);
  });

  it('skips the states of the road for a visit in the clinic, and does not check in at home before arriving (C-10)', () => {
    expect(allowedFrom('CONFIRMED', 'IN_CLINIC')).toEqual(['CHECK_IN', 'CANCELLED', 'NO_SHOW']);
    expect(allowedFrom('CONFIRMED', 'HOME_VISIT')).toEqual(['ON_THE_WAY', 'CANCELLED', 'NO_SHOW']);
    expect(allowedFrom('CONFIRMED', 'SOS')).toEqual(allowedFrom('CONFIRMED', 'HOME_VISIT'));
    const finals = ['COMPLETED', 'CANCELLED', 'NO_SHOW'] as const;
    expect(finals.flatMap((final) => allowedFrom(final, 'IN_CLINIC'))).toEqual([]);
  });

  it('says in the sentence what is allowed (story 7)', () => {
    const result = changeStatus(booking('CHECK_IN'), request('CANCELLED'), asking());
    expect(result.ok ? '' : sentenceOf(bookingFailures.STATUS_NOT_ALLOWED, result.error.details, 'en')).toBe(
      'A visit that is CHECK_IN cannot become CANCELLED. Allowed: IN_PROGRESS, NO_SHOW.',
    );
    const final = changeStatus(booking('COMPLETED'), request('CANCELLED'), asking());
    expect(final.ok ? '' : sentenceOf(bookingFailures.STATUS_NOT_ALLOWED, final.error.details, 'en')).toContain(
      'Allowed: –.',
    );
  });

  it('does nothing when asked for the status it has: no new version, no notice, no history (story 7)', () => {
    for (const status of statuses) {
      const before = booking(status, status === 'ON_THE_WAY' || status === 'ARRIVED' ? atHome : { type: 'IN_CLINIC' });
      const same = given(changeStatus(before, request(status), asking({ party: parties.O })));
      expect(same.booking).toBe(before);
      expect(same.notices).toEqual([]);
    }
  });

  it('refuses a no-show at 10:44 and takes it at 10:45 for 10:30 (story 7, C-11)', () => {
    const visit = booking('CONFIRMED');
    const at1044 = changeStatus(visit, request('NO_SHOW'), asking({ now: plusMinutes(visit.start, 14) }));
    expect(at1044).toMatchObject({ error: { code: 'NO_SHOW_TOO_EARLY', details: { from: '10:45' } } });
    const at1045 = given(changeStatus(visit, request('NO_SHOW'), asking({ now: plusMinutes(visit.start, 15) })));
    expect(at1045.booking).toMatchObject({ status: 'NO_SHOW', missed: { reason: 'DID_NOT_COME' } });
  });

  it('calls it "left without being seen" once the patient was here, and "not at home" on the road (C-11)', () => {
    const reason = (from: BookingStatus, party: Party, visit?: Visit) => {
      const { booking: missed } = given(changeStatus(booking(from, visit), request('NO_SHOW'), asking({ party })));
      return missed.status === 'NO_SHOW' ? missed.missed.reason : missed.status;
    };
    expect(reason('CHECK_IN', parties.M)).toBe('LEFT_WITHOUT_BEING_SEEN');
    expect(reason('IN_PROGRESS', parties.M)).toBe('LEFT_WITHOUT_BEING_SEEN');
    expect(reason('ARRIVED', parties.V, atHome)).toBe('NOT_AT_HOME');
  });

  it('refuses PENDING → CHECK_IN and CHECK_IN → CANCELLED (story 7, C-12)', () => {
    expect(codeOf(changeStatus(booking('PENDING'), request('CHECK_IN'), asking()))).toBe('STATUS_NOT_ALLOWED');
    expect(codeOf(changeStatus(booking('CHECK_IN'), request('CANCELLED'), asking()))).toBe('STATUS_NOT_ALLOWED');
    expect(codeOf(changeStatus(booking('COMPLETED'), request('CANCELLED'), asking()))).toBe('STATUS_NOT_ALLOWED');
  });

  it('completes only what is paid: 500.00 left of 1,500.00, then not (story 7, R-048, C-13)', () => {
    const paying = (settlement: Settlement) =>
      changeStatus(booking('CHECK_OUT'), request('COMPLETED'), asking({ settlement }));
    const open = paying({ kind: 'OPEN', left: rub(500) });
    expect(open).toMatchObject({ error: { code: 'INVOICE_NOT_SETTLED' } });
    expect(open.ok ? '' : sentenceOf(bookingFailures.INVOICE_NOT_SETTLED, open.error.details, 'en')).toContain(
      '500.00',
    );
    expect(open.ok ? '' : sentenceOf(bookingFailures.INVOICE_NOT_SETTLED, open.error.details, 'en')).toContain('left');
    expect(given(paying({ kind: 'SETTLED' })).booking.status).toBe('COMPLETED');
    expect(codeOf(paying({ kind: 'NO_INVOICE' }))).toBe('INVOICE_MISSING');
  });

  it('completes by itself when it was paid online before the vet checks out (story 7, R-048)', () => {
    const context = asking({ party: parties.V, settlement: { kind: 'SETTLED' } });
    const { booking: completed, notices } = given(changeStatus(booking('IN_PROGRESS'), request('CHECK_OUT'), context));
    expect(completed).toMatchObject({ status: 'COMPLETED', record: { kind: 'NOT_NEEDED' } });
    expect(completed.history.at(-1)?.stamp.by).toEqual({ kind: 'SYSTEM' });
    expect(notices.map(({ topic, to }) => `${topic} ${to}`)).toEqual([
      'BOOKING_CHECK_OUT OWNER',
      'BOOKING_COMPLETED OWNER',
      'BOOKING_COMPLETED VET',
    ]);
  });

  it('cancels only with a reason and keeps it and who gave it (story 7, R-049)', () => {
    for (const reason of ['', '   ', '\n\t']) {
      expect(codeOf(changeStatus(booking('CONFIRMED'), { to: 'CANCELLED', reason }, asking()))).toBe('REASON_MISSING');
    }
    const stamp = aStamp({ by: 'U5', operation: 'cancel' });
    const { booking: cancelled } = given(changeStatus(booking('CONFIRMED'), request('CANCELLED'), asking({ stamp })));
    expect(cancelled).toMatchObject({ status: 'CANCELLED', cancelled: { reason: 'Болеет', stamp } });
  });

  it('checks out with a record or the word that none is needed (R-072)', () => {
    const vet = asking({ party: parties.V });
    expect(codeOf(changeStatus(booking('IN_PROGRESS'), { to: 'CHECK_OUT', record: undefined }, vet))).toBe(
      'RECORD_MISSING',
    );
    expect(codeOf(changeStatus(booking('IN_PROGRESS'), request('CHECK_OUT'), vet))).toBe('ok');
  });

  it('does not check out an estimate before somebody weighed the animal (C-01)', () => {
    const byWeight = aService({ prices: [aPrice({ terms: terms(rub(500), { mode: 'PER_KG', perKg: rub(50) }) })] });
    const estimate = aBooking({ status: 'IN_PROGRESS', core: { quotes: [aQuote([byWeight])] } });
    const checkOut = (settlement: Settlement) =>
      codeOf(changeStatus(estimate, request('CHECK_OUT'), asking({ party: parties.V, settlement })));
    expect(checkOut({ kind: 'ESTIMATE' })).toBe('PRICE_NOT_KNOWN');
    expect(checkOut({ kind: 'OPEN', left: rub(1750) })).toBe('ok');
  });

  it('tells exactly those whom section 4 lists (story 7, R-050)', () => {
    const expected: Partial<Record<BookingStatus, string[]>> = {
      ASSIGNED: ['VET', 'OWNER'],
      CONFIRMED: ['VET'],
      ON_THE_WAY: ['OWNER'],
      ARRIVED: [],
      CHECK_IN: ['VET'],
      IN_PROGRESS: [],
      CHECK_OUT: ['OWNER'],
      COMPLETED: ['OWNER', 'VET'],
      CANCELLED: ['OWNER', 'CLINIC'],
      NO_SHOW: ['CLINIC'],
    };
    for (const [from, to, who, where] of table) {
      const visit: Visit = where === 'H' ? atHome : { type: 'IN_CLINIC' };
      const letter = who[0] as keyof typeof parties;
      const settlement: Settlement = to === 'COMPLETED' ? { kind: 'SETTLED' } : { kind: 'OPEN', left: rub(1) };
      const context = asking({ party: parties[letter], settlement });
      const { notices } = given(changeStatus(booking(from, visit), request(to), context));
      const told = to === 'CHECK_IN' && where === 'H' ? ['OWNER'] : expected[to];
      expect([from, to, notices.map((notice) => notice.to)]).toEqual([from, to, told]);
      expect(new Set(notices.map(({ topic }) => topic)).size).toBeLessThanOrEqual(1);
    }
  });

  it('writes who, where and when into the history and raises the version with every step (R-017, R-065)', () => {
    let visit = booking('CONFIRMED');
    const steps: readonly [StatusRequest, Party][] = [
      [request('CHECK_IN'), parties.D],
      [request('IN_PROGRESS'), parties.V],
      [request('CHECK_OUT'), parties.V],
      [request('COMPLETED'), parties.D],
    ];
    for (const [index, [wish, party]] of steps.entries()) {
      const settlement: Settlement = wish.to === 'COMPLETED' ? { kind: 'SETTLED' } : { kind: 'OPEN', left: rub(1) };
      const stamp = aStamp({ minute: index, device: index === 0 ? 'DK-A' : 'VT-1', by: 'U2', operation: wish.to });
      const { booking: next } = given(changeStatus(visit, wish, asking({ party, settlement, stamp })));
      expect(versionOf(next)).toBe(versionOf(visit) + 1);
      expect(next.history.at(-1)).toMatchObject({ to: wish.to, stamp });
      expect(next.changed).toEqual(stamp);
      expect(bookingSchema.safeParse(next).success).toBe(true);
      // Whoever still looks at the booking as it was before may not act on it.
      expect(codeOf(unchangedSince(next, versionOf(visit)))).toBe('CHANGED_MEANWHILE');
      expect(codeOf(unchangedSince(next, versionOf(next)))).toBe('ok');
      visit = next;
    }
    expect(visit.status).toBe('COMPLETED');
  });
});

describe('who acts', () => {
  it('is an owner only for their own booking', () => {
    const stranger: Party = { kind: 'OWNER', client: clientId('Stranger') };
    expect(codeOf(changeStatus(booking('CONFIRMED'), request('CANCELLED'), asking({ party: stranger })))).toBe(
      'NOT_ALLOWED',
    );
  });

  it('is a nurse in place of the vet for the visits that are hers', () => {
    const nurse: Party = { kind: 'STAFF', staff: staffId('U4'), roles: ['NURSE'] };
    const hers = aBooking({ status: 'CHECK_IN', slot: aSlot({ vet: staffId('U4') }) });
    expect(codeOf(changeStatus(hers, request('IN_PROGRESS'), asking({ party: nurse })))).toBe('ok');
    expect(codeOf(changeStatus(booking('CHECK_IN'), request('IN_PROGRESS'), asking({ party: nurse })))).toBe(
      'NOT_ALLOWED',
    );
  });

  it('is desk and manager at once when somebody is both', () => {
    const both: Party = { kind: 'STAFF', staff: staffId('U6'), roles: ['CLINIC_MANAGER', 'FRONT_DESK'] };
    expect(hatsOf(both, booking('PENDING'))).toEqual(new Set(['MANAGER', 'DESK']));
  });

  it('becomes the vet of the visit by beginning it', () => {
    const other: Party = { kind: 'STAFF', staff: staffId('U1'), roles: ['VET'] };
    const { booking: begun } = given(
      changeStatus(booking('CHECK_IN'), request('IN_PROGRESS'), asking({ party: other })),
    );
    expect(begun).toMatchObject({ status: 'IN_PROGRESS', vet: staffId('U1') });
    const own = given(changeStatus(booking('CHECK_IN'), request('IN_PROGRESS'), asking({ party: parties.V }))).booking;
    expect(own.history.filter(({ kind }) => kind === 'SLOT')).toHaveLength(1);
  });
});

describe('slots after a visit is over', () => {
  const long = (status: BookingStatus) => aBooking({ status, slot: aSlot({ minutes: 90 }) });

  it('a cancel frees those that have not begun, a late one is marked (C-14, C-21, R-032)', () => {
    const cancel = (now: string, date = tuesday) => {
      const context = asking({ now: at(now, date), stamp: aStamp({ at: at(now, date), operation: 'cancel' }) });
      const { booking: cancelled } = given(changeStatus(long('CONFIRMED'), request('CANCELLED'), context));
      return cancelled.status === 'CANCELLED' ? [cancelled.freedFrom, cancelled.cancelled.late] : [];
    };
    expect(cancel('10:00', '2026-11-16')).toEqual([at('10:30', tuesday), false]);
    expect(cancel('10:30', '2026-11-16')).toEqual([at('10:30', tuesday), false]);
    expect(cancel('10:31', '2026-11-16')).toEqual([at('10:30', tuesday), true]);
    expect(cancel('10:40')).toEqual([at('11:00', tuesday), true]);
  });

  it('a no-show keeps the slots that have begun and frees the rest (C-14)', () => {
    const miss = (now: string) => {
      const context = asking({ now: at(now, tuesday), stamp: aStamp({ at: at(now, tuesday), operation: 'miss' }) });
      const { booking: missed } = given(changeStatus(long('CONFIRMED'), request('NO_SHOW'), context));
      return missed.status === 'NO_SHOW' ? missed.freedFrom : undefined;
    };
    expect(miss('10:45')).toBe(at('11:00', tuesday));
    expect(miss('11:00')).toBe(at('11:30', tuesday));
    expect(miss('11:59')).toBe(at('12:00', tuesday));
    expect(miss('15:00')).toBe(at('12:00', tuesday));
  });
});

describe('hostile wishes', () => {
  it('end in a refusal or in a booking that can be stored', () => {
    fc.assert(
      fc.property(printable(hostileTexts()), ({ value: text }) => {
        const wishes: StatusRequest[] = [
          { to: 'CANCELLED', reason: text },
          { to: 'NO_SHOW', note: text },
        ];
        for (const wish of wishes) {
          const result = inTime(() => changeStatus(booking('CONFIRMED'), wish, asking()));
          const isGood = result.ok
            ? bookingSchema.safeParse(result.value.booking).success
            : result.error.code === 'REASON_MISSING';
          expect(isGood).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
