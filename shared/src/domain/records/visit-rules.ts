import { failure, type Failure } from '../../base/failure.ts';
import { jsonText } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Booking } from '../bookings/booking.ts';
import { createdBy, type Stamp } from '../document.ts';
import { type ChangeRefusal, changedBy, type VisitSurroundings } from './visit-change-rules.ts';
import type { JoiningChange, VisitChange } from './visit-changes.ts';
import { contentOf, findingField, unsettledFields, type VisitContent } from './visit-content.ts';
import { type Author, type DraftVisit, type OpenVisit, type Visit, visitId, visitVersion } from './visit.ts';

/** The person who writes: the stamp says who and when, the name is copied as it is on that day. */
export interface Editor {
  readonly stamp: Stamp;
  readonly name: string;
}

export type VisitRefusal =
  | ChangeRefusal
  | Failure<'RECORD_SIGNED' | 'RECORD_EMPTY' | 'VISIT_DID_NOT_HAPPEN' | 'TOO_MANY_ENTRIES'>;

/** The one visit of an animal in a booking, as its first content creates it. */
export interface VisitStart {
  readonly booking: Pick<Booking, 'id' | 'pet' | 'status' | 'date' | 'location'>;
  readonly vet: Visit['vet'];
  readonly vetName: string;
  readonly clinicName: string;
}

/**
 * Starts a visit with what was entered first. There is no empty visit to fill in later, and none for a booking that was
 * cancelled or missed; a second start in the same booking is the same visit (C-42).
 */
export function startVisit(
  { booking, vet, vetName, clinicName }: VisitStart,
  changes: readonly VisitChange[],
  surroundings: VisitSurroundings,
  editor: Editor,
): Result<DraftVisit, VisitRefusal> {
  if (booking.status === 'CANCELLED' || booking.status === 'NO_SHOW') {
    return err(failure('VISIT_DID_NOT_HAPPEN', { status: booking.status }));
  }
  const blank: DraftVisit = {
    id: visitId(booking.id, booking.pet),
    kind: 'VISIT',
    status: 'DRAFT',
    pet: booking.pet,
    date: booking.date,
    location: booking.location,
    origin: { from: 'BOOKING', booking: booking.id },
    vet,
    vetName,
    clinicName,
    ...emptyContent,
    authors: [],
    voids: [],
    ...createdBy(editor.stamp, visitVersion),
  };
  const started = changeVisit(blank, changes, surroundings, editor);
  if (started.ok && contentOf(started.value).length === 0) return err(failure('RECORD_EMPTY'));
  return started;
}

/** Writes in a visit, all of the changes or none. A signed one refuses; a voided one becomes a draft again. */
export function changeVisit(
  visit: Visit,
  changes: readonly VisitChange[],
  surroundings: VisitSurroundings,
  editor: Editor,
): Result<DraftVisit, VisitRefusal> {
  if (visit.status === 'SIGNED') return err(failure('RECORD_SIGNED', { by: visit.signature.name }));
  let changed: OpenVisit = visit;
  for (const change of changes) {
    const next = changedBy(changed, change, surroundings, editor.stamp);
    if (!next.ok) return next;
    changed = next.value;
  }
  const full = listNames.find((name) => changed[name].length > mostListed);
  if (full !== undefined) return err(failure('TOO_MANY_ENTRIES', { list: full, most: mostListed }));
  return ok({
    ...changed,
    status: 'DRAFT',
    authors: withAuthor(changed.authors, editor),
    changed: editor.stamp,
  });
}

/**
 * Joins what several people wrote in one field: a vet has read all of it and says what is to stand. What arrived while
 * the vet was reading is not swallowed; then the joining is refused and the vet looks again.
 */
export function joinTexts(
  visit: Visit,
  change: JoiningChange,
  surroundings: VisitSurroundings,
  editor: Editor,
): Result<DraftVisit, VisitRefusal | Failure<'CHANGED_MEANWHILE'>> {
  const joined = changeVisit(visit, [change], surroundings, editor);
  if (!joined.ok) return joined;
  return unsettledFields(joined.value).includes(fieldOf(change)) ? err(failure('CHANGED_MEANWHILE')) : joined;
}

function fieldOf(change: JoiningChange): string {
  switch (change.change) {
    case 'WRITE':
      return change.field;
    case 'FIND':
      return findingField(change.system);
    case 'FOLLOW_UP':
      return 'followUp';
  }
}

const listNames = ['measurements', 'problems', 'prescriptions', 'files'] as const;
const mostListed = 100;

function withAuthor(authors: readonly Author[], { stamp, name }: Editor): Author[] {
  const { by, at } = stamp;
  const isSame = (author: Author): boolean => jsonText(author.by) === jsonText(by);
  const from = authors.find(isSame)?.from ?? at;
  return [...authors.filter((author) => !isSame(author)), { by, name, from, to: at }];
}

const emptyContent = {
  reason: [],
  history: [],
  findings: {},
  tests: [],
  diagnosis: [],
  treatment: [],
  instructions: [],
  notes: [],
  followUp: [],
  measurements: [],
  problems: [],
  prescriptions: [],
  files: [],
} satisfies VisitContent;
