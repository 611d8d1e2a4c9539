import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import type { Span } from '../../base/span.ts';
import { wallTime } from '../../base/wall-time.ts';
import { zone } from '../../base/zone.ts';
import { aHoliday, aLocation, aLocationAlwaysOpen, locationId } from '../../testing/builders/settings.ts';
import { aBlock, aShift, aShiftTemplate, ending } from '../../testing/builders/shifts.ts';
import { aStaffMember } from '../../testing/builders/staff.ts';
import { aStamp, at, staffId } from '../../testing/builders/stamp.ts';
import { codeOf, given, isRefusedOrFits } from '../../testing/given.ts';
import { expectSchemaWithstands, hostileTexts, inTime, printable } from '../../testing/hostile.ts';
import { announced, worldOf } from '../../testing/memory-world.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import { blockTime, liftBlock } from './block-rules.ts';
import { acceptRosterEntry, rosterNeeds } from './shift-acceptance.ts';
import { cancelShift, changeHours, completeShift, hoursOf, publishShift } from './shift-change-rules.ts';
import { mergeRoster } from './shift-merge.ts';
import { type PlanContext, planShift, type ShiftRequest } from './shift-plan-rules.ts';
import { putTemplate } from './shift-template-rules.ts';
import { runsOf, shiftSpan } from './shift-times.ts';
import { generateShifts } from './shift-week-rules.ts';
import { type RosterEntry, rosterEntrySchema, type Shift } from './shift.ts';

const manager = aStaffMember({ id: staffId('U6'), roles: ['CLINIC_MANAGER'] });
const vet = aStaffMember();
const lunch = { from: wallTime('13:00'), to: ending('13:30') };

const wanted = (request: Partial<ShiftRequest> = {}): ShiftRequest => ({
  id: derivedId('Shift', 'S1'),
  staff: vet.id,
  date: civilDate('2026-11-17'),
  from: wallTime('09:00'),
  to: ending('18:00'),
  breaks: [lunch],
  origin: { by: 'HAND' },
  ...request,
});

const planning = (context: Partial<PlanContext> = {}): PlanContext => ({
  location: aLocation(),
  planner: manager,
  others: [],
  now: at('12:00'),
  stamp: aStamp(),
  ...context,
});

