import type { Party } from '@lapka/shared/domain/bookings/transitions.ts';
import { type Id } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { staff, type StaffId, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import { isActive } from '@lapka/shared/domain/staff/staff-rules.ts';
import type { StoreReader } from '../store/store.ts';

/** Where a screen is: the window of the desk, a browser on the same computer, a tablet in the clinic's network. */
export type Place =
  | { readonly kind: 'WINDOW' }
  | { readonly kind: 'BROWSER' }
  | { readonly kind: 'TABLET'; readonly tablet: Id<'Tablet'>; readonly name: string };

/** Somebody is at work at a screen, or was and has locked it. */
export interface Work {
  readonly id: Id<'Session'>;
  readonly staff: StaffId;
  readonly since: Instant;
  readonly touchedAt: Instant;
  readonly isLocked: boolean;
  /** Of the token that brings a reloaded page back here. */
  readonly tokenHash: string;
}

/**
 * One connection of one screen, and the person who works at it. Nobody says who they are in a call: this does. The person
 * is looked up anew for each call, so that a role taken away counts from that moment.
 */
export class Session {
  readonly place: Place;
  readonly #listeners = new Set<() => void>();
  #work: Work | undefined;

  constructor(place: Place) {
    this.place = place;
  }

  get work(): Work | undefined {
    return this.#work;
  }

  become(work: Work | undefined): void {
    this.#work = work;
    for (const listener of this.#listeners) listener();
  }

  /** Called whenever somebody signs in or out, locks or unlocks. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whose screen it is, also while it is locked, if that person still works here. */
  owner(reader: StoreReader): StaffMember | undefined {
    const person = this.#work === undefined ? undefined : reader.get(staff, this.#work.staff);
    return person !== undefined && isActive(person) ? person : undefined;
  }

  /** Who may do something here now. */
  person(reader: StoreReader): StaffMember | undefined {
    return this.#work?.isLocked === false ? this.owner(reader) : undefined;
  }
}

export interface Context {
  readonly session: Session;
}

export function partyOf(person: StaffMember, location: LocationId): Party {
  return { kind: 'STAFF', staff: person.id, roles: [...rolesAt(person, location)] };
}
