import { type Caller, rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import type { Party } from '@lapka/shared/domain/bookings/transitions.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { staff, type StaffId, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { StoreReader } from '../store/store.ts';

/**
 * One connection of one screen, and the person who works at it. Nobody says who they are in a call: this does. The person
 * is looked up anew for each call, so that a role taken away counts from that moment.
 */
export class Session {
  #staff: StaffId | undefined;

  signIn(person: StaffId): void {
    this.#staff = person;
  }

  signOut(): void {
    this.#staff = undefined;
  }

  /** Who is signed in and still works here. */
  person(reader: StoreReader): StaffMember | undefined {
    const person = this.#staff === undefined ? undefined : reader.get(staff, this.#staff);
    return person?.state.status === 'ACTIVE' ? person : undefined;
  }
}

export interface Context {
  readonly session: Session;
}

export function callerOf({ id, roles, posts, grants }: StaffMember): Caller {
  return { kind: 'STAFF', staff: id, roles, posts, grants, authority: 'FULL' };
}

export function partyOf(person: StaffMember, location: LocationId): Party {
  return { kind: 'STAFF', staff: person.id, roles: [...rolesAt(person, location)] };
}
