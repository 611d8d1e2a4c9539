import { failure, type Failure } from '../../base/failure.ts';
import { err, mapOk, ok, type Result } from '../../base/result.ts';
import { tidyText } from '../../base/text.ts';
import { voidedBy } from '../voidable.ts';
import { contentOf, unsettledFields } from './visit-content.ts';
import type { Editor } from './visit-rules.ts';
import { type Addendum, type LateEdit, longestText, type SignedVisit, type Visit, type VoidedVisit } from './visit.ts';

/** Locks a draft for ever, under the name of the vet who answers for it. Texts that wait to be joined come first. */
export function signVisit(
  visit: Visit,
  { stamp, name }: Editor,
): Result<SignedVisit, Failure<'RECORD_SIGNED' | 'RECORD_VOIDED' | 'RECORD_EMPTY' | 'TEXTS_TO_JOIN'>> {
  if (visit.status === 'SIGNED') return err(failure('RECORD_SIGNED', { by: visit.signature.name }));
  if (visit.status === 'VOIDED') return err(failure('RECORD_VOIDED'));
  const fields = unsettledFields(visit);
  if (fields.length > 0) return err(failure('TEXTS_TO_JOIN', { fields }));
  if (contentOf(visit).length === 0) return err(failure('RECORD_EMPTY'));
  return ok({
    ...visit,
    status: 'SIGNED',
    signature: { stamp, name },
    addenda: [],
    lateEdits: [],
    changed: stamp,
  });
}

/** A draft nobody needs. What was written in it stays readable. */
export function voidDraft(
  visit: Visit,
  reason: string,
  { stamp }: Editor,
): Result<VoidedVisit, Failure<'RECORD_SIGNED' | 'RECORD_VOIDED' | 'REASON_MISSING'>> {
  if (visit.status === 'SIGNED') return err(failure('RECORD_SIGNED', { by: visit.signature.name }));
  if (visit.status === 'VOIDED') return err(failure('RECORD_VOIDED'));
  return mapOk(voidedBy(stamp, reason), (voided) => ({
    ...visit,
    ...voided,
    voids: [...visit.voids, ...voided.voids],
  }));
}

/** Adds dated text to a signed visit; the visit itself stays as it was signed (story 9). */
export function addAddendum(
  visit: Visit,
  addendum: Pick<Addendum, 'id' | 'text'>,
  { stamp, name }: Editor,
): Result<SignedVisit, Failure<'RECORD_NOT_SIGNED' | 'TEXT_MISSING'>> {
  if (visit.status !== 'SIGNED') return err(failure('RECORD_NOT_SIGNED'));
  const text = tidyText(addendum.text, longestText);
  if (text === '') return err(failure('TEXT_MISSING'));
  const { by, at } = stamp;
  return ok({ ...visit, addenda: [...visit.addenda, { id: addendum.id, by, name, at, text }], changed: stamp });
}

/** Takes what somebody typed too late into the record as an addendum, in the words the vet gives it. */
export function adoptLateEdit(
  visit: Visit,
  lateEdit: LateEdit['id'],
  addendum: Pick<Addendum, 'id' | 'text'>,
  editor: Editor,
): Result<SignedVisit, LateEditRefusal> {
  const decided = decide(visit, lateEdit, { is: 'ADDED', stamp: editor.stamp, addendum: addendum.id });
  return decided.ok ? addAddendum(decided.value, addendum, editor) : decided;
}

/** Decides that a late edit is not needed. It stays readable in the record's history. */
export function dismissLateEdit(
  visit: Visit,
  lateEdit: LateEdit['id'],
  { stamp }: Editor,
): Result<SignedVisit, LateEditRefusal> {
  const decided = decide(visit, lateEdit, { is: 'DISMISSED', stamp });
  return decided.ok ? ok({ ...decided.value, changed: stamp }) : decided;
}

type LateEditRefusal = Failure<'RECORD_NOT_SIGNED' | 'NOT_FOUND' | 'LATE_EDIT_DECIDED' | 'TEXT_MISSING'>;

function decide(
  visit: Visit,
  wanted: LateEdit['id'],
  decision: LateEdit['decision'],
): Result<SignedVisit, LateEditRefusal> {
  if (visit.status !== 'SIGNED') return err(failure('RECORD_NOT_SIGNED'));
  const found = visit.lateEdits.find(({ id }) => id === wanted);
  if (found === undefined) return err(failure('NOT_FOUND'));
  if (found.decision.is !== 'OPEN') return err(failure('LATE_EDIT_DECIDED'));
  return ok({
    ...visit,
    lateEdits: visit.lateEdits.map((each) => (each.id === wanted ? { ...each, decision } : each)),
  });
}
