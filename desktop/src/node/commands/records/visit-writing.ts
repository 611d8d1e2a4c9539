import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import { type Booking, type BookingId, bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { type Pet, pets } from '@lapka/shared/domain/pets/pet.ts';
import { prescriptionLaw } from '@lapka/shared/domain/records/prescription-packs.ts';
import { type RecordId, records } from '@lapka/shared/domain/records/record.ts';
import type { VisitSurroundings } from '@lapka/shared/domain/records/visit-change-rules.ts';
import type { VisitChange } from '@lapka/shared/domain/records/visit-changes.ts';
import { shownOfVisit } from '@lapka/shared/domain/records/visit-content.ts';
import { changeVisit, type Editor, startVisit, type VisitRefusal } from '@lapka/shared/domain/records/visit-rules.ts';
import { type Visit, visitId } from '@lapka/shared/domain/records/visit.ts';
import { weighedIn } from '@lapka/shared/domain/records/weighing.ts';
import { type Seen, seenOf } from '@lapka/shared/domain/seen.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { type Clinic, clinicOf } from '../../reading/clinic.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { found } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';
import { filesKnown } from './known-files.ts';

/** What a screen that writes in a visit is told: until when it is saved, and the mark of what it would sign. */
export interface Written {
  readonly record: RecordId;
  readonly saved: Instant;
  readonly seen: Seen;
}

/** A visit somebody is about to write in; `visit` is not there before its first content. */
export interface VisitAtHand {
  readonly clinic: Clinic;
  readonly booking: Booking;
  readonly pet: Pet;
  readonly visit: Visit | undefined;
}

export function visitAtHand(
  reader: StoreReader,
  id: BookingId,
  { desk }: CommandContext,
): Result<VisitAtHand, Failure<'NOT_FOUND'>> {
  const clinic = clinicOf(reader, desk);
  if (!clinic.ok) return clinic;
  const booking = found(reader, bookings, id);
  if (!booking.ok) return booking;
  const pet = found(reader, pets, booking.value.pet);
  if (!pet.ok) return pet;
  const stored = reader.get(records, visitId(id, pet.value.id));
  const visit = stored?.kind === 'VISIT' ? stored : undefined;
  return ok({ clinic: clinic.value, booking: booking.value, pet: pet.value, visit });
}

export type WriteRefusal = VisitRefusal | Failure<'NOT_FOUND' | 'FILE_NOT_THERE'>;

/** Makes changes in the visit at hand, or starts it with them, and answers what it is then. Nothing is written yet. */
export function changedVisit(
  reader: StoreReader,
  { clinic, booking, pet, visit }: VisitAtHand,
  changes: readonly VisitChange[],
  context: CommandContext,
): Result<Visit, WriteRefusal> {
  const named = filesKnown(reader, changes);
  if (!named.ok) return named;
  const surroundings = visitSurroundings(clinic, pet, context);
  const editor = editorOf(clinic, context);
  if (visit !== undefined) return changeVisit(visit, named.value, surroundings, editor);
  const vet = (booking.vet === undefined ? undefined : reader.get(staff, booking.vet)) ?? context.actor;
  const start = {
    booking,
    vet: vet.id,
    vetName: fullName(vet.name, clinic.language),
    clinicName: clinic.organisation.name[clinic.language],
  };
  return startVisit(start, named.value, surroundings, editor);
}

/** Saves a visit, and what was weighed in it on the curve of the animal. */
export function saveVisit(transactor: StoreTransactor, visit: Visit, { now, stamp }: CommandContext): Written {
  transactor.put(records, visit);
  const pet = transactor.get(pets, visit.pet);
  if (pet !== undefined) transactor.put(pets, weighedIn(pet, visit.id, visit.measurements, stamp));
  return { record: visit.id, saved: now, seen: seenOf(shownOfVisit(visit)) };
}

/** The visit of a record by its id. */
export function visitBy(reader: StoreReader, id: RecordId): Result<Visit, Failure<'NOT_FOUND'>> {
  const record = reader.get(records, id);
  return record?.kind === 'VISIT' ? ok(record) : err(failure('NOT_FOUND'));
}

/** Changes a visit by a rule that needs to know who writes, and saves it. */
export function changeVisitBy<Code extends string>(
  transactor: StoreTransactor,
  id: RecordId,
  rule: (visit: Visit, editor: Editor) => Result<Visit, Failure<Code>>,
  context: CommandContext,
): Result<Written, Failure<Code | 'NOT_FOUND'>> {
  const clinic = clinicOf(transactor, context.desk);
  if (!clinic.ok) return clinic;
  const visit = visitBy(transactor, id);
  if (!visit.ok) return visit;
  return mapOk(rule(visit.value, editorOf(clinic.value, context)), (changed) =>
    saveVisit(transactor, changed, context),
  );
}

/** Who writes, with the name that is copied into the record. */
export function editorOf({ language }: Clinic, { actor, stamp }: CommandContext): Editor {
  return { stamp, name: fullName(actor.name, language) };
}

export function visitSurroundings(
  { organisation }: Clinic,
  { weights }: Pet,
  context: CommandContext,
): VisitSurroundings {
  const today = todayAt(context);
  return { today, law: prescriptionLaw(organisation.country, today), weights };
}
