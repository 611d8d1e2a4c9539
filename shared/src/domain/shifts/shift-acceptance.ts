import { addDays } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal } from '../acceptance.ts';
import type { Find } from '../find.ts';
import { bothChangedTask, bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { Need, World } from '../world.ts';
import { mergeRosterWithReport } from './shift-merge.ts';
import { clashingShift } from './shift-times.ts';
import { type RosterEntry, type Shift, shifts } from './shift.ts';

/**
 * Entries of the roster are joined. Two desks that each planned the same person without a line, at two places or twice
 * at one, would send a vet to two places at once: the shift that arrives later goes back to being a proposal, which
 * nobody can book, and a task asks the manager.
 */
export function acceptRosterEntry(proposal: Proposal<RosterEntry>, world: World): Acceptance<RosterEntry> {
  const { stored, base, wanted } = proposal;
  if (stored !== undefined && stored.kind !== wanted.kind) return { kind: 'refuse', reason: 'KIND_CHANGED' };
  const subject = { collection: 'shifts', id: wanted.id } as const;
  const follows = followsOnStored(proposal);
  const { document, replaced } =
    follows || stored === undefined ? { document: wanted, replaced: [] } : mergeRosterWithReport(base, wanted, stored);
  const also = stored === undefined ? [] : bothChangedTask(subject, wanted, stored, replaced);
  const clash = document.kind === 'SHIFT' ? clashOf(document, world) : undefined;
  if (clash === undefined || document.kind !== 'SHIFT') return follows ? accepted : { kind: 'merge', document, also };
  const task = createTask({
    id: derivedId('Task', 'SHIFT_CLASH', document.id, clash.id),
    kind: 'SHIFT_CLASH',
    subject,
    details: { staff: document.staff, date: clash.date, from: clash.from, to: clash.to, location: clash.location },
    stamp: bySystem(wanted.changed),
  });
  const proposed: Shift = { ...document, state: { is: 'PROPOSED' } };
  return { kind: 'park', document: proposed, reason: 'SHIFT_CLASH', also: [...also, alongside(task)] };
}

export function rosterNeeds({ wanted, stored }: Proposal<RosterEntry>): Need[] {
  return [wanted, stored].flatMap((entry): Need[] =>
    entry?.kind === 'SHIFT' ? [{ kind: 'find', collection: shifts, find: near(entry) }] : [],
  );
}

function clashOf(shift: Shift, world: World): Shift | undefined {
  if (shift.state.is !== 'SCHEDULED') return undefined;
  const others = world
    .find(shifts, near(shift))
    .filter((entry) => entry.kind === 'SHIFT')
    .filter(({ state }) => state.is === 'SCHEDULED' || state.is === 'COMPLETED');
  return clashingShift(shift, others);
}

function near({ staff, date }: Shift): Find {
  return { where: { staff, date: { from: addDays(date, -1), below: addDays(date, 2) } } };
}
