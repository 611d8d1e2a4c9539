import { addDays, addMonths, type CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { type Instant, millisecondsBetween } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { dateAt } from '../../base/wall-time.ts';
import type { Zone } from '../../base/zone.ts';
import { isInUse, type Passport } from '../passports/passport.ts';
import { type EntryOf, type PassportEntry, validEntries } from '../passports/passport-entry.ts';
import { passportTemplate } from '../passports/passport-templates.ts';
import { markedOn } from '../pets/chip.ts';
import type { Pet } from '../pets/pet.ts';
import { judgeRabies, type JudgedDose, protectedThroughout, protectingDose } from './rabies-validity.ts';
import { type TravelLaw, travelLaw } from './travel-law.ts';

export interface Journey {
  /** ISO codes; Northern Ireland is `XI`. */
  readonly destination: string;
  readonly from: string;
  readonly arrival: Instant;
  /** Of the place of arrival: the day there is the day of the law. */
  readonly zone: Zone;
  /** How many animals travel with the owner. */
  readonly animals: number;
  /** The animal left the area before and comes back to it. */
  readonly returning: boolean;
}

export type Requirement =
  | 'SPECIES'
  | 'ANIMALS'
  | 'MARKING'
  | 'PASSPORT'
  | 'RABIES'
  | 'VACCINATIONS'
  | 'TITRE'
  | 'TAPEWORM';

export type Missing =
  | 'OTHER_RULES_FOR_SPECIES'
  | 'TOO_MANY_ANIMALS'
  | 'NOT_MARKED'
  | 'NO_PASSPORT'
  | 'NO_DOSE'
  | 'DOSE_TOO_YOUNG'
  | 'DOSE_BEFORE_MARKING'
  | 'STILL_WAITING'
  | 'EXPIRED'
  | 'DISEASES_MISSING'
  | 'NO_SAMPLE'
  | 'SAMPLE_TOO_EARLY'
  | 'TITRE_TOO_LOW'
  | 'NOT_TREATED'
  | 'TREATED_OUTSIDE_HOURS';

/** One demand of the law, and whether the papers meet it on the day of arrival. */
export type Answer =
  | { readonly requirement: Requirement; readonly met: true; readonly by: 'PAPERS' | 'NOT_NEEDED' }
  | {
      readonly requirement: Requirement;
      readonly met: false;
      readonly because: Missing;
      /** From when it is met without anything more being done. */
      readonly readyOn?: CivilDate;
      readonly diseases?: readonly string[];
    };

export interface Readiness {
  readonly law: string;
  readonly day: CivilDate;
  readonly ready: boolean;
  readonly answers: readonly Answer[];
}

/**
 * What an animal needs for a journey, and what of it its passports show. Only what is written in a passport counts: a
 * dose in the book that never got into the booklet does not open a border.
 */
export function travelReadiness(pet: Pet, journey: Journey): Result<Readiness, Failure<'NO_TRAVEL_LAW'>> {
  const day = dateAt(journey.arrival, journey.zone);
  const law = travelLaw(journey.destination, day);
  if (law === undefined) return err(failure('NO_TRAVEL_LAW', { destination: journey.destination, day }));
  const passports = pet.passports.filter((passport) => isInUse(passport) && isGoodFor(passport, law));
  const entries = passports.flatMap((passport) => passport.entries);
  const rabies = judgeRabies(validEntries(entries, 'RABIES'), { born: pet.born, marked: markedOn(pet) }, law);
  const answers = [
    judged('SPECIES', law.species.includes(pet.species) ? undefined : 'OTHER_RULES_FOR_SPECIES'),
    judged('ANIMALS', journey.animals <= law.mostAnimals ? undefined : 'TOO_MANY_ANIMALS'),
    law.needsMarking ? judged('MARKING', markedOn(pet) === undefined ? 'NOT_MARKED' : undefined) : notNeeded('MARKING'),
    judged('PASSPORT', passports.length > 0 ? undefined : 'NO_PASSPORT'),
    rabiesAnswer(pet, rabies, law, day),
    vaccinationAnswer(pet, entries, law, day),
    titreAnswer(pet, entries, rabies, law, journey, day),
    tapewormAnswer(pet, entries, law, journey),
  ];
  return ok({ law: law.version, day, ready: answers.every(({ met }) => met), answers });
}

function rabiesAnswer(pet: Pet, rabies: readonly JudgedDose[], law: TravelLaw, day: CivilDate): Answer {
  if (law.vaccinations !== undefined && !demands(law, pet).includes('RABIES')) return notNeeded('RABIES');
  if (protectingDose(rabies, day) !== undefined) return judged('RABIES', undefined);
  const coming = rabies
    .filter((dose) => dose.counts)
    .find(({ validFrom, validUntil }) => validFrom > day && validUntil >= day);
  if (coming !== undefined) return judged('RABIES', 'STILL_WAITING', coming.validFrom);
  const last = rabies.at(-1);
  if (last === undefined) return judged('RABIES', 'NO_DOSE');
  if (last.counts) return judged('RABIES', 'EXPIRED');
  return judged('RABIES', last.because === 'TOO_YOUNG' ? 'DOSE_TOO_YOUNG' : 'DOSE_BEFORE_MARKING');
}

/** Rabies has its own answer; here are the other diseases the law names. */
function vaccinationAnswer(pet: Pet, entries: readonly PassportEntry[], law: TravelLaw, day: CivilDate): Answer {
  const wanted = demands(law, pet).filter((disease) => disease !== 'RABIES');
  if (law.vaccinations === undefined || wanted.length === 0) return notNeeded('VACCINATIONS');
  const { daysBefore } = law.vaccinations;
  const standing = validEntries(entries, 'OTHER_VACCINATION').filter(
    ({ validUntil }) => validUntil === undefined || day <= validUntil,
  );
  const firstDayFor = (disease: string): CivilDate | undefined =>
    standing
      .filter(({ diseases }) => diseases.includes(disease))
      .map(({ date }) => addDays(date, daysBefore))
      .toSorted()
      .at(0);
  const missing = wanted.filter((disease) => firstDayFor(disease) === undefined);
  if (missing.length > 0) {
    return { requirement: 'VACCINATIONS', met: false, because: 'DISEASES_MISSING', diseases: missing };
  }
  const readyOn = wanted
    .map(firstDayFor)
    .filter((first) => first !== undefined)
    .toSorted()
    .at(-1);
  return readyOn === undefined || readyOn <= day
    ? judged('VACCINATIONS', undefined)
    : judged('VACCINATIONS', 'STILL_WAITING', readyOn);
}

/** A blood test, unless the animal comes from a country on the list (§7.1). */
function titreAnswer(
  { born }: Pet,
  entries: readonly PassportEntry[],
  rabies: readonly JudgedDose[],
  { titre }: TravelLaw,
  { from, returning }: Journey,
  day: CivilDate,
): Answer {
  if (titre === undefined || titre.notNeededFrom.includes(from)) return notNeeded('TITRE');
  const samples = validEntries(entries, 'RABIES_TITRE').filter(({ sampled }) => born === undefined || sampled >= born);
  const enough = samples.filter(({ unitsPerMillilitre }) => unitsPerMillilitre >= titre.leastUnits);
  if (samples.length === 0) return judged('TITRE', 'NO_SAMPLE');
  if (enough.length === 0) return judged('TITRE', 'TITRE_TOO_LOW');
  const timely = enough.filter((sample) => isTimely(sample, rabies, titre.daysAfterVaccination));
  if (timely.length === 0) return judged('TITRE', 'SAMPLE_TOO_EARLY');
  const standing = timely.filter(({ sampled }) => protectedThroughout(rabies, sampled, day));
  const [first] = standing.map(({ sampled }) => sampled).toSorted();
  if (first === undefined) return judged('TITRE', 'EXPIRED');
  // Noted in the passport before the animal left, it is good for coming back without a wait.
  const readyOn = returning ? first : addMonths(first, titre.monthsBeforeEntry);
  return readyOn <= day ? judged('TITRE', undefined) : judged('TITRE', 'STILL_WAITING', readyOn);
}

function isTimely({ sampled }: EntryOf<'RABIES_TITRE'>, rabies: readonly JudgedDose[], days: number): boolean {
  return rabies.some((dose) => dose.counts && addDays(dose.date, days) <= sampled && sampled <= dose.validUntil);
}

function tapewormAnswer(
  { species }: Pet,
  entries: readonly PassportEntry[],
  { tapeworm }: TravelLaw,
  { destination, from, arrival }: Journey,
): Answer {
  const isDemanded =
    tapeworm !== undefined &&
    tapeworm.species.includes(species) &&
    tapeworm.countries.includes(destination) &&
    !tapeworm.notNeededFrom.includes(from);
  if (!isDemanded) return notNeeded('TAPEWORM');
  const hours = validEntries(entries, 'TAPEWORM').map(({ at }) => millisecondsBetween(at, arrival) / 3_600_000);
  if (hours.some((before) => before >= tapeworm.leastHours && before <= tapeworm.mostHours)) {
    return judged('TAPEWORM', undefined);
  }
  return judged(
    'TAPEWORM',
    hours.some((before) => before >= 0 && before <= 30 * 24) ? 'TREATED_OUTSIDE_HOURS' : 'NOT_TREATED',
  );
}

function isGoodFor(passport: Passport, { area }: TravelLaw): boolean {
  return passportTemplate(passport.template)?.travel.includes(area) === true;
}

function demands({ vaccinations }: TravelLaw, { species }: Pet): readonly string[] {
  return vaccinations?.diseases[species] ?? [];
}

function judged(requirement: Requirement, because: Missing | undefined, readyOn?: CivilDate): Answer {
  if (because === undefined) return { requirement, met: true, by: 'PAPERS' };
  return { requirement, met: false, because, ...(readyOn !== undefined && { readyOn }) };
}

function notNeeded(requirement: Requirement): Answer {
  return { requirement, met: true, by: 'NOT_NEEDED' };
}
