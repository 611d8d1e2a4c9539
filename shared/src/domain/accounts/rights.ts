import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { ClientId } from '../clients/client.ts';
import type { StaffId } from '../document.ts';
import type { LocationId } from '../settings/settings.ts';
import { type CommandName, protectedReads, type ProtectedRead } from './command-names.ts';
import { emergencyCommands, type Right, rights } from './rights-table.ts';
import { type Authority, type Caller, rolesAt } from './role.ts';

/** What a command is about to touch, as the store knows it. */
export interface Target {
  /** Where it takes effect; needed by commands that belong to a location. */
  readonly location?: LocationId;
  /** The owner and co-owners of what is touched. */
  readonly clients?: readonly ClientId[];
  /** Whose thing it is: the vet of a booking, the person of a shift. */
  readonly staff?: StaffId;
}

export type RightsRefusal = Failure<'NOT_ALLOWED' | 'NOT_AT_THIS_LOCATION' | 'NOT_YOURS' | 'ONLINE_SIGN_IN_NEEDED'>;

/**
 * Whether somebody may run a command on a target. Unknown names cannot be asked about, and what the table
 * does not allow is refused.
 */
export function mayRun(
  caller: Caller,
  wanted: CommandName | ProtectedRead,
  target: Target = {},
): Result<void, RightsRefusal> {
  const right: Right = rights[wanted];
  switch (caller.kind) {
    case 'SYSTEM':
      return right.system ? ok() : refused(wanted);
    case 'ADMIN':
      return refused(wanted);
    case 'OWNER':
      if (!right.owner) return refused(wanted);
      return target.clients?.includes(caller.client) === true ? ok() : err(failure('NOT_YOURS', { wanted }));
    case 'STAFF':
      return staffMayRun(caller, wanted, right, target);
  }
}

function staffMayRun(
  caller: Extract<Caller, { kind: 'STAFF' }>,
  wanted: CommandName | ProtectedRead,
  right: Right,
  target: Target,
): Result<void, RightsRefusal> {
  if (!withinAuthority(caller.authority, wanted)) return err(failure('ONLINE_SIGN_IN_NEEDED', { wanted }));
  const somewhere = rolesAt(caller, 'ANYWHERE');
  const here = right.where === 'ORGANISATION' ? somewhere : rolesAt(caller, target.location);
  if (right.staff.some((role) => here.has(role))) return ok();
  if (right.granted.some((role) => here.has(role)) && caller.grants.some((grant) => grant === wanted)) return ok();
  if (right.self.some((role) => here.has(role))) {
    return target.staff === caller.staff ? ok() : err(failure('NOT_YOURS', { wanted }));
  }
  const elsewhere = [...right.staff, ...right.self].some((role) => somewhere.has(role));
  return elsewhere ? err(failure('NOT_AT_THIS_LOCATION', { wanted })) : refused(wanted);
}

function withinAuthority(authority: Authority, wanted: CommandName | ProtectedRead): boolean {
  switch (authority) {
    case 'FULL':
      return true;
    case 'EMERGENCY':
      return isRead(wanted) || emergencyCommands.has(wanted);
    case 'READ_ONLY':
      return isRead(wanted);
  }
}

function isRead(wanted: CommandName | ProtectedRead): boolean {
  return protectedReads.some((read) => read === wanted);
}

function refused(wanted: CommandName | ProtectedRead): Result<never, Failure<'NOT_ALLOWED'>> {
  return err(failure('NOT_ALLOWED', { wanted }));
}
