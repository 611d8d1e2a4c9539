import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../base/assert.ts';
import { addDays, type CivilDate, civilDate, daysBetween } from '../../base/civil-date.ts';
import { defaultProtocols } from './default-protocols.ts';
import { type Dose, type LastCounted, standingsOf, suggestsRestart } from './dose-series.ts';
import { type Protocol, protocolOf, protocolSchema } from './protocol.ts';

const protocol = (vaccine: string): Protocol => present(protocolOf(defaultProtocols.protocols, vaccine), vaccine);
const untilDayBefore = { validOnDueDay: false };
const born = civilDate('2026-01-05');
const atWeeks = (weeks: number): CivilDate => addDays(born, weeks * 7);
const dose = (date: CivilDate, more: Partial<Dose> = {}): Dose => ({
  id: date,
  date,
  startsSeries: false,
  atRisk: false,
  ...more,
});

/** The standings of doses on these days, told short: what it counts as, and the next day. */
function told(vaccine: string, birth: CivilDate | undefined, doses: readonly Dose[]): string[] {
  return [...standingsOf(protocol(vaccine), birth, doses, untilDayBefore).values()].map((standing) =>
    standing.counts
      ? `${standing.as} ${standing.number} → ${standing.nextDue ?? 'none'}`
      : `${standing.because} until ${standing.earliest} → ${standing.nextDue ?? 'none'}`,
  );
}

const days = (...dates: string[]): Dose[] => dates.map((date) => dose(civilDate(date)));

describe('the next due date', () => {
  it.each([
    ['2024-01-15', '2025-01-15'],
    ['2024-03-20', '2025-03-20'],
    ['2024-06-10', '2025-06-10'],
    ['2024-02-29', '2025-02-28'],
    ['2025-11-20', '2026-11-20'],
    ['2026-11-16', '2027-11-16'],
  ])('R-074 of a yearly vaccine given on %s is %s', (given, due) => {
    expect(told('V-KC', undefined, days(given))).toEqual([`PRIMARY 1 → ${due}`]);
    expect(told('V-RAB', undefined, days(given))).toEqual([`PRIMARY 1 → ${due}`]);
  });

  it('is what the vet chose, where the vet chose', () => {
    const chosen = dose(civilDate('2026-11-16'), { chosenDue: civilDate('2029-11-16') });
    expect(standingsOf(protocol('V-RAB'), undefined, [chosen], untilDayBefore).get(chosen.id)).toMatchObject({
      nextDue: '2029-11-16',
      validUntil: '2029-11-15',
    });
  });
});