describe('planning a shift', () => {
  it('makes a bookable one when the manager does it and a proposal when the vet does (R-029, C-37)', () => {
    expect(given(planShift(wanted(), planning())).shifts[0]?.state).toEqual({ is: 'SCHEDULED' });
    expect(given(planShift(wanted(), planning({ planner: vet }))).shifts[0]?.state).toEqual({ is: 'PROPOSED' });
    const other = wanted({ staff: staffId('U3') });
    expect(codeOf(planShift(other, planning({ planner: vet })))).toBe('NOT_ALLOWED');
  });

  it('refuses a day that has passed and flags a beginning that has (R-033, C-41)', () => {
    const on = (date: string, from: string) =>
      planShift(wanted({ date: civilDate(date), from: wallTime(from), breaks: [] }), planning());
    expect(codeOf(on('2026-11-15', '09:00'))).toBe('SHIFT_IN_PAST');
    expect(given(on('2026-11-16', '09:00')).startsInPast).toBe(true);
    expect(given(on('2026-11-16', '12:00')).startsInPast).toBe(false);
    expect(given(on('2026-11-17', '09:00')).startsInPast).toBe(false);
  });

  it('goes by the day it is at the location', () => {
    // Half past midnight in Moscow is still yesterday in Kaliningrad.
    const now = at('00:30', '2026-11-17');
    const kaliningrad = aLocation({ zone: zone('Europe/Kaliningrad') });
    const yesterday = wanted({ date: civilDate('2026-11-16') });
    expect(codeOf(planShift(yesterday, planning({ now })))).toBe('SHIFT_IN_PAST');
    expect(codeOf(planShift(yesterday, planning({ now, location: kaliningrad })))).toBe('ok');
  });

  it('refuses one that has no length, and breaks that do not fit (R-029, R-027)', () => {
    expect(codeOf(planShift(wanted({ to: ending('09:00') }), planning()))).toBe('SHIFT_EMPTY');
    const outside = [{ from: wallTime('17:45'), to: ending('18:15') }];
    expect(codeOf(planShift(wanted({ breaks: outside }), planning()))).toBe('BREAK_OUTSIDE_SHIFT');
    const twice = [lunch, { from: wallTime('13:15'), to: ending('14:00') }];
    expect(codeOf(planShift(wanted({ breaks: twice }), planning()))).toBe('BREAK_OUTSIDE_SHIFT');
  });

  it('cuts a night at midnight into two linked shifts, each with its breaks (C-41)', () => {
    const breaks = [
      { from: wallTime('22:30'), to: ending('23:00') },
      { from: wallTime('03:00'), to: ending('03:30') },
    ];
    const night = wanted({ from: wallTime('20:00'), to: ending('08:00'), breaks });
    const [evening, morning] = given(planShift(night, planning({ location: aLocationAlwaysOpen() }))).shifts;
    expect(evening).toMatchObject({ date: '2026-11-17', from: '20:00', to: '24:00', breaks: [breaks[0]] });
    expect(morning).toMatchObject({ date: '2026-11-18', from: '00:00', to: '08:00', breaks: [breaks[1]] });
    expect(evening?.night).toEqual({ part: 'EVENING', other: morning?.id });
    expect(morning?.night).toEqual({ part: 'MORNING', other: evening?.id });
    const [run] = runsOf([morning!, evening!]);
    expect(run?.shifts.map(({ id }) => id)).toEqual([evening?.id, morning?.id]);
    expect((run!.span.end - run!.span.start) / 3_600_000).toBe(12);
  });

  it('takes an end at midnight as the end of the day', () => {
    const late = given(planShift(wanted({ from: wallTime('16:00'), to: ending('00:00'), breaks: [] }), planning()));
    expect(late.shifts).toMatchObject([{ from: '16:00', to: '24:00' }]);
    expect(late.shifts[0]).not.toHaveProperty('night');
  });

  it('never puts a vet in two places at once, zones included (R-029)', () => {
    const elsewhere = aShift({
      location: locationId('L2'),
      zone: zone('Europe/Kaliningrad'),
      from: wallTime('17:00'),
      to: ending('19:00'),
      breaks: [],
    });
    // 17:00 in Kaliningrad is 18:00 in Moscow, when the wanted shift ends.
    expect(codeOf(planShift(wanted(), planning({ others: [elsewhere] })))).toBe('ok');
    const earlier = { ...elsewhere, from: wallTime('16:30') };
    expect(planShift(wanted(), planning({ others: [earlier] }))).toMatchObject({
      error: { code: 'SHIFT_OVERLAPS', details: { from: '16:30', to: '19:00', location: locationId('L2') } },
    });
    const cancelled = { ...earlier, state: { is: 'CANCELLED', reason: 'ill' } } as const;
    expect(codeOf(planShift(wanted(), planning({ others: [cancelled] })))).toBe('ok');
    const somebodyElse = { ...earlier, staff: staffId('U3') };
    expect(codeOf(planShift(wanted(), planning({ others: [somebodyElse] })))).toBe('ok');
  });
});

