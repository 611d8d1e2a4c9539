import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { type Instant, instantSchema } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { emailSchema } from '../people/email.ts';
import { phoneSchema } from '../people/phone.ts';

/**
 * What a person signs in to the server with: members of staff online, owners of pets on the portal, platform admins. It
 * lives on the server only; at the desk people are known by their staff entry and PIN.
 *
 * PENDING → ACTIVE by the verification code; ACTIVE ⇄ SUSPENDED by the clinic or the platform. An account is never
 * removed: `deletedAt` ends it and keeps its history (C-34, R-012).
 */
export const accountStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('PENDING') }),
  z.strictObject({ status: z.literal('ACTIVE') }),
  z.strictObject({ status: z.literal('SUSPENDED'), since: instantSchema, reason: z.string().min(1).max(500) }),
]);

/** What a person is, in one clinic or on the platform. */
export const membershipSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('STAFF'),
    clinic: idSchema('Clinic'),
    staff: idSchema('Staff'),
    ownsClinic: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('OWNER'), clinic: idSchema('Clinic'), client: idSchema('Client') }),
  z.strictObject({ kind: z.literal('ADMIN') }),
]);
export type Membership = z.infer<typeof membershipSchema>;

export const accountSchema = z.strictObject({
  id: idSchema('Account'),
  email: emailSchema,
  emailVerifiedAt: instantSchema.nullable(),
  phone: phoneSchema.nullable(),
  phoneVerifiedAt: instantSchema.nullable(),
  username: z
    .string()
    .regex(/^[a-z][a-z0-9._-]{2,31}$/)
    .nullable(),
  /** An argon2id hash, never the password. */
  passwordHash: z.string().min(20).max(300),
  state: accountStateSchema,
  deletedAt: instantSchema.nullable(),
  memberships: z.array(membershipSchema).max(100),
});
export type Account = z.infer<typeof accountSchema>;
export type AccountId = Id<'Account'>;

/** What only one account may hold, as the server's unique keys. */
export function accountKeys({ email, phone, username }: Account): { readonly key: string; readonly value: string }[] {
  return [
    { key: 'email', value: email },
    ...(phone === null ? [] : [{ key: 'phone', value: phone }]),
    ...(username === null ? [] : [{ key: 'username', value: username }]),
  ];
}

/** Whether somebody who knew the secret may come in. */
export function maySignIn(
  account: Account,
): Result<void, Failure<'WRONG_CREDENTIALS' | 'ACCOUNT_NOT_VERIFIED' | 'ACCOUNT_SUSPENDED'>> {
  // A deleted account answers as if it had never been there.
  if (account.deletedAt !== null) return err(failure('WRONG_CREDENTIALS'));
  switch (account.state.status) {
    case 'PENDING':
      return err(failure('ACCOUNT_NOT_VERIFIED'));
    case 'SUSPENDED':
      return err(failure('ACCOUNT_SUSPENDED'));
    case 'ACTIVE':
      return ok();
  }
}

type StateRefusal = Failure<'ACCOUNT_STATE'>;

/** The code sent to the e-mail address was entered: the account works from now on. */
export function verifyEmail(account: Account, now: Instant): Result<Account, StateRefusal> {
  if (account.deletedAt !== null) return refusedChange(account, 'ACTIVE');
  const state = account.state.status === 'PENDING' ? { status: 'ACTIVE' as const } : account.state;
  return ok({ ...account, emailVerifiedAt: account.emailVerifiedAt ?? now, state });
}

/** Says nothing about the e-mail address: the two are verified separately. */
export function verifyPhone(account: Account, now: Instant): Result<Account, StateRefusal> {
  if (account.deletedAt !== null || account.phone === null) return refusedChange(account, 'PHONE_VERIFIED');
  return ok({ ...account, phoneVerifiedAt: account.phoneVerifiedAt ?? now });
}

export function suspendAccount(account: Account, reason: string, now: Instant): Result<Account, StateRefusal> {
  if (account.deletedAt !== null || account.state.status === 'SUSPENDED') return refusedChange(account, 'SUSPENDED');
  return ok({ ...account, state: { status: 'SUSPENDED', since: now, reason } });
}

/** Back to work; an address that was never verified has to be verified first. */
export function reinstateAccount(account: Account): Result<Account, StateRefusal> {
  if (account.deletedAt !== null || account.state.status !== 'SUSPENDED') return refusedChange(account, 'ACTIVE');
  return ok({ ...account, state: { status: account.emailVerifiedAt === null ? 'PENDING' : 'ACTIVE' } });
}

export function deleteAccount(account: Account, now: Instant): Account {
  return { ...account, deletedAt: account.deletedAt ?? now };
}

/** Staff belong to one clinic; who owns clinics may own many; an owner of pets may visit many. */
export function addMembership(account: Account, membership: Membership): Result<Account, Failure<'ONE_CLINIC_ONLY'>> {
  const works = [...account.memberships, membership].filter((each) => each.kind === 'STAFF');
  const clinics = new Set(works.map(({ clinic }) => clinic));
  if (clinics.size > 1 && works.some(({ ownsClinic }) => !ownsClinic)) return err(failure('ONE_CLINIC_ONLY'));
  return ok({ ...account, memberships: [...account.memberships, membership] });
}

function refusedChange(account: Account, to: string): Result<never, StateRefusal> {
  const from = account.deletedAt === null ? account.state.status : 'DELETED';
  return err(failure('ACCOUNT_STATE', { from, to }));
}
