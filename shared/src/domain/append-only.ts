import { jsonText, sameJson } from '../base/json.ts';
import { type Acceptance, accepted, type Proposal } from './acceptance.ts';
import { type DocumentFields, stampOrder } from './document.ts';

/**
 * Of two versions of an entry that is never changed: what the device knew to be stored, else the one made earlier. They
 * only ever differ where two desks took the same step, each for itself, so that its id follows from the step.
 */
export function mergeAppended<Document extends DocumentFields>(
  base: Document | undefined,
  ours: Document,
  theirs: Document,
): Document {
  if (sameJson(ours, theirs)) return ours;
  return base ?? (order(ours) <= order(theirs) ? ours : theirs);
}

/**
 * What becomes of an entry that is there already; undefined for a new one. The same again changes nothing. A step that
 * another desk had taken first stands as it was taken then. Anything else would change what is written for ever.
 */
export function acceptKnown<Document extends DocumentFields>({
  stored,
  wanted,
}: Pick<Proposal<Document>, 'stored' | 'wanted'>): Acceptance<Document> | undefined {
  if (stored === undefined) return undefined;
  if (sameJson(stored, wanted)) return accepted;
  if (isDerived(wanted.id)) return { kind: 'merge', document: stored };
  return { kind: 'refuse', reason: 'ENTRY_IS_WRITTEN' };
}

/** Ids of version 8 follow from what they name; all others were made once, by one device. */
export function isDerived(id: string): boolean {
  return id[14] === '8';
}

function order(document: DocumentFields): string {
  return `${stampOrder(document.created)} ${jsonText(document)}`;
}