describe('a weekly template', () => {
  const weeks = (
    templates = [aShiftTemplate()],
    context: Partial<PlanContext> = {},
    holidays = [aHoliday('2026-11-24')],
  ) => given(generateShifts(templates, civilDate('2026-11-16'), civilDate('2026-12-13'), holidays, planning(context)));

  it('makes dated shifts and skips days on which the location is closed (C-40, R-027)', () => {
    const { shifts, skipped } = weeks();
    expect(shifts.map(({ date }) => date)).toEqual(['2026-11-17', '2026-12-01', '2026-12-08']);
    expect(skipped).toMatchObject([{ date: '2026-11-24', why: 'CLOSED' }]);
    expect(shifts[0]).toMatchObject({ state: { is: 'SCHEDULED' }, breaks: [lunch], origin: { by: 'TEMPLATE' } });
  });

  it('makes the same shifts at two desks and none twice, nor one that was cancelled (C-40)', () => {
    const first = weeks().shifts;
    expect(weeks([aShiftTemplate()], { stamp: aStamp({ device: 'DK-B' }) }).shifts.map(({ id }) => id)).toEqual(
      first.map(({ id }) => id),
    );
    const cancelled = first.map((shift): Shift => ({ ...shift, state: { is: 'CANCELLED', reason: 'ill' } }));
    expect(weeks([aShiftTemplate()], { others: cancelled }).shifts).toEqual([]);
  });

  it('keeps its rhythm of weeks and its dates (C-40)', () => {
    const everySecond = aShiftTemplate({ everyWeeks: 2 });
    expect(weeks([everySecond], {}, []).shifts.map(({ date }) => date)).toEqual(['2026-11-17', '2026-12-01']);
    const ends = aShiftTemplate({ validUntil: civilDate('2026-11-24') });
    expect(weeks([ends], {}, []).shifts.map(({ date }) => date)).toEqual(['2026-11-17', '2026-11-24']);
  });

  it('tells what it could not make because the vet works elsewhere', () => {
    const elsewhere = aShift({ location: locationId('L2') });
    expect(weeks([aShiftTemplate()], { others: [elsewhere] }).skipped).toContainEqual(
      expect.objectContaining({ date: '2026-11-17', why: 'SHIFT_OVERLAPS' }),
    );
  });

  it('makes nine weeks of six people well within a second and refuses more than a year', () => {
    const people = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'];
    const templates = people.flatMap((name) =>
      [1, 2, 3, 4, 5].map((weekday) => aShiftTemplate({ staff: staffId(name), weekday })),
    );
    const from = civilDate('2026-11-16');
    const made = given(generateShifts(templates, from, addDays(from, 62), [], planning()));
    expect(made.shifts).toHaveLength(6 * 5 * 9);
    expect(codeOf(generateShifts(templates, from, addDays(from, 400), [], planning()))).toBe('SHIFT_PLAN_TOO_LONG');
  });
});

