import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { Id } from '@lapka/shared/base/id.ts';
import { plusDays } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { type Account, addMembership, maySignIn } from '@lapka/shared/domain/accounts/account.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { isActive } from '@lapka/shared/domain/staff/staff-rules.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { AcceptInvitation, Invite } from '@lapka/shared/protocol/http/accounts.ts';
import { mailWithCode } from '../mail/mail-texts.ts';
import { putMail } from '../mail/waiting-mails.ts';
import type { Invitation } from '../stores/account-entries.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import { beginAttempt } from './attempts.ts';
import { staffMember } from './authenticate.ts';
import { codeHash, newLongCode } from './codes.ts';

const invitationDays = 7;

export type InviteRefusal = Failure<'NOT_FOUND' | 'STAFF_HAS_ACCOUNT' | 'OWNER_ROLE_BY_OWNER_ONLY'>;

/**
 * Sends a member of staff a code to make an account with. The person is in the staff list already; a later invitation
 * replaces an earlier one. Only an owner invites an owner, or a manager could take an owner's place.
 */
export async function invite(
  parts: AccountParts,
  clinic: ClinicId,
  by: StaffMember,
  { staff, email }: Invite,
): Promise<Result<Invitation, InviteRefusal>> {
  const member = await staffMember(parts.documents, clinic, staff);
  if (member === undefined || !isActive(member)) return err(failure('NOT_FOUND'));
  if (isOwner(member) && !isOwner(by)) return err(failure('OWNER_ROLE_BY_OWNER_ONLY'));
  const now = parts.clock.now();
  const code = newLongCode(4);
  const invitation: Invitation = {
    id: parts.ids.next<'Invitation'>(),
    hash: invitationHash(parts, code),
    clinic,
    staff,
    ownsClinic: isOwner(member),
    email,
    madeAt: now,
    expiresAt: plusDays(now, invitationDays),
  };
  return await parts.accounts.transact(async (transaction): Promise<Result<Invitation, InviteRefusal>> => {
    if ((await transaction.accounts.find('staff', staff)).length > 0) return err(failure('STAFF_HAS_ACCOUNT'));
    for (const { id } of await transaction.invitations.find('staff', staff)) await transaction.invitations.remove(id);
    await transaction.invitations.put(invitation);
    await putMail(transaction, parts, mailWithCode('INVITATION', email, code), now);
    transaction.audit(clinic, { event: 'INVITED', invitation: invitation.id, staff, by: by.id });
    return ok(invitation);
  });
}

export async function openInvitations(
  { accounts, clock }: Pick<AccountParts, 'accounts' | 'clock'>,
  clinic: ClinicId,
): Promise<readonly Invitation[]> {
  const now = clock.now();
  const found = await accounts.read(({ invitations }) => invitations.find('clinic', clinic));
  return found.filter(({ expiresAt }) => expiresAt > now);
}

export async function withdrawInvitation(
  { accounts }: AccountParts,
  clinic: ClinicId,
  by: StaffMember,
  id: Id<'Invitation'>,
): Promise<Result<void, Failure<'NOT_FOUND'>>> {
  return await accounts.transact(async (transaction): Promise<Result<void, Failure<'NOT_FOUND'>>> => {
    const found = await transaction.invitations.get(id);
    if (found?.clinic !== clinic) return err(failure('NOT_FOUND'));
    await transaction.invitations.remove(id);
    transaction.audit(clinic, { event: 'INVITATION_WITHDRAWN', invitation: id, by: by.id });
    return ok();
  });
}

export type AcceptRefusal = Failure<
  | 'CODE_EXPIRED'
  | 'WRONG_CREDENTIALS'
  | 'ONE_CLINIC_ONLY'
  | 'PASSWORD_LENGTH'
  | 'PASSWORD_TOO_SIMPLE'
  | 'TOO_MANY_ATTEMPTS'
  | 'RETRY_LATER'
>;

/**
 * Makes the account of an invited person, or adds the clinic to the one the address has already: then the password is the
 * one of that account. The code came by e-mail, so the address is verified.
 */
export async function acceptInvitation(
  parts: AccountParts,
  { code, password }: AcceptInvitation,
  origin: Origin,
): Promise<Result<Invitation, AcceptRefusal>> {
  const hash = invitationHash(parts, code);
  const attempt = await beginAttempt(parts, origin, `invitation ${hash}`);
  if (!attempt.ok) return attempt;
  const { accounts, clock, documents, passwords } = parts;
  const { invitation, account } = await accounts.read(async (reader) => {
    const [found] = await reader.invitations.find('hash', hash);
    return { invitation: found, account: found && (await reader.accounts.find('email', found.email))[0] };
  });
  if (invitation === undefined || invitation.expiresAt <= clock.now()) return err(failure('CODE_EXPIRED'));
  const member = await staffMember(documents, invitation.clinic, invitation.staff);
  if (member === undefined || !isActive(member)) return err(failure('CODE_EXPIRED'));
  if (account !== undefined) {
    const fits = await passwords.fits(password, account.passwordHash);
    if (!fits.ok) return fits;
    if (!fits.value || !maySignIn(account).ok) return err(failure('WRONG_CREDENTIALS'));
  }
  const passwordHash =
    account === undefined ? await passwords.hashNew(password, [invitation.email]) : ok(account.passwordHash);
  if (!passwordHash.ok) return passwordHash;
  return await accounts.transact(async (transaction): Promise<Result<Invitation, AcceptRefusal>> => {
    const known = await presentAccount(transaction, invitation);
    // Somebody else made this account meanwhile: its password was not looked at.
    if (known?.id !== account?.id) return err(failure('WRONG_CREDENTIALS'));
    if ((await transaction.invitations.get(invitation.id)) === undefined) return err(failure('CODE_EXPIRED'));
    const base = known ?? newAccount(parts, invitation, passwordHash.value);
    const { clinic, staff, ownsClinic } = invitation;
    const joined = addMembership(base, { kind: 'STAFF', clinic, staff, ownsClinic });
    if (!joined.ok) return joined;
    await transaction.accounts.put(joined.value);
    await transaction.invitations.remove(invitation.id);
    await attempt.value.succeeded(transaction);
    auditAccount(transaction, 'INVITATION_ACCEPTED', joined.value, { invitation: invitation.id });
    return ok(invitation);
  });
}

async function presentAccount({ accounts }: AccountTransaction, { email }: Invitation): Promise<Account | undefined> {
  const [found] = await accounts.find('email', email);
  return found === undefined ? undefined : await accounts.get(found.id);
}

function newAccount({ ids, clock }: AccountParts, { email }: Invitation, passwordHash: string): Account {
  return {
    id: ids.next<'Account'>(),
    email,
    emailVerifiedAt: clock.now(),
    phone: null,
    phoneVerifiedAt: null,
    username: null,
    passwordHash,
    state: { status: 'ACTIVE' },
    deletedAt: null,
    memberships: [],
  };
}

function invitationHash({ secret }: Pick<AccountParts, 'secret'>, code: string): string {
  return codeHash(secret, 'invitation', code);
}

function isOwner({ roles, posts }: StaffMember): boolean {
  return roles.includes('CLINIC_OWNER') || posts.some((post) => post.roles.includes('CLINIC_OWNER'));
}
