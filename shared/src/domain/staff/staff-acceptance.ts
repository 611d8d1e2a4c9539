import { derivedId } from '../../base/id.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal } from '../acceptance.ts';
import { bothChangedTask, bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { Need, World } from '../world.ts';
import { mergeStaffWithReport } from './staff-merge.ts';
import { isActive, isLastOwner, ownsClinic } from './staff-rules.ts';
import { staff, type StaffMember } from './staff.ts';

/**
 * Changes of staff are joined. Only one thing is put right: two owners who demote each other offline would leave a clinic
 * that nobody can run, so the last one stays owner and a task says so.
 */
export function acceptStaff(proposal: Proposal<StaffMember>, world: World): Acceptance<StaffMember> {
  const { stored, base, wanted } = proposal;
  if (stored === undefined) return accepted;
  const subject = { collection: 'staff', id: wanted.id } as const;
  const follows = followsOnStored(proposal);
  const { document, replaced } = follows
    ? { document: wanted, replaced: [] }
    : mergeStaffWithReport(base, wanted, stored);
  const also = bothChangedTask(subject, wanted, stored, replaced);
  const remains = isActive(document) && ownsClinic(document);
  if (remains || !isLastOwner(stored, world.find(staff, {}))) {
    return follows ? accepted : { kind: 'merge', document, also };
  }
  const task = createTask({
    id: derivedId('Task', 'LAST_OWNER', wanted.id, wanted.changed.operation),
    kind: 'LAST_OWNER',
    subject,
    details: { changedBy: wanted.changed.by },
    stamp: bySystem(wanted.changed),
  });
  const roles = [...new Set([...document.roles, 'CLINIC_OWNER' as const])];
  const kept: StaffMember = { ...document, roles, state: { status: 'ACTIVE' } };
  return { kind: 'park', document: kept, reason: 'LAST_OWNER', also: [...also, alongside(task)] };
}

export function staffNeeds(): readonly Need[] {
  return [{ kind: 'find', collection: staff, find: {} }];
}