describe('changing a shift', () => {
  const visit = (from: string, to: string) => ({
    start: shiftSpan(aShift({ from: wallTime(from) })).start,
    end: shiftSpan(aShift({ from: wallTime(to) })).start,
  });

  it('publishes a proposal, by the manager and while the vet is free (C-37)', () => {
    const proposed = aShift({ state: { is: 'PROPOSED' } });
    expect(given(publishShift(proposed, manager, [], aStamp())).state).toEqual({ is: 'SCHEDULED' });
    expect(codeOf(publishShift(proposed, vet, [], aStamp()))).toBe('NOT_ALLOWED');
    const other = aShift({ location: locationId('L2'), from: wallTime('10:00') });
    expect(codeOf(publishShift(proposed, manager, [other], aStamp()))).toBe('SHIFT_OVERLAPS');
    expect(codeOf(publishShift(aShift(), manager, [], aStamp()))).toBe('SHIFT_STATE_WRONG');
  });

  it('is cancelled only when its visits were moved, a proposal also by its vet', () => {
    const cancel = (shift: Shift, by = manager, booked = [visit('10:00', '10:30')]) =>
      cancelShift(shift, 'отпуск', by, booked, aStamp());
    expect(cancel(aShift())).toMatchObject({ error: { code: 'SHIFT_HAS_BOOKINGS', details: { count: 1 } } });
    expect(given(cancel(aShift(), manager, [visit('18:00', '18:30')])).state).toEqual({
      is: 'CANCELLED',
      reason: 'отпуск',
    });
    expect(codeOf(cancel(aShift(), vet, []))).toBe('NOT_ALLOWED');
    expect(codeOf(cancel(aShift({ state: { is: 'PROPOSED' } }), vet, []))).toBe('ok');
    expect(codeOf(cancel(aShift({ state: { is: 'COMPLETED' } }), manager, []))).toBe('SHIFT_STATE_WRONG');
    expect(codeOf(cancelShift(aShift(), '  ', manager, [], aStamp()))).toBe('REASON_MISSING');
  });

  it('is completed once', () => {
    const completed = given(completeShift(aShift(), aStamp()));
    expect(completed.state).toEqual({ is: 'COMPLETED' });
    expect(given(completeShift(completed, aStamp({ minute: 5 })))).toBe(completed);
    expect(codeOf(completeShift(aShift({ state: { is: 'PROPOSED' } }), aStamp()))).toBe('SHIFT_STATE_WRONG');
  });

  it('takes a new break only where no visit is booked (R-027)', () => {
    const tea = { from: wallTime('16:00'), to: ending('16:30') };
    const withBreaks = (breaks: Shift['breaks'], booked: Span) =>
      changeHours(aShift(), { ...hoursOf(aShift()), breaks }, [], [booked], aStamp());
    expect(given(withBreaks([lunch, tea], visit('16:30', '17:00'))).breaks).toEqual([lunch, tea]);
    expect(codeOf(withBreaks([lunch, tea], visit('16:00', '16:30')))).toBe('SHIFT_HAS_BOOKINGS');
    expect(codeOf(withBreaks([lunch], visit('13:00', '13:30')))).toBe('ok');
  });

  it('gets other hours that keep the visits booked in it (rule 8)', () => {
    const until = (to: string, booked: Span) =>
      changeHours(aShift(), { ...hoursOf(aShift()), to: ending(to) }, [], [booked], aStamp());
    expect(given(until('17:00', visit('16:30', '17:00')))).toMatchObject({ to: '17:00' });
    expect(codeOf(until('17:00', visit('16:30', '17:30')))).toBe('SHIFT_HAS_BOOKINGS');
    expect(codeOf(until('09:00', visit('10:00', '10:30')))).toBe('SHIFT_EMPTY');
    expect(codeOf(changeHours(aShift(), hoursOf(aShift()), [aShift({ from: wallTime('17:00') })], [], aStamp()))).toBe(
      'SHIFT_OVERLAPS',
    );
  });

  it('follows a template that has a last day after its first', () => {
    const { id, kind: _, v: _v, created: _created, changed: _changed, ...request } = aShiftTemplate();
    const template = given(putTemplate(undefined, { id, ...request }, aStamp()));
    expect(rosterEntrySchema.parse(template)).toEqual(template);
    const ended = given(putTemplate(template, { id, ...request, validUntil: civilDate('2026-12-31') }, aStamp()));
    expect(ended).toMatchObject({ validUntil: '2026-12-31', created: template.created });
    expect(given(putTemplate(ended, { id, ...request }, aStamp()))).not.toHaveProperty('validUntil');
    const backwards = { id, ...request, validUntil: civilDate('2026-11-01') };
    expect(codeOf(putTemplate(undefined, backwards, aStamp()))).toBe('ENDS_BEFORE_START');
  });

  it('is blocked for a while and given back', () => {
    const request = { ...aBlock(), id: derivedId<'Block'>('Block', 'B') };
    const block = given(blockTime(request, aLocation(), 0, aStamp()));
    expect(rosterEntrySchema.safeParse(block).success).toBe(true);
    expect(block).toMatchObject({ date: '2026-11-17', lifted: false });
    expect(codeOf(blockTime(request, aLocation(), 2, aStamp()))).toBe('SHIFT_HAS_BOOKINGS');
    expect(codeOf(blockTime({ ...request, end: request.start }, aLocation(), 0, aStamp()))).toBe('BLOCK_EMPTY');
    const lifted = liftBlock(block, aStamp({ minute: 1 }));
    expect(lifted.lifted).toBe(true);
    expect(liftBlock(lifted, aStamp({ minute: 2 }))).toBe(lifted);
  });
});

