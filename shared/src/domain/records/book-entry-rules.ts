import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { err, mapOk, ok, type Result } from '../../base/result.ts';
import { createdBy, type Stamp } from '../document.ts';
import type { Pet } from '../pets/pet.ts';
import { voidedBy } from '../voidable.ts';
import {
  type BookEntry,
  bookEntryVersion,
  type Consent,
  type Estimate,
  type RecordedEntry,
  type VoidedEntry,
} from './book-entry.ts';
import type { OwnerAnswer } from './owner-paper.ts';
import { checkMeasured, checkMeasuredBy, type MeasureRefusal } from './vitals-rules.ts';

/** An entry as it is filled in; the rest is added when it is recorded. */
export type WantedEntry = RecordedEntry extends infer Each
  ? Each extends RecordedEntry
    ? Omit<Each, 'status' | 'pet' | 'v' | 'created' | 'changed' | 'merged' | 'ext'>
    : never
  : never;

export interface EntrySituation {
  readonly pet: Pet;
  /** The day it is at the location. */
  readonly today: CivilDate;
  /** The person was asked whether a surprising weight is meant. */
  readonly confirmed: boolean;
}

/** Records a fact of one day in the book of an animal. After its death, too: a result may come late. */
export function recordEntry(
  { pet, today, confirmed }: EntrySituation,
  wanted: WantedEntry,
  stamp: Stamp,
): Result<RecordedEntry, MeasureRefusal | Failure<'DATE_IN_FUTURE' | 'BEFORE_BIRTH' | 'MEASURED_IN_FUTURE'>> {
  const { date } = wanted;
  if (date > today) return err(failure('DATE_IN_FUTURE', { date }));
  if (pet.born !== undefined && date < pet.born) return err(failure('BEFORE_BIRTH', { date, born: pet.born }));
  if (wanted.kind === 'MEASUREMENT') {
    const { measured, at } = wanted.measurement;
    const made = checkMeasuredBy(stamp.at, at);
    if (!made.ok) return made;
    const checked = checkMeasured({ measured, at, confirmed }, pet.weights);
    if (!checked.ok) return checked;
  }
  return ok({ ...wanted, status: 'RECORDED', pet: pet.id, ...createdBy(stamp, bookEntryVersion) });
}

/** Declares an entry a mistake; it stays readable. */
export function voidEntry(
  entry: BookEntry,
  reason: string,
  stamp: Stamp,
): Result<VoidedEntry, Failure<'ALREADY_VOIDED' | 'REASON_MISSING'>> {
  if (entry.status === 'VOIDED') return err(failure('ALREADY_VOIDED'));
  return mapOk(voidedBy(stamp, reason), (voided) => ({ ...entry, ...voided }));
}

/** Adds what the owner said to an estimate or a consent. An estimate whose time is over cannot be accepted any more. */
export function addAnswer<Paper extends Estimate | Consent>(
  paper: Paper,
  answer: Omit<OwnerAnswer, 'stamp'>,
  today: CivilDate,
  stamp: Stamp,
): Result<Paper, Failure<'ALREADY_VOIDED' | 'ESTIMATE_EXPIRED'>> {
  if (paper.status === 'VOIDED') return err(failure('ALREADY_VOIDED'));
  if (paper.kind === 'ESTIMATE' && answer.answer === 'ACCEPTED' && paper.validUntil < today) {
    return err(failure('ESTIMATE_EXPIRED', { validUntil: paper.validUntil }));
  }
  return ok({ ...paper, answers: [...paper.answers, { ...answer, stamp }], changed: stamp });
}
