import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { Id } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Account, Membership } from '@lapka/shared/domain/accounts/account.ts';
import type { Caller } from '@lapka/shared/domain/accounts/role.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import { callerOf } from '@lapka/shared/domain/staff/staff-rules.ts';
import { staff, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { DocumentStore } from '../stores/document-store.ts';
import type { AccountParts } from './account-parts.ts';
import type { Verified } from './access-tokens.ts';

/** A person who is signed in, with what the rights need to know at this moment. */
export interface Person {
  readonly kind: 'PERSON';
  readonly account: Account;
  readonly session: Id<'SessionFamily'>;
  readonly token: { readonly id: string; readonly until: Instant };
  readonly as: Membership;
  /** Who the person is to the rights of the clinic. */
  readonly caller: Caller;
  /** The person's entry in the staff list, where there is one. */
  readonly member: StaffMember | undefined;
}

export interface Machine {
  readonly kind: 'DEVICE';
  readonly device: DeviceId;
  readonly clinic: ClinicId;
  readonly revoked: boolean;
}

export type Party = Person | Machine;

export type NotSignedIn = Failure<'NOT_SIGNED_IN' | 'SESSION_EXPIRED' | 'SESSION_REVOKED'>;

/**
 * Who comes with a token, now. The token only says who it was made for: whether it was ended, what the person is
 * and may do, and whether the device was shut out is looked up each time, so that a change takes effect at once.
 */
export async function authenticate(parts: AccountParts, text: string): Promise<Result<Party, NotSignedIn>> {
  const verified = await parts.tokens.verify(text, parts.clock.now());
  if (!verified.ok) return verified;
  const { bearer } = verified.value;
  return bearer.kind === 'PERSON'
    ? await person(parts, verified.value, bearer)
    : await machine(parts, bearer.device, bearer.clinic);
}

async function person(
  { accounts, documents }: AccountParts,
  { token, until }: Verified,
  bearer: Extract<Verified['bearer'], { kind: 'PERSON' }>,
): Promise<Result<Person, NotSignedIn>> {
  const [session, isRevoked, account] = await accounts.read((reader) =>
    Promise.all([
      reader.sessions.get(bearer.session),
      reader.revokedTokens.get(token),
      reader.accounts.get(bearer.account),
    ]),
  );
  const isOpen = session?.family.state.status === 'OPEN' && session.family.account === bearer.account;
  if (!isOpen || isRevoked !== undefined || account === undefined) return err(failure('SESSION_REVOKED'));
  const { as } = session;
  const member = as.kind === 'STAFF' ? await staffMember(documents, as.clinic, as.staff) : undefined;
  const caller = callerFor(as, member);
  if (caller === undefined) return err(failure('SESSION_REVOKED'));
  return ok({ kind: 'PERSON', account, session: session.family.id, token: { id: token, until }, as, caller, member });
}

async function machine(
  { devices }: AccountParts,
  device: DeviceId,
  clinic: ClinicId,
): Promise<Result<Machine, NotSignedIn>> {
  const known = await devices.find(device);
  if (known?.clinic !== clinic) return err(failure('NOT_SIGNED_IN'));
  return ok({ kind: 'DEVICE', device, clinic, revoked: known.revoked });
}

/** Nobody, where the person is suspended in the staff list or has left. */
function callerFor(as: Membership, member: StaffMember | undefined): Caller | undefined {
  switch (as.kind) {
    case 'STAFF':
      return member === undefined ? undefined : callerOf(member, 'FULL');
    case 'OWNER':
      return { kind: 'OWNER', client: as.client };
    case 'ADMIN':
      return { kind: 'ADMIN' };
  }
}

export async function staffMember(
  documents: DocumentStore,
  clinic: ClinicId,
  id: StaffMember['id'],
): Promise<StaffMember | undefined> {
  const need = { kind: 'get', collection: staff, id } as const;
  return (await documents.readClinic(clinic, (reader) => reader.world([need]))).get(staff, id);
}
