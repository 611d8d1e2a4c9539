import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { AccountId } from '@lapka/shared/domain/accounts/account.ts';
import { mayAskForCode, newCode, type OneTimeCode, redeemCode } from '@lapka/shared/domain/accounts/one-time-code.ts';
import type { Email } from '@lapka/shared/domain/people/email.ts';
import { mailWithCode } from '../mail/mail-texts.ts';
import { putMail } from '../mail/waiting-mails.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import type { AccountParts } from './account-parts.ts';
import { codeHash, newShortCode } from './codes.ts';
import { sameText } from './same-text.ts';

type Purpose = Exclude<OneTimeCode['purpose'], 'VERIFY_PHONE'>;
type CodeParts = Pick<AccountParts, 'secret' | 'ids' | 'clock'>;

/**
 * Sends a new code, in place of an earlier one. With `email` undefined everything is done but the sending: for an account
 * that does not exist, so that nobody learns that it does not.
 */
export async function sendCode(
  transaction: AccountTransaction,
  parts: CodeParts,
  { account, email, purpose }: { account: AccountId; email: Email | undefined; purpose: Purpose },
): Promise<Result<void, Failure<'CODE_TOO_SOON'>>> {
  const now = parts.clock.now();
  const sent = await transaction.codes.get(`${account} ${purpose}`);
  const allowed = mayAskForCode(sent?.lastSentAt, now);
  if (!allowed.ok) return allowed;
  const code = newShortCode();
  const hash = codeHash(parts.secret, `${account} ${purpose}`, code);
  await transaction.codes.put({ account, purpose, code: newCode(purpose, hash, now), lastSentAt: now });
  if (email !== undefined) await putMail(transaction, parts, mailWithCode(purpose, email, code), now);
  return allowed;
}

/** Uses the code that was sent last. A wrong one leaves fewer tries, a right one none. */
export async function useSentCode(
  { codes }: AccountTransaction,
  { secret }: Pick<CodeParts, 'secret'>,
  { account, purpose, typed }: { account: AccountId; purpose: Purpose; typed: string },
  now: Instant,
): Promise<Result<void, Failure<'CODE_WRONG' | 'CODE_EXPIRED'>>> {
  const sent = await codes.get(`${account} ${purpose}`);
  const hash = codeHash(secret, `${account} ${purpose}`, typed);
  const { result, left } = redeemCode(sent?.code ?? undefined, sameText(sent?.code?.hash ?? '', hash), now);
  if (sent !== undefined) await codes.put({ ...sent, code: left ?? null });
  return result;
}
