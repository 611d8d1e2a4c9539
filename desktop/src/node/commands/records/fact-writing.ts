import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk, type Result } from '@lapka/shared/base/result.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { type Pet, pets } from '@lapka/shared/domain/pets/pet.ts';
import { recordEntry, type WantedEntry } from '@lapka/shared/domain/records/book-entry-rules.ts';
import type { RecordedEntry } from '@lapka/shared/domain/records/book-entry.ts';
import { type RecordId, records } from '@lapka/shared/domain/records/record.ts';
import type { MeasureRefusal } from '@lapka/shared/domain/records/vitals-rules.ts';
import { weighedIn } from '@lapka/shared/domain/records/weighing.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { found } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';

/** What a fact is about. */
export interface FactTarget {
  readonly pet: Pet['id'];
  /** The visit it belongs to, when it belongs to one. */
  readonly visit?: RecordId | undefined;
}

/** What every fact of a day says beside what it is about. */
export type FactFrame = Pick<WantedEntry, 'id' | 'date' | 'location' | 'authorName' | 'clinicName' | 'visit'>;

export type FactRefusal =
  | MeasureRefusal
  | Failure<'NOT_FOUND' | 'DATE_IN_FUTURE' | 'BEFORE_BIRTH' | 'MEASURED_IN_FUTURE'>;

/** Records a fact in the book of an animal; a weight is on its curve with it. */
export function recordFact(
  transactor: StoreTransactor,
  { pet: animal, visit }: FactTarget,
  fill: (frame: FactFrame) => WantedEntry,
  context: CommandContext,
  confirmed = false,
): Result<RecordedEntry, FactRefusal> {
  const { actor, desk, ids, stamp } = context;
  const clinic = clinicOf(transactor, desk);
  if (!clinic.ok) return clinic;
  const pet = found(transactor, pets, animal);
  if (!pet.ok) return pet;
  if (visit !== undefined) {
    const known = transactor.get(records, visit);
    if (known?.kind !== 'VISIT' || known.pet !== animal) return err(failure('NOT_FOUND'));
  }
  const { language, organisation } = clinic.value;
  const today = todayAt(context);
  const frame = {
    id: ids.next<'Record'>(),
    date: today,
    location: desk.location,
    authorName: fullName(actor.name, language),
    clinicName: organisation.name[language],
    ...(visit === undefined ? {} : { visit }),
  };
  const recorded = recordEntry({ pet: pet.value, today, confirmed }, fill(frame), stamp);
  return mapOk(recorded, (entry) => {
    transactor.put(records, entry);
    if (entry.kind === 'MEASUREMENT') transactor.put(pets, weighedIn(pet.value, entry.id, [entry.measurement], stamp));
    return entry;
  });
}
