import { present } from '../../base/assert.ts';
import { addMonths, type CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { quantity, type Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { createdBy, type Stamp } from '../document.ts';
import type { DoseForPassport } from '../passports/entry-rules.ts';
import type { Pet } from '../pets/pet.ts';
import { voidedBy } from '../voidable.ts';
import type { Standing, ValidityRule } from './dose-series.ts';
import { dosesOf, judge, recalculated, standingFields } from './judgement.ts';
import { type Protocol, protocolOf } from './protocol.ts';
import type { VaccinationFailureCode } from './vaccination-failures.ts';
import {
  type Due,
  type GivenVaccination,
  type Vaccination,
  vaccinationVersion,
  type VoidedVaccination,
} from './vaccination.ts';

/** What the vet enters; everything else follows. */
export type VaccinationRequest = Pick<
  GivenVaccination,
  | 'id'
  | 'vaccine'
  | 'date'
  | 'location'
  | 'product'
  | 'administration'
  | 'vetName'
  | 'clinicName'
  | 'startsSeries'
  | 'atRisk'
  | 'due'
>;

/** What a decision about a dose has to know. */
export interface VaccinationSituation {
  readonly pet: Pet;
  /** All doses of the animal, of any vaccine, voided ones too. */
  readonly history: readonly Vaccination[];
  readonly protocols: readonly Protocol[];
  readonly validity: ValidityRule;
  /** The day it is at the clinic. */
  readonly today: CivilDate;
}

/** All that one dose brings about, for one transaction. */
export interface RecordedVaccination {
  readonly vaccination: GivenVaccination;
  /** Other doses of this vaccine whose standing or next date changes because of it. */
  readonly recalculated: readonly GivenVaccination[];
  /** What to write into the passports; nothing for a dose that does not count or stands in the owner's papers already. */
  readonly passportRow: DoseForPassport | undefined;
  /** What to take from the stock and what to charge; nothing for a dose that was given elsewhere. */
  readonly consumption: VaccineConsumption | undefined;
}

export interface VaccineConsumption {
  readonly product: string;
  readonly batch: { readonly number: string; readonly expires: CivilDate };
  readonly doses: Quantity;
  /** Code of the service, charged once per visit however many vaccines it covers. */
  readonly service: string;
  /** Codes of services that include it: beside one of them it is not charged again. */
  readonly coveredBy: readonly string[];
}

export type VaccinationRefusal = Failure<Exclude<VaccinationFailureCode, 'ALREADY_VOIDED'>>;

/** Decides whether a dose may be entered, what it is worth, and when the next one is due. */
export function recordVaccination(
  situation: VaccinationSituation,
  request: VaccinationRequest,
  stamp: Stamp,
): Result<RecordedVaccination, VaccinationRefusal> {
  const protocol = protocolOf(situation.protocols, request.vaccine);
  if (protocol === undefined) return err(failure('VACCINE_UNKNOWN', { vaccine: request.vaccine }));
  const refusal = refusalOf(situation, protocol, request);
  if (refusal !== undefined) return err(refusal);
  const before = dosesOf(situation.history, protocol);
  const standings = judge(situation, protocol, [...before, request]);
  const standing = present(standings.get(request.id), 'the standing of the new dose');
  if (isTooYoung(standing) && request.administration.kind === 'HERE') {
    return err(failure('TOO_YOUNG', { earliest: standing.earliest }));
  }
  const vaccination: GivenVaccination = {
    ...request,
    kind: 'VACCINATION',
    status: 'GIVEN',
    pet: situation.pet.id,
    diseases: [...protocol.diseases],
    ...standingFields(standing),
    ...createdBy(stamp, vaccinationVersion),
  };
  return ok({
    vaccination,
    recalculated: recalculated(before, standings, stamp),
    passportRow: passportRowOf(vaccination),
    consumption: consumptionOf(protocol, request),
  });
}

/** Declares a dose a mistake. It stays in the book, and the doses after it are judged as if it had not been given. */
export function voidVaccination(
  situation: Omit<VaccinationSituation, 'today'>,
  vaccination: Vaccination,
  reason: string,
  stamp: Stamp,
): Result<VoidedDose, Failure<'ALREADY_VOIDED' | 'REASON_MISSING'>> {
  if (vaccination.status === 'VOIDED') return err(failure('ALREADY_VOIDED'));
  const voiding = voidedBy(stamp, reason);
  if (!voiding.ok) return voiding;
  const voided = { ...vaccination, ...voiding.value };
  const protocol = protocolOf(situation.protocols, vaccination.vaccine);
  // A vaccine the clinic gave up has no protocol any more; its other doses stay as they were judged.
  if (protocol === undefined) return ok({ vaccination: voided, recalculated: [] });
  const others = dosesOf(situation.history, protocol).filter(({ id }) => id !== vaccination.id);
  const standings = judge(situation, protocol, others);
  return ok({ vaccination: voided, recalculated: recalculated(others, standings, stamp) });
}

export interface VoidedDose {
  readonly vaccination: VoidedVaccination;
  readonly recalculated: readonly GivenVaccination[];
}

/** The vet sets the day of the next dose, or gives it back to the protocol. Answers all doses that this changes. */
export function setNextDue(
  situation: Omit<VaccinationSituation, 'today'>,
  vaccination: Vaccination,
  due: Due,
  stamp: Stamp,
): Result<readonly GivenVaccination[], Failure<'ALREADY_VOIDED' | 'DUE_DATE_IMPLAUSIBLE' | 'VACCINE_UNKNOWN'>> {
  if (vaccination.status === 'VOIDED') return err(failure('ALREADY_VOIDED'));
  const protocol = protocolOf(situation.protocols, vaccination.vaccine);
  if (protocol === undefined) return err(failure('VACCINE_UNKNOWN', { vaccine: vaccination.vaccine }));
  if (!isPlausible(due, vaccination.date)) return err(failure('DUE_DATE_IMPLAUSIBLE', { date: vaccination.date }));
  const doses = dosesOf(situation.history, protocol).map((dose) =>
    dose.id === vaccination.id ? { ...dose, due } : dose,
  );
  return ok(recalculated(doses, judge(situation, protocol, doses), stamp, vaccination.id));
}

function refusalOf(
  { pet, today }: VaccinationSituation,
  protocol: Protocol,
  { date, administration, due }: VaccinationRequest,
): VaccinationRefusal | undefined {
  if (pet.deceased !== undefined && date > pet.deceased) {
    return failure('PET_DECEASED', { name: pet.name, deceased: pet.deceased });
  }
  if (date > today) return failure('DATE_IN_FUTURE', { date });
  if (pet.born !== undefined && date < pet.born) return failure('BEFORE_BIRTH', { date, born: pet.born });
  if (!protocol.species.includes(pet.species)) return failure('WRONG_SPECIES', { vaccine: protocol.vaccine });
  if (administration.kind === 'HERE' && administration.batch.expires < date) {
    return failure('BATCH_EXPIRED', {
      batch: administration.batch.number,
      expires: administration.batch.expires,
    });
  }
  return isPlausible(due, date) ? undefined : failure('DUE_DATE_IMPLAUSIBLE', { date });
}

function isPlausible(due: GivenVaccination['due'], date: CivilDate): boolean {
  return due.by === 'PROTOCOL' || (due.date > date && due.date <= addMonths(date, 120));
}

/** A dose from the owner's papers is a fact, however young the animal was; one of our own is refused beforehand. */
function isTooYoung(standing: Standing): standing is Extract<Standing, { counts: false }> {
  return !standing.counts && standing.because === 'TOO_YOUNG';
}

function passportRowOf(vaccination: GivenVaccination): DoseForPassport | undefined {
  const { id, product, administration, date, diseases, standing, vetName } = vaccination;
  if (administration.kind === 'ELSEWHERE' || !standing.counts) return undefined;
  const { validFrom, validUntil } = standing;
  return {
    record: id,
    product: product.name,
    manufacturer: product.manufacturer,
    batch: administration.batch.number,
    date,
    diseases,
    validFrom,
    validUntil,
    vetName,
  };
}

function consumptionOf(
  { service, coveredBy }: Protocol,
  { administration }: VaccinationRequest,
): VaccineConsumption | undefined {
  if (administration.kind === 'ELSEWHERE') return undefined;
  const { product, batch } = administration;
  return { product, batch, doses: quantity(1), service, coveredBy: [...new Set([service, ...coveredBy])] };
}
