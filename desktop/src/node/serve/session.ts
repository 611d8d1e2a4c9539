import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';

/** One connection of one screen, and the person who works at it. Nobody says who they are in a call: this does. */
export class Session {
  #person: StaffMember | undefined;

  person(): StaffMember | undefined {
    return this.#person;
  }

  signIn(person: StaffMember): void {
    this.#person = person;
  }

  signOut(): void {
    this.#person = undefined;
  }
}
