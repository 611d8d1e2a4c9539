import { z } from 'zod';
import { sameJson } from '../../base/json.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal } from '../acceptance.ts';
import { stampOrder } from '../document.ts';
import { bothChangedTask } from '../inbox/both-changed.ts';
import type { Need, World } from '../world.ts';
import { changeableOnVaccination } from '../vaccinations/vaccination.ts';
import type { MedicalRecord } from './record.ts';
import { type Fact, mergeFacts } from './record-merge.ts';
import { acceptVisit, visitNeeds } from './visit-acceptance.ts';

/** What becomes of an entry of the book that arrives from a device. */
export function acceptRecord(proposal: Proposal<MedicalRecord>, world: World): Acceptance<MedicalRecord> {
  const { stored, base, wanted } = proposal;
  if (stored !== undefined && stored.kind !== wanted.kind) return { kind: 'refuse', reason: 'KIND_CHANGED' };
  if (wanted.kind === 'VISIT') {
    return acceptVisit({ ...proposal, wanted, stored: visitOf(stored), base: visitOf(base) }, world);
  }
  return acceptFact({ ...proposal, wanted, stored: factOf(stored), base: factOf(base) });
}

export function recordNeeds({ wanted, stored }: Proposal<MedicalRecord>): readonly Need[] {
  return wanted.kind === 'VISIT' && stored === undefined ? visitNeeds(wanted) : [];
}

/**
 * A fact is taken as it is. Later only its voids, a dose's due date and the owner's answers may change; a device that
 * changes anything else, or takes back a void or an answer, is broken and is refused.
 */
function acceptFact(proposal: Proposal<Fact>): Acceptance<Fact> {
  const { stored, base, wanted } = proposal;
  if (stored === undefined) return accepted;
  if (!sameJson(fixedPartOf(stored), fixedPartOf(wanted))) return { kind: 'refuse', reason: 'RECORD_FACT_CHANGED' };
  if (base !== undefined && takesBack(base, wanted)) return { kind: 'refuse', reason: 'RECORD_FACT_CHANGED' };
  if (followsOnStored(proposal)) return accepted;
  const { document, replaced } = mergeFacts(base, wanted, stored);
  // A due date the protocol gave is worked out again by whoever needs it; one that a vet chose is for a vet to settle.
  const chosen = replaced.filter(({ other }) => chosenByVet.safeParse(other).success);
  const also = bothChangedTask({ collection: 'records', id: wanted.id }, wanted, stored, chosen);
  return also.length === 0 && sameJson(document, wanted) ? accepted : { kind: 'merge', document, also };
}

const chosenByVet = z.object({ due: z.object({ by: z.literal('VET') }) });

const changeable: ReadonlySet<string> = new Set([...changeableOnVaccination, 'answers', 'changed', 'merged', 'ext']);

function fixedPartOf(fact: Fact): object {
  return Object.fromEntries(Object.entries(fact).filter(([name]) => !changeable.has(name)));
}

function takesBack(base: Fact, wanted: Fact): boolean {
  if (base.status === 'VOIDED' && wanted.status !== 'VOIDED') return true;
  const kept = new Set(answersOf(wanted));
  return answersOf(base).some((answer) => !kept.has(answer));
}

function answersOf(fact: Fact): string[] {
  return 'answers' in fact ? fact.answers.map(({ stamp }) => stampOrder(stamp)) : [];
}

function visitOf(record: MedicalRecord | undefined): Extract<MedicalRecord, { kind: 'VISIT' }> | undefined {
  return record?.kind === 'VISIT' ? record : undefined;
}

function factOf(record: MedicalRecord | undefined): Fact | undefined {
  return record === undefined || record.kind === 'VISIT' ? undefined : record;
}
