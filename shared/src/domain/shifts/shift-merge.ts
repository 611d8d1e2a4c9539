import { byKey, type FieldPolicies, greatest, latest, ranked } from '../merge-policies.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import type { RosterEntry, Shift } from './shift.ts';

const rankOfState: Readonly<Record<Shift['state']['is'], number>> = {
  PROPOSED: 0,
  SCHEDULED: 1,
  CANCELLED: 2,
  COMPLETED: 3,
};

const policies: FieldPolicies<RosterEntry> = {
  breaks: byKey(({ from, to }) => `${from}-${to}`),
  state: ranked<Shift['state']>(({ is }) => rankOfState[is]),
  lifted: greatest,
};

/** A beginning and an end are one thing: half of one plan and half of another is nobody's plan. */
const together = [
  { fields: ['from', 'to'] as const, policy: latest<object> },
  { fields: ['date', 'start', 'end'] as const, policy: latest<object> },
];

/**
 * Two desks changed one entry of the roster. A shift that was worked is worked, whoever cancelled it meanwhile; a
 * cancelled one is not published again by a desk that had not heard. A lifted block stays lifted. Breaks are joined. Of
 * two times the later change stands, and what it replaced becomes a task.
 */
export function mergeRoster(base: RosterEntry | undefined, ours: RosterEntry, theirs: RosterEntry): RosterEntry {
  return mergeRosterWithReport(base, ours, theirs).document;
}

export function mergeRosterWithReport(
  base: RosterEntry | undefined,
  ours: RosterEntry,
  theirs: RosterEntry,
): Merge<RosterEntry> {
  return mergeWithReport(base, ours, theirs, policies, together);
}
