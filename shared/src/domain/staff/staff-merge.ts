import { byKey, eachField, eachOnce, type FieldPolicies, ranked } from '../merge-policies.ts';
import type { Post } from '../accounts/role.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import type { StaffMember, StaffState } from './staff.ts';

const rankOfState: Readonly<Record<StaffState['status'], number>> = { ACTIVE: 0, SUSPENDED: 1, LEFT: 2 };

const policies: FieldPolicies<StaffMember> = {
  name: eachField(),
  state: ranked(({ status }) => rankOfState[status]),
  roles: eachOnce,
  posts: byKey(({ location }: Post) => location, eachField({ roles: eachOnce })),
  grants: eachOnce,
  skills: eachOnce,
};

/**
 * Two desks changed the same person. Roles, posts, grants and skills are joined one by one, so that neither side's
 * appointment nor dismissal is lost. Of two states the stricter stands: somebody suspended on one desk is not let in
 * because another desk changed the phone number. Everything else goes by the later change.
 */
export function mergeStaff(base: StaffMember | undefined, ours: StaffMember, theirs: StaffMember): StaffMember {
  return mergeStaffWithReport(base, ours, theirs).document;
}

export function mergeStaffWithReport(
  base: StaffMember | undefined,
  ours: StaffMember,
  theirs: StaffMember,
): Merge<StaffMember> {
  return mergeWithReport(base, ours, theirs, policies);
}
