import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { ok, type Result } from '@lapka/shared/base/result.ts';
import { addressLimit, afterFailure, attemptLimit, checkAttempt } from '@lapka/shared/domain/accounts/attempts.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import { networkOf } from './network-of.ts';

/** An attempt that was let through to be looked at. It counts as failed until it is known to be right. */
export interface Attempt {
  /** The secret was right: the name starts afresh. */
  succeeded(transaction: Pick<AccountTransaction, 'attempts'>): Promise<void>;
  /** It was not looked at after all, or was no guess: the name is where it was before. */
  takenBack(transaction: Pick<AccountTransaction, 'attempts'>): Promise<void>;
}

/**
 * Lets an attempt through, or not (R-004, story 24). It is counted before the secret is looked at, so that a thousand at
 * once are not all let through because none has failed yet. `name` is whatever is guessed at; the address counts always.
 */
export async function beginAttempt(
  { accounts, clock, secret }: Pick<AccountParts, 'accounts' | 'clock' | 'secret'>,
  { address }: Origin,
  name?: string,
): Promise<Result<Attempt, Failure<'TOO_MANY_ATTEMPTS'>>> {
  const now = clock.now();
  const counts = [
    { key: `address ${secret.hash('ATTEMPTS', networkOf(address))}`, limit: addressLimit },
    ...(name === undefined ? [] : [{ key: `name ${secret.hash('ATTEMPTS', name)}`, limit: attemptLimit }]),
  ];
  const begun = await accounts.transact(async ({ attempts }): Promise<Result<void, Failure<'TOO_MANY_ATTEMPTS'>>> => {
    const counted: { readonly key: string; readonly failures: readonly Instant[] }[] = [];
    for (const { key, limit } of counts) {
      const failures: readonly Instant[] = (await attempts.get(key))?.failures ?? [];
      const checked = checkAttempt(failures, now, limit);
      if (!checked.ok) return checked;
      counted.push({ key, failures: afterFailure(failures, now, limit) });
    }
    for (const { key, failures } of counted) await putFailures({ attempts }, key, failures);
    return ok();
  });
  if (!begun.ok) return begun;
  const takeBack = async ({ attempts }: Pick<AccountTransaction, 'attempts'>, forgetName: boolean): Promise<void> => {
    for (const { key } of counts) {
      const failures: readonly Instant[] = (await attempts.get(key))?.failures ?? [];
      const mine = failures.lastIndexOf(now);
      const left = forgetName && key.startsWith('name ') ? [] : failures.filter((_, index) => index !== mine);
      await putFailures({ attempts }, key, left);
    }
  };
  return ok({
    succeeded: (transaction) => takeBack(transaction, true),
    takenBack: (transaction) => takeBack(transaction, false),
  });
}

async function putFailures(
  { attempts }: Pick<AccountTransaction, 'attempts'>,
  key: string,
  [first, ...more]: readonly Instant[],
): Promise<void> {
  if (first === undefined) await attempts.remove(key);
  else await attempts.put({ key, failures: [first, ...more] });
}