describe('a first series', () => {
  it('of a puppy goes on every three weeks until sixteen weeks, has its booster at 26 weeks and then every 36 months', () => {
    const doses = [8, 11, 14, 17, 26].map((weeks) => dose(atWeeks(weeks)));
    expect(told('V-DHPPI', born, doses)).toEqual([
      `PRIMARY 1 → ${atWeeks(11)}`,
      `PRIMARY 2 → ${atWeeks(14)}`,
      `PRIMARY 3 → ${atWeeks(17)}`,
      `PRIMARY 4 → ${atWeeks(26)}`,
      'FIRST_BOOSTER 1 → 2029-07-06',
    ]);
  });

  it('is complete on the very day of sixteen weeks and not on the day before', () => {
    const until = (second: CivilDate): string[] => told('V-DHPPI', born, [dose(atWeeks(13)), dose(second)]);
    expect(until(atWeeks(16))).toEqual([`PRIMARY 1 → ${atWeeks(16)}`, `PRIMARY 2 → ${atWeeks(26)}`]);
    expect(until(addDays(atWeeks(16), -1))[1]).toBe(`PRIMARY 2 → ${addDays(atWeeks(19), -1)}`);
  });

  it('keeps a further dose before the booster age in the series, and takes one two weeks early as the booster', () => {
    const third = (weeks: number): string | undefined =>
      told('V-RCP', born, [dose(atWeeks(13)), dose(atWeeks(16)), dose(atWeeks(weeks))])[2];
    expect(third(19)).toBe(`PRIMARY 3 → ${atWeeks(26)}`);
    expect(third(24)).toBe('FIRST_BOOSTER 1 → 2029-06-22');
  });

  it('of an adult with unknown history is two doses, then twelve months, then thirty-six', () => {
    expect(told('V-DHPPI', undefined, days('2026-03-02', '2026-03-23', '2027-03-23'))).toEqual([
      'PRIMARY 1 → 2026-03-23',
      'PRIMARY 2 → 2027-03-23',
      'FIRST_BOOSTER 1 → 2030-03-23',
    ]);
    expect(told('V-RCP', civilDate('2020-01-01'), days('2026-03-02', '2026-03-23'))[1]).toBe('PRIMARY 2 → 2027-03-23');
  });

  it('that ends close to or after 26 weeks gets its booster a year later', () => {
    expect(told('V-DHPPI', born, [dose(atWeeks(22)), dose(atWeeks(25))])[1]).toBe('PRIMARY 2 → 2027-06-29');
  });

  it('of leptospirosis is two doses four weeks apart, then every twelve months', () => {
    expect(told('V-L4', born, days('2026-03-09', '2026-04-06', '2027-04-06'))).toEqual([
      'PRIMARY 1 → 2026-04-06',
      'PRIMARY 2 → 2027-04-06',
      'FIRST_BOOSTER 1 → 2028-04-06',
    ]);
  });

  it('of feline leukaemia goes on after the first booster for cats at risk only', () => {
    const given = ['2026-03-09', '2026-03-30', '2027-03-30'].map((date) => civilDate(date));
    const last = (atRisk: boolean): string | undefined =>
      told(
        'V-FELV',
        born,
        given.map((date) => dose(date, { atRisk })),
      ).at(-1);
    expect(last(true)).toBe('FIRST_BOOSTER 1 → 2029-03-30');
    expect(last(false)).toBe('FIRST_BOOSTER 1 → none');
  });

  it('begins anew where the vet says so', () => {
    const [first, second] = days('2026-03-09', '2026-09-28');
    expect(told('V-L4', born, [first!, { ...second!, startsSeries: true }])[1]).toBe('PRIMARY 1 → 2026-10-26');
    expect(told('V-L4', born, [first!, second!])[1]).toBe('PRIMARY 2 → 2027-09-28');
  });

  it('suggests to begin anew when a dose of it is more than three months overdue, and never after it is complete', () => {
    const suggested = (last: Partial<LastCounted>, date: string): boolean =>
      suggestsRestart(
        {
          counts: true,
          as: 'PRIMARY',
          number: 1,
          validFrom: civilDate('2026-03-09'),
          date: civilDate('2026-03-09'),
          nextDue: civilDate('2026-04-06'),
          ...last,
        },
        protocol('V-L4'),
        born,
        civilDate(date),
      );
    expect(suggested({}, '2026-07-06')).toBe(false);
    expect(suggested({}, '2026-07-07')).toBe(true);
    expect(suggested({ number: 2 }, '2030-01-01')).toBe(false);
    expect(suggested({ as: 'BOOSTER' }, '2030-01-01')).toBe(false);
  });
});

describe('a dose that does not count', () => {
  it('came earlier than the minimum interval: it moves nothing and the next one is judged from the last counted', () => {
    expect(told('V-L4', born, days('2026-03-09', '2026-03-29', '2026-03-30'))).toEqual([
      'PRIMARY 1 → 2026-04-06',
      'TOO_EARLY until 2026-03-30 → 2026-04-06',
      'PRIMARY 2 → 2027-03-30',
    ]);
  });

  it('came too young: the series starts with the first one after', () => {
    expect(told('V-RAB', born, [dose(addDays(atWeeks(12), -1))])).toEqual([
      `TOO_YOUNG until ${atWeeks(12)} → ${atWeeks(12)}`,
    ]);
    expect(told('V-RAB', born, [dose(atWeeks(12))])[0]).toMatch(/^PRIMARY 1/);
  });
});

