import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { type Instant, plusDays, plusMinutes } from '../../base/instant.ts';
import { dateAt, wallMomentAt, wallTime } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import { aRefusal } from '../../testing/builders/book-entry.ts';
import { aBooking, aQuote, aSlot } from '../../testing/builders/bookings.ts';
import { aService } from '../../testing/builders/catalogue.ts';
import { aClient, aConsent } from '../../testing/builders/client.ts';
import { aPet } from '../../testing/builders/pet.ts';
import { aLocation } from '../../testing/builders/settings.ts';
import { aShift } from '../../testing/builders/shifts.ts';
import { aStamp, at } from '../../testing/builders/stamp.ts';
import { aVaccinationRequest } from '../../testing/builders/vaccination.ts';
import { given } from '../../testing/given.ts';
import type { Booking, BookingStatus } from '../bookings/booking.ts';
import type { Client } from '../clients/client.ts';
import { recallSchema } from '../inbox/recall.ts';
import type { Pet } from '../pets/pet.ts';
import { defaultProtocols } from '../vaccinations/default-protocols.ts';
import { recordVaccination } from '../vaccinations/vaccination-rules.ts';
import type { GivenVaccination, Vaccination } from '../vaccinations/vaccination.ts';
import { voidedBy } from '../voidable.ts';
import { explainDose } from './explain.ts';
import { indexFacts, type ReminderFacts, type SentReminder } from './facts.ts';
import { messagesDue, planReminders, type PlannedMessage } from './planner.ts';
import { recallOf } from './recall-list.ts';
import { planShiftReminders } from './shift-reminders.ts';
import { defaultReminderSettings, reminderSettingsSchema, stages } from './stages.ts';

const baron = aPet();
const irina = aClient();
const rabiesVisit = aService({ code: 'VAC-RAB' });

/** Rabies for an animal, judged by the clinic's protocol. */
function rabies(pet: Pet, date: string, history: readonly Vaccination[] = []): GivenVaccination {
  const request = aVaccinationRequest({
    id: derivedId('Record', pet.id, date),
    date: civilDate(date),
    location: aLocation().id,
  });
  const situation = {
    pet,
    history,
    protocols: defaultProtocols.protocols,
    validity: { validOnDueDay: false },
    today: civilDate('2028-01-01'),
  };
  const administration = { kind: 'ELSEWHERE' } as const;
  return given(recordVaccination(situation, { ...request, administration }, aStamp())).vaccination;
}

const facts = (more: Partial<ReminderFacts> = {}, owners: readonly Client[] = [irina]): ReminderFacts => ({
  vaccinations: [rabies(baron, '2025-11-20')],
  refusals: [],
  pets: [baron],
  bookings: [],
  locations: [aLocation()],
  protocols: defaultProtocols.protocols,
  settings: defaultReminderSettings,
  quiet: { from: wallTime('21:00'), to: wallTime('09:00') },
  sent: [],
  ownerOf: (id) => owners.find((owner) => owner.id === id),
  ...more,
});

const sent = (messages: readonly PlannedMessage[], now: Instant): SentReminder[] =>
  messages.flatMap(({ id, owner, items }) => items.map(({ key }) => ({ key, message: id, owner, at: now })));

/** Sweeps at ten o'clock on each of these days, each time with all that was sent before, and tells what went out. */
function sweeps(days: readonly string[], state: (now: Instant) => ReminderFacts, time = '10:00'): string[] {
  let log: SentReminder[] = [];
  return days.flatMap((day) => {
    const now = at(time, day);
    const world = { ...state(now), sent: log };
    const messages = messagesDue(planReminders(world, now), now);
    log = [...log, ...sent(messages, now)];
    return messages.map(({ items }) => `${day} ${items.map(({ stage }) => stage).join('+')}`);
  });
}

const everyDay = (from: string, days: number): string[] =>
  Array.from({ length: days }, (_, index) => dateAt(plusDays(at('12:00', from), index), zone('Europe/Moscow')));

