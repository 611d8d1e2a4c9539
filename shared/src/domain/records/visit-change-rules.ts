import type { CivilDate } from '../../base/civil-date.ts';
import type { Failure } from '../../base/failure.ts';
import { mapOk, ok, type Result } from '../../base/result.ts';
import { tidyText } from '../../base/text.ts';
import type { Stamp } from '../document.ts';
import type { Weight } from '../pets/weight.ts';
import { settled, write } from './entries.ts';
import { allNormal, type Finding, longestFinding } from './findings.ts';
import type { PrescriptionPack } from './prescription-packs.ts';
import { type WantedPrescription, writePrescription } from './prescription-rules.ts';
import { longestDiagnosis } from './prescription.ts';
import type { VisitChange } from './visit-changes.ts';
import { longestFollowUp, longestText, type OpenVisit } from './visit.ts';
import { checkMeasured, checkMeasuredBy, type MeasureRefusal } from './vitals-rules.ts';
import { othersThan } from './weighing.ts';

/** What the rules must know beside the visit itself. */
export interface VisitSurroundings {
  /** The day it is at the location. */
  readonly today: CivilDate;
  readonly law: PrescriptionPack;
  /** The animal's weight curve, for the question about a surprising weight. */
  readonly weights: readonly Weight[];
}

export type ChangeRefusal = MeasureRefusal | Failure<'MEASURED_IN_FUTURE' | 'DIAGNOSIS_NOT_SHOWN'>;

/** The visit after one change. */
export function changedBy(
  visit: OpenVisit,
  change: VisitChange,
  surroundings: VisitSurroundings,
  stamp: Stamp,
): Result<OpenVisit, ChangeRefusal> {
  switch (change.change) {
    case 'WRITE': {
      const text = tidyText(change.text, longestText);
      const value = text === '' ? undefined : text;
      return ok({ ...visit, [change.field]: write(visit[change.field], value, change.seen, stamp) });
    }
    case 'FIND': {
      const finding = tidied(change.finding);
      const entries = write(visit.findings[change.system] ?? [], finding, change.seen, stamp);
      return ok({ ...visit, findings: { ...visit.findings, [change.system]: entries } });
    }
    case 'ALL_NORMAL':
      return ok({ ...visit, findings: allNormal(visit.findings, stamp) });
    case 'FOLLOW_UP': {
      const text = tidyText(change.followUp?.text ?? '', longestFollowUp);
      const isEmpty = text === '' && change.followUp?.on === undefined;
      const followUp = change.followUp === undefined || isEmpty ? undefined : { ...change.followUp, text };
      return ok({ ...visit, followUp: write(visit.followUp, followUp, change.seen, stamp) });
    }
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

/** Something abnormal that nobody describes is no finding. */
function tidied(finding: Finding | undefined): Finding | undefined {
  if (finding?.state !== 'ABNORMAL') return finding;
  const text = tidyText(finding.text, longestFinding);
  return text === '' ? undefined : { ...finding, text };
}

function measured(
  visit: OpenVisit,
  { id, at, measured: value, remark, confirmed }: Extract<VisitChange, { change: 'MEASURE' }>,
  { weights }: VisitSurroundings,
  stamp: Stamp,
): Result<OpenVisit, ChangeRefusal> {
  const made = checkMeasuredBy(stamp.at, at);
  if (!made.ok) return made;
  return mapOk(checkMeasured({ measured: value, at, confirmed }, othersThan(visit.id, weights)), (allowed) => ({
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
): Result<OpenVisit, ChangeRefusal> {
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