describe('the validity of rabies', () => {
  const validity = (...dates: string[]): unknown =>
    standingsOf(protocol('V-RAB'), undefined, days(...dates), untilDayBefore).get(present(dates.at(-1), 'a day'));

  it('story 1: the first dose of 2026-11-16 protects from 2026-12-07 until 2027-11-15', () => {
    expect(validity('2026-11-16')).toMatchObject({ validFrom: '2026-12-07', validUntil: '2027-11-15' });
  });

  it('goes on without a wait when the booster comes on the last valid day', () => {
    expect(validity('2025-11-20', '2026-11-19')).toMatchObject({ as: 'FIRST_BOOSTER', validFrom: '2026-11-19' });
  });

  it('starts again with the wait of 21 days when the booster is a day late', () => {
    expect(validity('2025-11-20', '2026-11-20')).toMatchObject({ as: 'FIRST_BOOSTER', validFrom: '2026-12-11' });
  });

  it('ends on the due day itself where the country says so', () => {
    const [only] = standingsOf(protocol('V-RAB'), undefined, days('2026-11-16'), { validOnDueDay: true }).values();
    expect(only).toMatchObject({ validUntil: '2027-11-16' });
  });
});

describe('the protocols a clinic starts with', () => {
  it('are eight, each once and each valid', () => {
    const codes = defaultProtocols.protocols.map(({ vaccine }) => vaccine);
    expect(codes).toEqual(['V-RAB', 'V-DHPPI', 'V-L4', 'V-KC', 'V-RCP', 'V-FELV', 'V-MYX', 'V-LYME']);
    for (const each of defaultProtocols.protocols) expect(protocolSchema.parse(each)).toEqual(each);
  });
});

describe('any history of doses', () => {
  const history = fc.record({
    vaccine: fc.constantFrom(...defaultProtocols.protocols),
    birth: fc.option(fc.constant(born), { nil: undefined }),
    doses: fc.uniqueArray(
      fc.record({ after: fc.integer({ min: 0, max: 2500 }), startsSeries: fc.boolean(), atRisk: fc.boolean() }),
      { selector: ({ after }) => after, maxLength: 12 },
    ),
  });
  const dosesOf = (given: readonly { after: number; startsSeries: boolean; atRisk: boolean }[]): Dose[] =>
    given.map(({ after, ...more }) => dose(addDays(born, after), more));

  it('keeps the minimum interval between doses that count, and every counted dose is due after itself', () => {
    fc.assert(
      fc.property(history, ({ vaccine, birth, doses }) => {
        const standings = standingsOf(vaccine, birth, dosesOf(doses), untilDayBefore);
        const inOrder = dosesOf(doses).toSorted((a, b) => (a.date < b.date ? -1 : 1));
        const judged = inOrder.map(({ id, date }) => ({ date, standing: present(standings.get(id), id) }));
        const counted = judged.filter(({ standing }) => standing.counts);
        const gaps = counted
          .slice(1)
          .map(({ date }, index) => daysBetween(present(counted[index], 'a dose').date, date));
        expect(Math.min(vaccine.minimumDays, ...gaps)).toBe(vaccine.minimumDays);
        expect(
          counted.filter(({ date, standing }) => standing.nextDue !== undefined && standing.nextDue <= date),
        ).toEqual([]);
        const early = judged.filter(({ standing }) => !standing.counts);
        expect(early.filter(({ date, standing }) => !standing.counts && date >= standing.earliest)).toEqual([]);
      }),
    );
  });

  it('is judged alike in whatever order the doses were entered', () => {
    fc.assert(
      fc.property(history, ({ vaccine, birth, doses }) => {
        const given = dosesOf(doses);
        const judged = (order: readonly Dose[]): unknown =>
          [...standingsOf(vaccine, birth, order, untilDayBefore)].toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(judged(given.toReversed())).toEqual(judged(given));
      }),
    );
  });
});
