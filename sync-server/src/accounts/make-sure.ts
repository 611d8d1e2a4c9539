import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Account } from '@lapka/shared/domain/accounts/account.ts';
import type { Sure } from '@lapka/shared/protocol/http/accounts.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import { beginAttempt } from './attempts.ts';
import { useSecondFactor } from './use-second-factor.ts';

export type Unsure = Failure<'WRONG_CREDENTIALS' | 'SECOND_FACTOR_NEEDED' | 'TOO_MANY_ATTEMPTS' | 'RETRY_LATER'>;

/** Asks a person who is signed in for the password again, before something that a passer-by must not do. */
export async function makeSure(
  parts: AccountParts,
  account: Account,
  { password, code }: Sure,
  origin: Origin,
  how: 'PASSWORD_ONLY' | 'BOTH',
): Promise<Result<void, Unsure>> {
  const attempt = await beginAttempt(parts, origin, account.email);
  if (!attempt.ok) return attempt;
  const fits = await parts.passwords.fits(password, account.passwordHash);
  if (!fits.ok) {
    await parts.accounts.transact((transaction) => attempt.value.takenBack(transaction));
    return fits;
  }
  if (!fits.value) return err(failure('WRONG_CREDENTIALS'));
  return await parts.accounts.transact(async (transaction): Promise<Result<void, Unsure>> => {
    const second = how === 'BOTH' ? await useSecondFactor(transaction, parts, account, code) : ok();
    if (second.ok) await attempt.value.succeeded(transaction);
    else if (second.error.code !== 'WRONG_CREDENTIALS') await attempt.value.takenBack(transaction);
    return second;
  });
}
