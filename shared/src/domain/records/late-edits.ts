import { derivedId } from '../../base/id.ts';
import { jsonText } from '../../base/json.ts';
import { stampOrder } from '../document.ts';
import type { Policy } from '../merging.ts';
import { type Content, contentBeyond, contentOf } from './visit-content.ts';
import type { LateEdit, SignedVisit, Visit } from './visit.ts';

/**
 * What one side of a merge brings to a signed visit as late edits: those it knows already, and all that was typed there
 * beyond the common state. What the signed visit says as well is among them, so that the order of merges does not matter.
 */
export function lateEditsOf(standing: SignedVisit, base: Visit | undefined, side: Visit): LateEdit[] {
  if (side.status !== 'SIGNED') return sorted(lateEditsFrom(standing, contentBeyond(side, base)));
  if (signedOrder(side) === signedOrder(standing)) return side.lateEdits;
  const fresh = lateEditsFrom(standing, [...contentBeyond(side, base), signatureOf(side)]);
  const all = new Map(side.lateEdits.map((each) => [each.id, each]));
  for (const each of fresh) {
    const known = all.get(each.id);
    all.set(each.id, known === undefined ? each : joinedLateEdit(known, each));
  }
  return sorted([...all.values()]);
}

/** Orders signed visits by their signature. Under one there is one content, unless a device is broken. */
export function signedOrder(visit: SignedVisit): string {
  return `${stampOrder(visit.signature.stamp)} ${jsonText(contentOf(visit))}`;
}

/** What waits for a vet's decision: late edits that nobody has decided and the signed visit does not say itself. */
export function openLateEdits(visit: SignedVisit): LateEdit[] {
  const signed = new Set(contentOf(visit).map((content) => lateEditId(visit, content)));
  return visit.lateEdits.filter(({ id, decision }) => decision.is === 'OPEN' && !signed.has(id));
}

/** Two devices know of the same late edit. */
export const mergedLateEdit: Policy<LateEdit> = (field, merging) => {
  const { ours, theirs } = field;
  if (ours === undefined || theirs === undefined) return merging.take(field, ours === undefined ? 'theirs' : 'ours');
  return merging.joined(field, joinedLateEdit(ours, theirs));
};

/** A decision stands over none, an addendum over a dismissal, and of equal ones the earlier. */
function joinedLateEdit(a: LateEdit, b: LateEdit): LateEdit {
  const { decision } = decisionOrder(a) <= decisionOrder(b) ? a : b;
  return { ...(typedOrder(a) <= typedOrder(b) ? a : b), decision };
}

/** As merges sort what is new in a list. */
function sorted(lateEdits: readonly LateEdit[]): LateEdit[] {
  return lateEdits.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function lateEditsFrom(visit: SignedVisit, contents: readonly Content[]): LateEdit[] {
  return contents.map((content) => ({
    id: lateEditId(visit, content),
    field: content.field,
    value: content.value,
    by: content.by,
    at: content.at,
    decision: { is: 'OPEN' },
  }));
}

function signatureOf({ signature: { stamp, name } }: SignedVisit): Content {
  const { by, at } = stamp;
  return { field: 'signature', key: stampOrder(stamp), value: { name, at }, by, at };
}

function lateEditId({ id }: SignedVisit, { field, key }: Content): LateEdit['id'] {
  return derivedId('LateEdit', id, field, key);
}

function typedOrder({ at, by, value }: LateEdit): string {
  return `${at} ${jsonText(by)} ${jsonText(value)}`;
}

function decisionOrder({ decision }: LateEdit): string {
  switch (decision.is) {
    case 'ADDED':
      return `0 ${stampOrder(decision.stamp)} ${decision.addendum}`;
    case 'DISMISSED':
      return `1 ${stampOrder(decision.stamp)}`;
    case 'OPEN':
      return '2';
  }
}
