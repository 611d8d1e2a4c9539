import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { type Account, type AccountId, verifyEmail as verified } from '@lapka/shared/domain/accounts/account.ts';
import type { Email } from '@lapka/shared/domain/people/email.ts';
import type { ChangePassword, ResetPassword, VerifyEmail } from '@lapka/shared/protocol/http/accounts.ts';
import { mailWithCode } from '../mail/mail-texts.ts';
import { putMail } from '../mail/waiting-mails.ts';
import type { AccountReader } from '../stores/account-store.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import { beginAttempt } from './attempts.ts';
import type { Person } from './authenticate.ts';
import { makeSure, type Unsure } from './make-sure.ts';
import { sendCode, useSentCode } from './sent-codes.ts';
import { closeSessions } from './sessions.ts';

type CodeRefusal = Failure<'CODE_WRONG' | 'CODE_EXPIRED' | 'TOO_MANY_ATTEMPTS'>;
type PasswordRefusal = Failure<'PASSWORD_LENGTH' | 'PASSWORD_TOO_SIMPLE' | 'RETRY_LATER'>;

/** Sends a code to an address, if it has an account that waits for one. The answer is always the same. */
export async function askForCode(
  parts: AccountParts,
  email: Email,
  purpose: 'VERIFY_EMAIL' | 'RESET_PASSWORD',
): Promise<Result<void, never>> {
  await parts.accounts.transact(async (transaction) => {
    const account = await accountWith(transaction, email);
    const isWanted = purpose === 'RESET_PASSWORD' || account?.state.status === 'PENDING';
    const to = account !== undefined && isWanted ? account.email : undefined;
    // A code that was asked for too soon is not sent, and that is not said either.
    await sendCode(transaction, parts, { account: account?.id ?? nobody(email), email: to, purpose });
  });
  return ok();
}

/** The account works from now on. */
export async function verifyEmail(
  parts: AccountParts,
  { email, code }: VerifyEmail,
  origin: Origin,
): Promise<Result<void, CodeRefusal>> {
  const attempt = await beginAttempt(parts, origin);
  if (!attempt.ok) return attempt;
  const now = parts.clock.now();
  return await parts.accounts.transact(async (transaction): Promise<Result<void, CodeRefusal>> => {
    const account = await accountWith(transaction, email);
    const id = account?.id ?? nobody(email);
    const used = await useSentCode(transaction, parts, { account: id, purpose: 'VERIFY_EMAIL', typed: code }, now);
    if (!used.ok) return used;
    const changed = account === undefined ? undefined : verified(account, now);
    if (changed?.ok !== true) return err(failure('CODE_EXPIRED'));
    await transaction.accounts.put(changed.value);
    await attempt.value.takenBack(transaction);
    auditAccount(transaction, 'EMAIL_VERIFIED', changed.value);
    return ok();
  });
}

/**
 * Sets a new password by the code that was sent, and ends all sessions. A second factor stays on: the mailbox alone
 * does not open the account. Whoever can read the address has verified it too.
 */
export async function resetPassword(
  parts: AccountParts,
  { email, code, password }: ResetPassword,
  origin: Origin,
): Promise<Result<void, CodeRefusal | PasswordRefusal>> {
  const attempt = await beginAttempt(parts, origin);
  if (!attempt.ok) return attempt;
  const hash = await parts.passwords.hashNew(password, [email]);
  if (!hash.ok) return hash;
  const now = parts.clock.now();
  return await parts.accounts.transact(async (transaction): Promise<Result<void, CodeRefusal>> => {
    const account = await accountWith(transaction, email);
    const id = account?.id ?? nobody(email);
    const used = await useSentCode(transaction, parts, { account: id, purpose: 'RESET_PASSWORD', typed: code }, now);
    if (!used.ok) return used;
    const changed = account === undefined ? undefined : verified(account, now);
    if (changed?.ok !== true) return err(failure('CODE_EXPIRED'));
    await transaction.accounts.put({ ...changed.value, passwordHash: hash.value });
    await closeSessions(transaction, changed.value, now);
    await putMail(transaction, parts, mailWithCode('NEW_PASSWORD', email, ''), now);
    await attempt.value.takenBack(transaction);
    auditAccount(transaction, 'PASSWORD_RESET', changed.value);
    return ok();
  });
}

/** Changes one's own password and ends one's other sessions. */
export async function changePassword(
  parts: AccountParts,
  { account, session }: Person,
  { present, wanted }: ChangePassword,
  origin: Origin,
): Promise<Result<void, Unsure | PasswordRefusal>> {
  const sure = await makeSure(parts, account, { password: present }, origin, 'PASSWORD_ONLY');
  if (!sure.ok) return sure;
  const hash = await parts.passwords.hashNew(wanted, [account.email]);
  if (!hash.ok) return hash;
  const now = parts.clock.now();
  await parts.accounts.transact(async (transaction) => {
    const known = (await transaction.accounts.get(account.id)) ?? account;
    await transaction.accounts.put({ ...known, passwordHash: hash.value });
    await closeSessions(transaction, known, now, session);
    await putMail(transaction, parts, mailWithCode('NEW_PASSWORD', known.email, ''), now);
    auditAccount(transaction, 'PASSWORD_CHANGED', known);
  });
  return ok();
}

async function accountWith({ accounts }: AccountReader, email: Email): Promise<Account | undefined> {
  const [found] = await accounts.find('email', email);
  return found === undefined ? undefined : await accounts.get(found.id);
}

/** Stands for the account an address does not have, so that everything takes its usual course. */
function nobody(email: Email): AccountId {
  return derivedId('Account', 'nobody', email);
}
