import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { commandNames } from '../accounts/command-names.ts';
import { rights } from '../accounts/rights-table.ts';
import { type Authority, type Caller, type Post, rolesAt, type StaffRole } from '../accounts/role.ts';
import { createdBy, type Stamp } from '../document.ts';
import { fullName } from '../people/person-name.ts';
import { type StaffMember, staffVersion } from './staff.ts';

/** Roles and what goes with them; all other fields of an entry are changed freely. */
export interface StaffRights {
  readonly roles: readonly StaffRole[];
  readonly posts: readonly Post[];
  readonly grants: readonly string[];
}

export type StaffDetails = Pick<
  StaffMember,
  'name' | 'latinName' | 'isChief' | 'skills' | 'qualification' | 'phone' | 'email'
>;

type RightsRefusal = Failure<
  'NO_ROLE' | 'OWNER_ROLE_BY_OWNER_ONLY' | 'NOT_ON_YOURSELF' | 'LAST_OWNER' | 'NOT_GRANTABLE'
>;

export function rightsOf({ roles, posts, grants }: StaffMember): StaffRights {
  return { roles, posts, grants };
}

/** Who the person is to the rights, or nobody while suspended or gone. */
export function callerOf(member: StaffMember, authority: Authority): Caller | undefined {
  const { id, roles, posts, grants } = member;
  return isActive(member) ? { kind: 'STAFF', staff: id, roles, posts, grants, authority } : undefined;
}

export function isActive(member: StaffMember): boolean {
  return member.state.status === 'ACTIVE';
}

/** Whether the person works at a location in a role that services can ask for. */
export function worksAs(member: StaffMember, role: StaffRole, location: Post['location']): boolean {
  return isActive(member) && rolesAt(member, location).has(role);
}

export function addStaffMember(
  id: StaffMember['id'],
  details: StaffDetails,
  wanted: StaffRights,
  by: StaffMember,
  stamp: Stamp,
): Result<StaffMember, RightsRefusal> {
  const refusal = refusalOfRights(undefined, wanted, by);
  if (refusal !== undefined) return err(refusal);
  return ok({
    id,
    ...details,
    roles: [...wanted.roles],
    posts: [...wanted.posts],
    grants: [...wanted.grants],
    state: { status: 'ACTIVE' },
    pin: { kind: 'NONE' },
    ...createdBy(stamp, staffVersion),
  });
}

/** `everybody` is the whole staff list: the clinic must not lose its last owner. */
export function changeRights(
  member: StaffMember,
  wanted: StaffRights,
  by: StaffMember,
  everybody: readonly StaffMember[],
  stamp: Stamp,
): Result<StaffMember, RightsRefusal> {
  if (member.id === by.id) return err(failure('NOT_ON_YOURSELF'));
  const refusal = refusalOfRights(member, wanted, by);
  if (refusal !== undefined) return err(refusal);
  if (!ownsClinic(wanted) && isLastOwner(member, everybody)) return err(failure('LAST_OWNER'));
  const { roles, posts, grants } = wanted;
  return ok({ ...member, roles: [...roles], posts: [...posts], grants: [...grants], changed: stamp });
}

export function suspendStaff(
  member: StaffMember,
  reason: string,
  by: StaffMember,
  everybody: readonly StaffMember[],
  stamp: Stamp,
): Result<StaffMember, RightsRefusal> {
  if (member.state.status === 'SUSPENDED') return ok(member);
  return leave(member, { status: 'SUSPENDED', suspended: stamp, reason }, by, everybody, stamp);
}

export function markLeft(
  member: StaffMember,
  on: CivilDate,
  by: StaffMember,
  everybody: readonly StaffMember[],
  stamp: Stamp,
): Result<StaffMember, RightsRefusal> {
  return leave(member, { status: 'LEFT', on }, by, everybody, stamp);
}

export function reinstateStaff(
  member: StaffMember,
  by: StaffMember,
  stamp: Stamp,
): Result<StaffMember, Failure<'OWNER_ROLE_BY_OWNER_ONLY'>> {
  if (ownsClinic(member) && !ownsClinic(by)) return err(failure('OWNER_ROLE_BY_OWNER_ONLY'));
  return ok({ ...member, state: { status: 'ACTIVE' }, changed: stamp });
}

/** The hash is made at the edge, from a PIN that `checkNewPin` accepted; a PIN set by somebody else must be changed. */
export function setPin(
  member: StaffMember,
  hash: string,
  by: StaffMember,
  stamp: Stamp,
): Result<StaffMember, Failure<'STAFF_LEFT'>> {
  if (!isActive(member)) return err(failure('STAFF_LEFT', { name: fullName(member.name, 'ru') }));
  const pin = { kind: 'SET' as const, hash, set: stamp, mustChange: member.id !== by.id };
  return ok({ ...member, pin, changed: stamp });
}

export function ownsClinic({ roles }: Pick<StaffRights, 'roles'>): boolean {
  return roles.includes('CLINIC_OWNER');
}

/** Whether the clinic would be without an owner if this person were none. */
export function isLastOwner(member: StaffMember, everybody: readonly StaffMember[]): boolean {
  const isOwner = (each: StaffMember): boolean => isActive(each) && ownsClinic(each);
  return isOwner(member) && !everybody.some((each) => each.id !== member.id && isOwner(each));
}

function leave(
  member: StaffMember,
  state: StaffMember['state'],
  by: StaffMember,
  everybody: readonly StaffMember[],
  stamp: Stamp,
): Result<StaffMember, RightsRefusal> {
  if (member.id === by.id) return err(failure('NOT_ON_YOURSELF'));
  if (ownsClinic(member) && !ownsClinic(by)) return err(failure('OWNER_ROLE_BY_OWNER_ONLY'));
  if (isLastOwner(member, everybody)) return err(failure('LAST_OWNER'));
  return ok({ ...member, state, changed: stamp });
}

function refusalOfRights(
  before: StaffRights | undefined,
  wanted: StaffRights,
  by: StaffMember,
): RightsRefusal | undefined {
  if (wanted.roles.length === 0 && wanted.posts.length === 0) return failure('NO_ROLE');
  const touchesOwner = ownsClinic(wanted) || (before !== undefined && ownsClinic(before));
  const ownsAtOnePlace = wanted.posts.some((post) => ownsClinic(post));
  if ((touchesOwner && !ownsClinic(by)) || ownsAtOnePlace) return failure('OWNER_ROLE_BY_OWNER_ONLY');
  const held = rolesAt(wanted, 'ANYWHERE');
  const grant = wanted.grants.find((each) => {
    const command = commandNames.find((name) => name === each);
    return command === undefined || !rights[command].granted.some((role) => held.has(role));
  });
  return grant === undefined ? undefined : failure('NOT_GRANTABLE', { grant });
}
