import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { plusMinutes } from '../../base/instant.ts';
import { mapOk, err, ok, type Result } from '../../base/result.ts';
import { tidyText } from '../../base/text.ts';
import { jsonText } from '../../base/json.ts';
import type { Quantity } from '../../base/quantity.ts';
import type { Booking } from '../bookings/booking.ts';
import { createdBy, type Stamp } from '../document.ts';
import { settled, write } from './entries.ts';
import { allNormal } from './findings.ts';
import type { PrescriptionPack } from './prescription-packs.ts';
import { longestDiagnosis } from './prescription.ts';
import { type WantedPrescription, writePrescription } from './prescription-rules.ts';
import type { RecordFailureCode } from './record-failures.ts';
import { contentOf, type VisitContent } from './visit-content.ts';
import type { VisitChange } from './visit-changes.ts';
import {
  type Author,
  type DraftVisit,
  longestText,
  type OpenVisit,
  type Visit,
  visitId,
  visitVersion,
} from './visit.ts';
import { checkMeasured } from './vitals-rules.ts';

/** The person who writes: the stamp says who and when, the name is copied as it is on that day. */
export interface Editor {
  readonly stamp: Stamp;
  readonly name: string;
}

/** What the rules must know beside the visit itself. */
export interface VisitSurroundings {
  /** The day it is at the location. */
  readonly today: CivilDate;
  readonly law: PrescriptionPack;
  /** The animal's last weight from before this visit, for the question about a surprising one. */
  readonly previousWeight: Quantity | undefined;
}

export type VisitRefusal = Failure<RecordFailureCode>;

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
    const next = changedBy(changed, change, surroundings, editor);
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

const listNames = ['measurements', 'problems', 'prescriptions', 'files'] as const;
const mostListed = 100;

/** Clocks of two rooms differ; a measurement may be this far ahead of the one that writes it down. */
const clockToleranceMinutes = 5;

function changedBy(
  visit: OpenVisit,
  change: VisitChange,
  surroundings: VisitSurroundings,
  { stamp }: Editor,
): Result<OpenVisit, VisitRefusal> {
  switch (change.change) {
    case 'WRITE': {
      const text = tidyText(change.text, longestText);
      const value = text === '' ? undefined : text;
      return ok({ ...visit, [change.field]: write(visit[change.field], value, change.seen, stamp) });
    }
    case 'FIND': {
      const entries = write(visit.findings[change.system] ?? [], change.finding, change.seen, stamp);
      return ok({ ...visit, findings: { ...visit.findings, [change.system]: entries } });
    }
    case 'ALL_NORMAL':
      return ok({ ...visit, findings: allNormal(visit.findings, stamp) });
    case 'FOLLOW_UP':
      return ok({ ...visit, followUp: write(visit.followUp, change.followUp, change.seen, stamp) });
    case 'MEASURE':
      return measured(visit, change, surroundings, stamp);
    case 'ADD_PROBLEM':
      return ok({ ...visit, problems: withItem(visit.problems, { ...change.problem, ...writtenBy(stamp) }) });
    case 'PRESCRIBE':
      return prescribed(visit, change.prescription, surroundings, stamp);
    case 'ATTACH':
      return ok({ ...visit, files: withItem(visit.files, { ...change.file, ...writtenBy(stamp) }) });
    case 'REMOVE_MEASUREMENT':
      return ok({ ...visit, measurements: without(visit.measurements, change.id) });
    case 'REMOVE_PROBLEM':
      return ok({ ...visit, problems: without(visit.problems, change.id) });
    case 'REMOVE_PRESCRIPTION':
      return ok({ ...visit, prescriptions: without(visit.prescriptions, change.id) });
    case 'REMOVE_FILE':
      return ok({ ...visit, files: without(visit.files, change.id) });
  }
}

function measured(
  visit: OpenVisit,
  { id, at, measured: value, remark, confirmed }: Extract<VisitChange, { change: 'MEASURE' }>,
  { previousWeight }: VisitSurroundings,
  stamp: Stamp,
): Result<OpenVisit, VisitRefusal> {
  if (at > plusMinutes(stamp.at, clockToleranceMinutes)) return err(failure('MEASURED_IN_FUTURE'));
  return mapOk(checkMeasured(value, previousWeight, confirmed), (allowed) => ({
    ...visit,
    measurements: withItem(visit.measurements, {
      id,
      at,
      by: stamp.by,
      measured: allowed,
      ...(remark !== undefined && { remark }),
    }),
  }));
}

/** A prescription without a diagnosis of its own shows the one of the visit. */
function prescribed(
  visit: OpenVisit,
  wanted: WantedPrescription,
  { law, today }: VisitSurroundings,
  stamp: Stamp,
): Result<OpenVisit, VisitRefusal> {
  const ofVisit = tidyText(settled(visit.diagnosis) ?? '', longestDiagnosis);
  const diagnosis = wanted.diagnosis.trim() === '' ? ofVisit : wanted.diagnosis;
  const written = writePrescription({ ...wanted, diagnosis }, law, { ...writtenBy(stamp), date: today });
  return mapOk(written, (prescription) => ({
    ...visit,
    prescriptions: withItem(visit.prescriptions, prescription),
  }));
}

function writtenBy({ by, at }: Stamp): Pick<Stamp, 'by' | 'at'> {
  return { by, at };
}

/** The list with one more thing, in the place of the one it replaces; the same thing again changes nothing. */
function withItem<Item extends { readonly id: string; readonly replaces?: string | undefined }>(
  items: readonly Item[],
  item: Item,
): Item[] {
  return [...items.filter(({ id }) => id !== item.id && id !== item.replaces), item];
}

function without<Item extends { readonly id: string }>(items: readonly Item[], id: Item['id']): Item[] {
  return items.filter((item) => item.id !== id);
}

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
