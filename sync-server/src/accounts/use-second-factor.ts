import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Account, AccountId } from '@lapka/shared/domain/accounts/account.ts';
import { type SecondFactor, secondFactorOff, useTotpStep } from '@lapka/shared/domain/accounts/second-factor.ts';
import type { AccountFactor } from '../stores/account-entries.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts } from './account-parts.ts';
import { codeHash } from './codes.ts';
import { sendCode, useSentCode } from './sent-codes.ts';
import { matchingTotpStep } from './totp.ts';

export type FactorParts = Pick<AccountParts, 'secret' | 'clock' | 'ids'>;
type FactorRefusal = Failure<'SECOND_FACTOR_NEEDED' | 'WRONG_CREDENTIALS'>;

/**
 * Checks the second factor of somebody whose password fits. Without a code, one is asked for, and sent where
 * codes are sent. A code works once; a recovery code does so too, in place of the phone.
 */
export async function useSecondFactor(
  transaction: AccountTransaction,
  parts: FactorParts,
  account: Account,
  typed: string | undefined,
): Promise<Result<void, FactorRefusal>> {
  const entry = await transaction.factors.get(account.id);
  const factor: SecondFactor = entry?.factor ?? secondFactorOff;
  if (entry === undefined || factor.kind === 'OFF') return ok();
  if (typed === undefined) {
    if (factor.kind === 'EMAIL') {
      const { id, email } = account;
      await sendCode(transaction, parts, { account: id, email, purpose: 'SECOND_FACTOR' });
    }
    return err(failure('SECOND_FACTOR_NEEDED', { kind: factor.kind }));
  }
  if (await useRecoveryCode(transaction, parts, account, entry, typed)) return ok();
  switch (factor.kind) {
    case 'TOTP': {
      const secret = parts.secret.open('SECOND_FACTORS', factor.sealedSecret, account.id);
      const now = parts.clock.now();
      const used = useTotpStep(factor, matchingTotpStep(secret, typed, now), now);
      if (!used.ok) return used;
      await transaction.factors.put({ ...entry, factor: used.value });
      return ok();
    }
    case 'EMAIL': {
      const used = await useSentCode(
        transaction,
        parts,
        { account: account.id, purpose: 'SECOND_FACTOR', typed },
        parts.clock.now(),
      );
      return used.ok ? used : err(failure('WRONG_CREDENTIALS'));
    }
    case 'SMS':
      // Nothing sends text messages yet, and nothing turns this on; the recovery codes open the account.
      return err(failure('WRONG_CREDENTIALS'));
  }
}

async function useRecoveryCode(
  transaction: AccountTransaction,
  { secret }: FactorParts,
  account: Account,
  entry: AccountFactor,
  typed: string,
): Promise<boolean> {
  const hash = recoveryHash(secret, account.id, typed);
  if (!entry.recoveryHashes.includes(hash)) return false;
  await transaction.factors.put({ ...entry, recoveryHashes: entry.recoveryHashes.filter((each) => each !== hash) });
  auditAccount(transaction, 'RECOVERY_CODE_USED', account, { left: entry.recoveryHashes.length - 1 });
  return true;
}

/** What is kept of a recovery code. */
export function recoveryHash(secret: FactorParts['secret'], account: AccountId, code: string): string {
  return codeHash(secret, `recovery ${account}`, code);
}
