import { addDays, type CivilDate, daysBetween, laterDate } from '../../base/civil-date.ts';
import type { TravelLaw } from './travel-law.ts';

/** A dose against rabies as a passport or a record shows it. */
export interface RabiesDose {
  readonly date: CivilDate;
  readonly validUntil: CivilDate;
}

/** What the rules need to know of the animal. */
export interface DosedAnimal {
  readonly born: CivilDate | undefined;
  /** The day from which it is marked; undefined for an animal without chip. */
  readonly marked: CivilDate | undefined;
}

/** A dose that counts, with the days on which it protects, or why it does not count. */
export type JudgedDose =
  | {
      readonly counts: true;
      readonly as: 'PRIMARY' | 'BOOSTER';
      readonly date: CivilDate;
      readonly validFrom: CivilDate;
      readonly validUntil: CivilDate;
    }
  | { readonly counts: false; readonly because: 'TOO_YOUNG' | 'NOT_MARKED'; readonly date: CivilDate };

export type CountingDose = Extract<JudgedDose, { counts: true }>;

/**
 * Judges doses against rabies one after the other (§7.1): the animal is at least 12 weeks old and marked on or before the
 * day; a primary dose protects from day 21; a booster inside the validity of the dose before protects at once; a late one
 * is a primary dose again.
 */
export function judgeRabies(doses: readonly RabiesDose[], animal: DosedAnimal, law: TravelLaw): readonly JudgedDose[] {
  const judged: JudgedDose[] = [];
  let before: CountingDose | undefined;
  for (const dose of doses.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b), 'en'))) {
    const because = whyNot(dose, animal, law);
    if (because !== undefined) {
      judged.push({ counts: false, because, date: dose.date });
      continue;
    }
    const isBooster = before !== undefined && dose.date <= before.validUntil && dose.date > before.date;
    const waits = addDays(dose.date, law.rabies.waitDays);
    const validFrom: CivilDate =
      isBooster && before !== undefined && law.rabies.boosterIsGoodAtOnce
        ? laterDate(dose.date, before.validFrom)
        : waits;
    const { date, validUntil } = dose;
    before = { counts: true, as: isBooster ? 'BOOSTER' : 'PRIMARY', date, validFrom, validUntil };
    judged.push(before);
  }
  return judged;
}

/** The dose that protects on a day. */
export function protectingDose(doses: readonly JudgedDose[], day: CivilDate): CountingDose | undefined {
  return doses
    .filter((dose) => dose.counts)
    .findLast(({ validFrom, validUntil }) => validFrom <= day && day <= validUntil);
}

/** Whether protection went on without a gap from the dose that held on one day to another day. */
export function protectedThroughout(doses: readonly JudgedDose[], from: CivilDate, to: CivilDate): boolean {
  let dose = protectingDose(doses, from) ?? doses.filter((each) => each.counts).findLast(({ date }) => date <= from);
  while (dose !== undefined && dose.validUntil < to) {
    const { date, validUntil } = dose;
    dose = doses
      .filter((each) => each.counts)
      .find(
        (next) => next.as === 'BOOSTER' && next.date > date && next.date <= validUntil && next.validUntil > validUntil,
      );
  }
  return dose !== undefined;
}

function whyNot(
  { date }: RabiesDose,
  { born, marked }: DosedAnimal,
  { needsMarking, rabies }: TravelLaw,
): 'TOO_YOUNG' | 'NOT_MARKED' | undefined {
  if (born !== undefined && daysBetween(born, date) < rabies.leastAgeDays) return 'TOO_YOUNG';
  if (needsMarking && (marked === undefined || marked > date)) return 'NOT_MARKED';
  return undefined;
}

function orderOf({ date, validUntil }: RabiesDose): string {
  return `${date} ${validUntil}`;
}