describe('a roster that two desks changed', () => {
  const proposal = (shift: Shift, stored?: Shift, base?: Shift) => ({
    stored,
    base,
    wanted: shift,
    device: shift.changed.device,
    now: at('13:00'),
  });
  const accept = (given: ReturnType<typeof proposal>, known: readonly Shift[]) =>
    acceptRosterEntry(given, announced(worldOf({ shifts: known }), rosterNeeds(given)));

  it('sends nobody to two places: the later shift is a proposal again, with a task for the manager (R-029, C-37)', () => {
    const here = aShift();
    const there = aShift({ location: locationId('L2'), from: wallTime('14:00') });
    expect(accept(proposal(there), [])).toEqual({ kind: 'accept' });
    expect(accept(proposal(there), [here])).toMatchObject({
      kind: 'park',
      reason: 'SHIFT_CLASH',
      document: { ...there, state: { is: 'PROPOSED' } },
      also: [{ collection: 'inbox', document: { task: 'SHIFT_CLASH', subject: { id: there.id } } }],
    });
    expect(accept(proposal({ ...there, state: { is: 'PROPOSED' } }), [here])).toEqual({ kind: 'accept' });
  });

  it('keeps a shift that was worked and does not publish a cancelled one again', () => {
    const base = aShift();
    const worked: Shift = { ...base, state: { is: 'COMPLETED' }, changed: aStamp({ minute: 1 }) };
    const cancelled: Shift = {
      ...base,
      state: { is: 'CANCELLED', reason: 'x' },
      changed: aStamp({ minute: 2, device: 'DK-B' }),
    };
    const breaks = [...base.breaks, { from: wallTime('16:00'), to: ending('16:15') }];
    const pause: Shift = { ...base, breaks, changed: aStamp({ minute: 3, device: 'VT-1' }) };
    expect(mergeRoster(base, worked, cancelled)).toMatchObject({ state: { is: 'COMPLETED' } });
    expect(mergeRoster(base, pause, cancelled)).toMatchObject({ state: { is: 'CANCELLED' }, breaks });
  });

  const base = aShift();
  describeMergeLaws<RosterEntry>('shifts', {
    merge: mergeRoster,
    bases: [base],
    schema: rosterEntrySchema,
    changes: fc
      .record({
        minute: fc.integer({ min: 1, max: 4 }),
        device: fc.constantFrom('DK-A', 'DK-B', 'DK-C'),
        state: fc.constantFrom<Shift['state']>(
          { is: 'SCHEDULED' },
          { is: 'COMPLETED' },
          { is: 'CANCELLED', reason: 'ill' },
        ),
        hours: fc.constantFrom<[string, string]>(['09:00', '18:00'], ['08:30', '12:00'], ['12:00', '20:00']),
        breaks: fc.subarray([lunch, { from: wallTime('16:00'), to: ending('16:15') }]),
      })
      .map(({ minute, device, state, hours: [from, to], breaks }) => ({
        ...base,
        state,
        from: wallTime(from),
        to: ending(to),
        breaks,
        changed: aStamp({ minute, device, operation: JSON.stringify([state, from, breaks]) }),
      })),
  });
});

describe('hostile shifts', () => {
  it('are refused by the schema without a throw', () => {
    for (const good of [aShift(), aShiftTemplate(), aBlock()]) expectSchemaWithstands(rosterEntrySchema, good, 60);
    const backwards = { ...aShift(), to: '08:00' };
    expect(rosterEntrySchema.safeParse(backwards).success).toBe(false);
  });

  it('do not break the rules', () => {
    fc.assert(
      fc.property(printable(hostileTexts()), ({ value: text }) => {
        const cancelled = inTime(() => cancelShift(aShift(), text, manager, [], aStamp()));
        expect(isRefusedOrFits(cancelled, rosterEntrySchema)).toBe(true);
        const block = inTime(() => blockTime({ ...aBlock(), reason: text }, aLocation(), 0, aStamp()));
        expect(block.ok && rosterEntrySchema.safeParse(block.value).success).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
