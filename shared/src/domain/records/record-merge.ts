import { jsonText } from '../../base/json.ts';
import { stampOrder } from '../document.ts';
import { byKey, type FieldPolicies, latest } from '../merge-policies.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import { keepVoids } from '../voidable.ts';
import type { OwnerAnswer } from './owner-paper.ts';
import type { MedicalRecord } from './record.ts';
import { mergeVisits } from './visit-merge.ts';
import type { Visit } from './visit.ts';

/** All entries of the book that are facts: recorded once, and at most voided. */
export type Fact = Exclude<MedicalRecord, Visit>;

export function mergeRecords(
  base: MedicalRecord | undefined,
  ours: MedicalRecord,
  theirs: MedicalRecord,
): MedicalRecord {
  if (ours.kind === 'VISIT' && theirs.kind === 'VISIT') {
    return mergeVisits(base?.kind === 'VISIT' ? base : undefined, ours, theirs);
  }
  if (ours.kind !== 'VISIT' && theirs.kind !== 'VISIT' && ours.kind === theirs.kind) {
    return mergeFacts(base?.kind === ours.kind ? base : undefined, ours, theirs).document;
  }
  // One id for two kinds of entries is a broken device; acceptance refuses it, and the devices agree meanwhile.
  return jsonText(ours) <= jsonText(theirs) ? ours : theirs;
}

/**
 * Two devices changed the same fact. A void is never lost: if one side voided it, it is voided, and if both did, both
 * reasons stand. Of two due dates that vets set for a dose the later one stands and the other is reported. What the
 * owner answered to an estimate or a consent is kept from both sides. All else of a fact never changes.
 */
export function mergeFacts(base: Fact | undefined, ours: Fact, theirs: Fact): Merge<Fact> {
  return mergeWithReport<Fact>(base, ours, theirs, policies, together);
}

const policies: FieldPolicies<Fact> = { answers: byKey(({ stamp }: OwnerAnswer) => stampOrder(stamp)) };

const together = [
  { fields: ['status', 'voids'] as const, policy: keepVoids },
  { fields: ['due', 'standing', 'nextDue'] as const, policy: latest },
];