const booked = (status: BookingStatus, name = 'B1'): Booking =>
  aBooking({
    name,
    status,
    slot: aSlot({ start: at('16:00', '2026-11-18') }),
    stamp: aStamp({ at: at('12:00', '2026-11-16'), by: 'U5', operation: name }),
    core: { client: irina.id, pet: baron.id, quotes: [aQuote([rabiesVisit])] },
  });

const verdicts = (world: ReminderFacts, now: Instant): unknown[] =>
  explainDose(indexFacts(world), world.vaccinations[0]!, now).map(({ stage, verdict }) =>
    verdict.is === 'SUPPRESSED' ? `${stage} ${verdict.by.why}` : `${stage} ${verdict.is}`,
  );

const wholeLadder = everyDay('2026-11-01', 70);

describe('the reminder ladder (story 12)', () => {
  it('story 12: the stages of a booster due 2026-11-20 and valid until 11-19 are sent at 10:00 of the location', () => {
    const planned = explainDose(indexFacts(facts()), rabies(baron, '2025-11-20'), at('12:00', '2026-11-01'));
    expect(planned.map(({ date }) => date)).toEqual([
      '2026-11-05',
      '2026-11-16',
      '2026-11-19',
      '2026-11-26',
      '2026-12-19',
    ]);
    expect(planned.map(({ plannedAt }) => wallMomentAt(plannedAt, zone('Europe/Moscow')).time)).toEqual(
      stages.map(() => '10:00'),
    );
  });

  it('story 1: a first dose of 2026-11-16 plans 2027-11-01, 11-12, 11-15, 11-22 and 12-15', () => {
    const dose = rabies(baron, '2026-11-16');
    const plan = planReminders(facts({ vaccinations: [dose] }), at('11:00'));
    expect(plan.messages.map(({ sendAt }) => sendAt)).toEqual(
      ['2027-11-01', '2027-11-12', '2027-11-15', '2027-11-22', '2027-12-15'].map((day) => at('10:00', day)),
    );
    expect(plan.recall).toEqual([]);
  });

  it('story 12 a: on 11-16 at 10:00 one D-3 message goes out', () => {
    expect(sweeps(everyDay('2026-11-16', 1), () => facts())).toEqual(['2026-11-16 D-3']);
  });

  it('story 12 b: after a booking at noon for 11-18 D0 is suppressed and the appointment is noticed on 11-17 at 10:00', () => {
    const state = (now: Instant): ReminderFacts =>
      facts({ bookings: now > at('12:00', '2026-11-16') ? [booked('CONFIRMED')] : [] });
    expect(sweeps(everyDay('2026-11-16', 3), state)).toEqual(['2026-11-16 D-3', '2026-11-17 A-1']);
    const explained = explainDose(indexFacts(state(at('13:00'))), rabies(baron, '2025-11-20'), at('13:00'));
    expect(explained.find(({ stage }) => stage === 'D0')?.verdict).toEqual({
      is: 'SUPPRESSED',
      by: {
        why: 'BOOKED',
        booking: derivedId('Booking', 'B1'),
        code: 'L1-A-261117-001',
        start: at('16:00', '2026-11-18'),
        by: aStamp({ by: 'U5' }).by,
      },
    });
  });

  it('story 12 c: vaccinated on 11-18 it is next due 2027-11-18, and nothing goes out on 11-26', () => {
    const first = rabies(baron, '2025-11-20');
    const second = rabies(baron, '2026-11-18', [first]);
    expect(second.nextDue).toBe('2027-11-18');
    const state = (now: Instant): ReminderFacts =>
      facts({ vaccinations: now > at('15:00', '2026-11-18') ? [first, second] : [first] });
    expect(sweeps(wholeLadder, state)).toEqual(['2026-11-05 D-14', '2026-11-16 D-3']);
    expect(verdicts(facts({ vaccinations: [first, second] }), at('12:00', '2026-11-20'))).toEqual(
      stages.map((stage) => `${stage} DONE`),
    );
  });

  it('story 12 d: without a booking D0, D+7 and D+30 go out, and then it is on the recall list only', () => {
    expect(sweeps(wholeLadder, () => facts())).toEqual([
      '2026-11-05 D-14',
      '2026-11-16 D-3',
      '2026-11-19 D0',
      '2026-11-26 D+7',
      '2026-12-19 D+30',
    ]);
    const after = at('12:00', '2027-01-03');
    const { messages, recall } = planReminders(facts(), after);
    expect(messages).toEqual([]);
    expect(recall).toEqual([
      {
        pet: baron.id,
        owner: irina.id,
        vaccine: 'V-RAB',
        due: '2026-11-20',
        daysOverdue: 44,
        why: 'LADDER_ENDED',
      },
    ]);
    expect(recallSchema.parse(recallOf(recall[0]!, aStamp())).id).toBe(recallOf(recall[0]!, aStamp({ minute: 9 })).id);
  });

  it('story 12 e: marked as deceased on 11-17 nothing more goes out, and nobody calls', () => {
    const dead = aPet({ deceased: civilDate('2026-11-17') });
    const state = (now: Instant): ReminderFacts => facts({ pets: [now < at('09:00', '2026-11-17') ? baron : dead] });
    expect(sweeps(wholeLadder, state)).toEqual(['2026-11-05 D-14', '2026-11-16 D-3']);
    const world = facts({ pets: [dead] });
    expect(planReminders(world, at('12:00', '2027-01-03'))).toEqual({ messages: [], recall: [] });
    const [first] = explainDose(indexFacts(world), world.vaccinations[0]!, at('12:00', '2026-11-18'));
    expect(first?.verdict).toEqual({ is: 'SUPPRESSED', by: { why: 'DECEASED', since: '2026-11-17' } });
  });

  it('story 12 f: two animals due on one day are one message that names both', () => {
    const milo = aPet({ id: derivedId('Pet', 'Milo'), name: 'Мило', species: 'CAT' });
    const world = facts({
      pets: [baron, milo],
      vaccinations: [rabies(baron, '2025-11-20'), rabies(milo, '2025-11-20')],
    });
    const now = at('10:00', '2026-11-16');
    const [message, ...others] = messagesDue(planReminders(world, now), now);
    expect(others).toEqual([]);
    expect(message?.items.map(({ pet }) => pet).toSorted()).toEqual([baron.id, milo.id].toSorted());
  });

  it('story 12 g: 10:00 in Moscow is night for an owner in Berlin, who gets it at 09:00 there', () => {
    const abroad = aClient({ zone: zone('Europe/Berlin') });
    const { messages } = planReminders(facts({}, [abroad]), at('12:00', '2026-11-15'));
    const threeDaysBefore = messages.find(({ items }) => items[0]?.stage === 'D-3');
    expect(wallMomentAt(threeDaysBefore!.sendAt, zone('Europe/Berlin'))).toMatchObject({
      date: '2026-11-16',
      time: '09:00',
    });
    expect(threeDaysBefore?.items[0]?.moved).toBe('QUIET_HOURS');
  });

  it('story 12 h: planned again after every restart it is the same message, and once sent it is not planned again', () => {
    const now = at('10:00', '2026-11-16');
    const first = messagesDue(planReminders(facts(), now), now);
    const restarted = messagesDue(planReminders(facts(), plusMinutes(now, 1)), plusMinutes(now, 1));
    expect(restarted.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(first[0]?.items[0]?.key).toBe(`${baron.id} V-RAB 2026-11-20 D-3`);
    const after = planReminders(facts({ sent: sent(first, now) }), plusMinutes(now, 2));
    expect(messagesDue(after, plusMinutes(now, 2))).toEqual([]);
  });

  it('story 12 i and C-25: D-3 cannot be switched off, the others can', () => {
    const switched = (name: string): unknown => ({
      ...defaultReminderSettings,
      stages: { ...defaultReminderSettings.stages, [name]: false },
    });
    expect(reminderSettingsSchema.safeParse(switched('D-3')).success).toBe(false);
    const settings = reminderSettingsSchema.parse(switched('D-14'));
    expect(verdicts(facts({ settings }), at('12:00', '2026-11-01'))[0]).toBe('D-14 SWITCHED_OFF');
  });

  it('story 12 j: without consent there is no message, and a line in the recall list from D-14 on', () => {
    const silent = aClient({ consents: [aConsent('CARE')] });
    const world = facts({}, [silent]);
    expect(planReminders(world, at('12:00', '2026-11-04'))).toEqual({ messages: [], recall: [] });
    const { messages, recall } = planReminders(world, at('12:00', '2026-11-05'));
    expect(messages).toEqual([]);
    expect(recall).toMatchObject([{ why: 'NO_CONSENT', daysOverdue: -15 }]);
    const switchedOff = aClient({ notifications: { channels: {}, topics: { REMINDER: false } } });
    expect(verdicts(facts({}, [switchedOff]), at('12:00', '2026-11-01'))[0]).toBe('D-14 NO_CONSENT');
  });
});

describe('stop rules', () => {
  const now = at('12:00', '2026-11-17');

  it('C-26: every live booking of a covering service stops the ladder, and no other one does', () => {
    const why = (booking: Booking, when = now): unknown => verdicts(facts({ bookings: [booking] }), when)[2];
    const live: BookingStatus[] = ['PENDING', 'ASSIGNED', 'CONFIRMED', 'CHECK_IN', 'IN_PROGRESS', 'CHECK_OUT'];
    for (const status of live) expect(why(booked(status))).toBe('D0 BOOKED');
    for (const status of ['COMPLETED', 'CANCELLED', 'NO_SHOW'] as const) expect(why(booked(status))).toBe('D0 PLANNED');
    const consultation = aBooking({ core: { pet: baron.id, client: irina.id } });
    expect(why(consultation)).toBe('D0 PLANNED');
    expect(why(booked('CONFIRMED'), at('17:00', '2026-11-19'))).toBe('D0 PLANNED');
  });

  it('R-076 and C-26: a booking that was moved is noticed anew, and none whose moment has passed', () => {
    const moved = aBooking({
      slot: aSlot({ start: at('16:00', '2026-11-25') }),
      stamp: aStamp({ at: at('12:00', '2026-11-16'), operation: 'moved' }),
      core: { client: irina.id, pet: baron.id },
    });
    const world = facts({ vaccinations: [], bookings: [moved] });
    expect(planReminders(world, now).messages.map(({ sendAt, items }) => [sendAt, items[0]?.stage])).toEqual([
      [at('10:00', '2026-11-22'), 'A-3'],
      [at('10:00', '2026-11-24'), 'A-1'],
    ]);
    const withoutConsent = facts({ vaccinations: [], bookings: [moved] }, [aClient({ consents: [] })]);
    expect(planReminders(withoutConsent, now).messages).toHaveLength(2);
  });

  it('a refusal stops it until its day or until the next dose', () => {
    const refused = facts({ refusals: [aRefusal({ pet: baron.id })] });
    expect(verdicts(refused, now)[2]).toBe('D0 REFUSED');
    const before = aRefusal({ pet: baron.id, date: civilDate('2025-11-19') });
    expect(verdicts(facts({ refusals: [before] }), now)[2]).toBe('D0 PLANNED');
    const short = aRefusal({ pet: baron.id, until: civilDate('2026-11-18') });
    expect(verdicts(facts({ refusals: [short] }), now)[2]).toBe('D0 PLANNED');
    const other = aRefusal({ pet: baron.id, vaccine: 'V-L4' });
    expect(verdicts(facts({ refusals: [other] }), now)[2]).toBe('D0 PLANNED');
  });

  it('an animal that moved away and an owner who left get nothing', () => {
    const archived = { status: 'ARCHIVED', archived: aStamp({ by: 'U5' }), reason: 'MOVED_AWAY' } as const;
    expect(verdicts(facts({ pets: [aPet({ state: archived })] }), now)).toEqual(stages.map((stage) => `${stage} GONE`));
    expect(verdicts(facts({}, [aClient({ state: { status: 'ARCHIVED' } })]), now)[2]).toBe('D0 OWNER_GONE');
    expect(verdicts(facts({}, []), now)[2]).toBe('D0 UNKNOWN_HERE');
  });

  it('a voided dose reminds of nothing, and the one before it speaks again', () => {
    const first = rabies(baron, '2024-11-20');
    const second = rabies(baron, '2025-11-20', [first]);
    const voided: Vaccination = { ...second, ...given(voidedBy(aStamp({ by: 'U2' }), 'ошибка')) };
    const world = facts({ vaccinations: [voided, first] });
    expect(verdicts(world, now)).toEqual(stages.map((stage) => `${stage} VOIDED`));
    expect(planReminders(world, now).recall).toMatchObject([{ due: '2025-11-20', why: 'LADDER_ENDED' }]);
  });

  it('a stage on or before the day of the dose is left out, as in a series of two weeks', () => {
    const puppy = aPet({ born: civilDate('2026-09-20') });
    const dose: GivenVaccination = {
      ...rabies(baron, '2026-11-16'),
      date: civilDate('2026-11-16'),
      nextDue: civilDate('2026-11-30'),
      standing: { counts: true, as: 'PRIMARY', number: 1, validFrom: civilDate('2026-11-16') },
    };
    expect(verdicts(facts({ vaccinations: [dose], pets: [puppy] }), at('11:00'))[0]).toBe('D-14 BEFORE_DOSE');
  });
});

describe('a service that was down', () => {
  it('sends the stage that is current, late and in daylight, and leaves out those that were overtaken', () => {
    const woken = at('23:30', '2026-11-17');
    const [message] = planReminders(facts(), woken).messages;
    expect(message?.sendAt).toBe(at('09:00', '2026-11-18'));
    expect(message?.items).toMatchObject([{ stage: 'D-3', moved: 'LATE' }]);
    expect(verdicts(facts(), woken).slice(0, 2)).toEqual(['D-14 OVERTAKEN', 'D-3 PLANNED']);
  });

  it('does not write to owners two weeks after the last stage', () => {
    expect(verdicts(facts(), at('10:00', '2027-01-02'))[4]).toBe('D+30 TOO_LATE');
    expect(verdicts(facts(), at('09:59', '2027-01-02'))[4]).toBe('D+30 PLANNED');
  });

  it('a second reason on a day with a message waits for the next day', () => {
    const milo = aPet({ id: derivedId('Pet', 'Milo'), name: 'Мило', species: 'CAT' });
    const now = at('10:00', '2026-11-16');
    const first = messagesDue(planReminders(facts(), now), now);
    const later = facts({
      pets: [baron, milo],
      vaccinations: [rabies(baron, '2025-11-20'), rabies(milo, '2025-11-20')],
      sent: sent(first, now),
    });
    const [next] = planReminders(later, at('11:00')).messages;
    expect(next?.sendAt).toBe(at('10:00', '2026-11-17'));
    expect(next?.items).toMatchObject([{ pet: milo.id, stage: 'D-3', moved: 'ONE_PER_DAY' }]);
  });
});

describe('whatever happens and whenever the planner runs', () => {
  const milo = aPet({ id: derivedId('Pet', 'Milo'), name: 'Мило', species: 'CAT' });
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 100 * 24 }), { minLength: 1, maxLength: 40 });

  it('story 12 h: no key is sent twice, no owner gets two vaccination messages on a day, none lies in quiet hours', () => {
    const happenings = fc.record({
      hours: days,
      ownerZone: fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Vladivostok'),
      booking: fc.option(fc.constantFrom<BookingStatus>('PENDING', 'CONFIRMED', 'CANCELLED', 'COMPLETED')),
      miloDose: fc.constantFrom('2025-11-20', '2025-11-27', '2025-12-20'),
      diesAfter: fc.option(fc.integer({ min: 0, max: 100 * 24 })),
      lostAnswer: fc.boolean(),
    });
    fc.assert(
      fc.property(happenings, ({ hours, ownerZone, booking, miloDose, diesAfter, lostAnswer }) => {
        const owner = aClient({ zone: zone(ownerZone) });
        let log: SentReminder[] = [];
        for (const hour of hours.toSorted((a, b) => a - b)) {
          const now = plusMinutes(at('00:30', '2026-10-20'), hour * 60);
          const dead = diesAfter !== null && hour >= diesAfter;
          const world = facts(
            {
              pets: [dead ? aPet({ deceased: civilDate('2026-10-20') }) : baron, milo],
              vaccinations: [rabies(baron, '2025-11-20'), rabies(milo, miloDose)],
              bookings: booking === null ? [] : [booked(booking)],
              sent: log,
            },
            [owner],
          );
          // A crash between planning and the answer means that the same moment is planned twice.
          const runs = lostAnswer
            ? [planReminders(world, now), planReminders(world, now)]
            : [planReminders(world, now)];
          const messages = new Map(runs.flatMap((plan) => messagesDue(plan, now)).map((each) => [each.id, each]));
          for (const message of messages.values()) {
            expect(wallMomentAt(now, owner.zone).time >= '09:00' && wallMomentAt(now, owner.zone).time < '21:00').toBe(
              true,
            );
            expect(dead && message.items.some(({ pet }) => pet === baron.id)).toBe(false);
          }
          log = [...log, ...sent([...messages.values()], now)];
        }
        expect(new Set(log.map(({ key }) => key)).size).toBe(log.length);
        const vaccinationDays = log
          .filter(({ key }) => /D[-+]?\d+$/.test(key))
          .map(({ message, at: when }) => `${message} ${dateAt(when, owner.zone)}`);
        const perDay = Map.groupBy(new Set(vaccinationDays), (each) => each.split(' ')[1]);
        for (const messages of perDay.values()) expect(messages).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });
});

describe('shift reminders', () => {
  const evening = wallTime('18:00');

  it('R-034: everybody is told once, the evening before, of the published shifts of the next day', () => {
    const shift = aShift();
    const second = aShift({ from: wallTime('19:00'), to: shift.to });
    const proposed = aShift({ id: derivedId('Shift', 'proposed'), state: { is: 'PROPOSED' } });
    const now = at('12:00', '2026-11-16');
    const [reminder, ...others] = planShiftReminders([second, shift, proposed], evening, new Set(), now);
    expect(others).toEqual([]);
    expect(reminder).toMatchObject({ sendAt: at('18:00', '2026-11-16'), shifts: [shift.id, second.id] });
    expect(planShiftReminders([shift, second], evening, new Set([reminder!.id]), now)).toEqual([]);
  });

  it('R-034: what was published after that evening is told at once, and not after it has begun', () => {
    expect(planShiftReminders([aShift()], evening, new Set(), at('22:00', '2026-11-16'))[0]?.sendAt).toBe(
      at('22:00', '2026-11-16'),
    );
    expect(planShiftReminders([aShift()], evening, new Set(), at('09:00', '2026-11-17'))).toEqual([]);
  });

  it('tells of a night shift once', () => {
    const other = derivedId<'Shift'>('Shift', 'evening');
    const morning = aShift({ night: { part: 'MORNING', other } });
    expect(planShiftReminders([morning], evening, new Set(), at('12:00', '2026-11-16'))).toEqual([]);
  });
});
