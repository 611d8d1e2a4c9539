import { addDays, addMonths, type CivilDate, compareDates } from '../../base/civil-date.ts';
import type { Protocol } from './protocol.ts';

/** How a country counts the last valid day of a dose; its pack says so. */
export interface ValidityRule {
  /** Whether a dose is still valid on the day the next one is due, or only until the day before. */
  readonly validOnDueDay: boolean;
}

/** One dose as the engine sees it. */
export interface Dose {
  readonly id: string;
  readonly date: CivilDate;
  /** The vet began the first series anew with this dose. */
  readonly startsSeries: boolean;
  /** The animal roams, boards or lives where the disease is common: some boosters go on, or come sooner, for these only. */
  readonly atRisk: boolean;
  /** The day the vet set for the next dose instead of the protocol's. */
  readonly chosenDue?: CivilDate | undefined;
}

/** What one dose is worth, and what it leaves to do. */
export type Standing =
  | {
      readonly counts: true;
      readonly as: 'PRIMARY' | 'FIRST_BOOSTER' | 'BOOSTER';
      /** The how-manieth dose of the first series, or how many boosters there were before it plus one. */
      readonly number: number;
      readonly validFrom: CivilDate;
      readonly nextDue?: CivilDate;
      readonly validUntil?: CivilDate;
    }
  | {
      readonly counts: false;
      readonly because: 'TOO_EARLY' | 'TOO_YOUNG';
      /** The first day on which it would have counted. */
      readonly earliest: CivilDate;
      readonly nextDue?: CivilDate;
    };

export type Counted = Extract<Standing, { counts: true }>;

/** Past this many months after its due date a dose of the first series suggests to begin the series anew (§7.2). */
const lapsedAfterMonths = 3;

/**
 * What each dose of one vaccine is worth, in the order of their dates: next due = last counted dose + interval, and what
 * came too early or too young stays in the book without counting.
 */
export function standingsOf(
  protocol: Protocol,
  born: CivilDate | undefined,
  doses: readonly Dose[],
  validity: ValidityRule,
): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>();
  let last: LastCounted | undefined;
  for (const dose of doses.toSorted((a, b) => compareDates(a.date, b.date) || (a.id < b.id ? -1 : 1))) {
    const standing = standingOf(protocol, born, last, dose, validity);
    standings.set(dose.id, standing);
    if (standing.counts) last = { ...standing, date: dose.date };
  }
  return standings;
}

/** Whether a dose on this day comes so late in the first series that beginning anew is worth a thought; the vet decides. */
export function suggestsRestart(
  last: LastCounted | undefined,
  protocol: Protocol,
  born: CivilDate | undefined,
  date: CivilDate,
): boolean {
  if (last?.as !== 'PRIMARY' || last.nextDue === undefined) return false;
  return !isComplete(protocol, born, last.number, last.date) && date > addMonths(last.nextDue, lapsedAfterMonths);
}

/** A dose that counts, together with its day. */
export type LastCounted = Counted & { readonly date: CivilDate };

function standingOf(
  protocol: Protocol,
  born: CivilDate | undefined,
  last: LastCounted | undefined,
  dose: Dose,
  validity: ValidityRule,
): Standing {
  const earliestAge = born === undefined ? undefined : addDays(born, protocol.startWeeks * 7);
  if (earliestAge !== undefined && dose.date < earliestAge) {
    return { counts: false, because: 'TOO_YOUNG', earliest: earliestAge, nextDue: last?.nextDue ?? earliestAge };
  }
  const earliest = last === undefined ? undefined : addDays(last.date, protocol.minimumDays);
  if (earliest !== undefined && dose.date < earliest) {
    return { counts: false, because: 'TOO_EARLY', earliest, ...(last?.nextDue && { nextDue: last.nextDue }) };
  }
  const place = placeInSeries(protocol, born, last, dose);
  const nextDue = dose.chosenDue ?? dueAfter(protocol, born, place, dose);
  const wait = last !== undefined && stillProtects(last, dose.date) ? 0 : protocol.waitDays;
  return {
    counts: true,
    ...place,
    validFrom: addDays(dose.date, wait),
    ...(nextDue !== undefined && {
      nextDue,
      validUntil: validity.validOnDueDay ? nextDue : addDays(nextDue, -1),
    }),
  };
}

type Place = Pick<Counted, 'as' | 'number'>;

function placeInSeries(
  protocol: Protocol,
  born: CivilDate | undefined,
  last: LastCounted | undefined,
  dose: Dose,
): Place {
  if (last === undefined || dose.startsSeries) return { as: 'PRIMARY', number: 1 };
  switch (last.as) {
    case 'PRIMARY':
      return isComplete(protocol, born, last.number, last.date) && isOldEnoughForBooster(protocol, born, dose.date)
        ? { as: 'FIRST_BOOSTER', number: 1 }
        : { as: 'PRIMARY', number: last.number + 1 };
    case 'FIRST_BOOSTER':
    case 'BOOSTER':
      return { as: 'BOOSTER', number: last.number + 1 };
  }
}

/** Whether the first series is done with its `number`th dose, given on that day. */
function isComplete({ primary }: Protocol, born: CivilDate | undefined, number: number, date: CivilDate): boolean {
  switch (primary.kind) {
    case 'DOSES':
      return number >= primary.count;
    case 'UNTIL_AGE':
      return number >= primary.leastDoses && (born === undefined || date >= addDays(born, primary.untilWeeks * 7));
  }
}

function isOldEnoughForBooster({ firstBooster }: Protocol, born: CivilDate | undefined, date: CivilDate): boolean {
  return (
    firstBooster.kind === 'AFTER_MONTHS' || born === undefined || date >= addDays(born, firstBooster.earliestWeeks * 7)
  );
}

function dueAfter(protocol: Protocol, born: CivilDate | undefined, place: Place, dose: Dose): CivilDate | undefined {
  const { date, atRisk } = dose;
  if (place.as === 'PRIMARY') {
    return isComplete(protocol, born, place.number, date)
      ? firstBoosterAfter(protocol, born, date)
      : addDays(date, protocol.primary.everyWeeks * 7);
  }
  switch (protocol.later.kind) {
    case 'EVERY':
      return addMonths(date, atRisk ? protocol.later.monthsAtRisk : protocol.later.months);
    case 'ONLY_AT_RISK':
      return atRisk ? addMonths(date, protocol.later.months) : undefined;
  }
}

function firstBoosterAfter(
  { firstBooster, minimumDays }: Protocol,
  born: CivilDate | undefined,
  date: CivilDate,
): CivilDate {
  if (firstBooster.kind === 'AFTER_MONTHS') return addMonths(date, firstBooster.months);
  const atAge = born === undefined ? undefined : addDays(born, firstBooster.weeks * 7);
  return atAge !== undefined && atAge >= addDays(date, minimumDays)
    ? atAge
    : addMonths(date, firstBooster.otherwiseMonths);
}

/** A dose given while the one before still protects needs no wait; a late one protects anew like a first one (§7.1). */
function stillProtects(last: LastCounted, date: CivilDate): boolean {
  return last.validFrom <= date && (last.validUntil === undefined || date <= last.validUntil);
}
