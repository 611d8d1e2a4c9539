import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Account } from '@lapka/shared/domain/accounts/account.ts';
import { type SecondFactor, secondFactorOff } from '@lapka/shared/domain/accounts/second-factor.ts';
import type { OfferSecondFactor, Sure } from '@lapka/shared/protocol/http/accounts.ts';
import type { AccountFactor } from '../stores/account-entries.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import { newLongCode } from './codes.ts';
import { makeSure, type Unsure } from './make-sure.ts';
import { sendCode, useSentCode } from './sent-codes.ts';
import { matchingTotpStep, newTotpSecret, totpUri } from './totp.ts';
import { type FactorParts, recoveryHash } from './use-second-factor.ts';

const offerMinutes = 15;
const recoveryCodes = 8;

/** What an app needs to show codes; nothing where they come by e-mail. */
export interface SecondFactorOffer {
  readonly secret: string | null;
  readonly uri: string | null;
}

/** First half of turning it on: shows the secret to the app, or sends a code. Nothing is on yet. */
export async function offerSecondFactor(
  parts: AccountParts,
  account: Account,
  { kind, password }: OfferSecondFactor,
  origin: Origin,
): Promise<Result<SecondFactorOffer, Unsure | Failure<'SECOND_FACTOR_ON' | 'CODE_TOO_SOON'>>> {
  const sure = await makeSure(parts, account, { password }, origin, 'PASSWORD_ONLY');
  if (!sure.ok) return sure;
  const secret = newTotpSecret();
  const until = plusMinutes(parts.clock.now(), offerMinutes);
  return await parts.accounts.transact(async (transaction) => {
    const known = await transaction.factors.get(account.id);
    if (known !== undefined && known.factor.kind !== 'OFF') return err(failure('SECOND_FACTOR_ON'));
    if (kind === 'EMAIL') {
      const { id, email } = account;
      const sent = await sendCode(transaction, parts, { account: id, email, purpose: 'SECOND_FACTOR' });
      if (!sent.ok) return sent;
    }
    const offered =
      kind === 'EMAIL'
        ? { kind, until }
        : { kind, until, sealedSecret: parts.secret.seal('SECOND_FACTORS', secret, account.id) };
    await transaction.factors.put({ account: account.id, factor: secondFactorOff, offered, recoveryHashes: [] });
    return ok(kind === 'EMAIL' ? { secret: null, uri: null } : { secret, uri: totpUri(secret, account.email) });
  });
}

/** Second half: a right code shows that the app has the secret, or that the messages arrive. */
export async function confirmSecondFactor(
  parts: AccountParts,
  account: Account,
  typed: string,
): Promise<Result<{ readonly recoveryCodes: string[] }, Failure<'SECOND_FACTOR_OFF' | 'WRONG_CREDENTIALS'>>> {
  const now = parts.clock.now();
  return await parts.accounts.transact(async (transaction) => {
    const known = await transaction.factors.get(account.id);
    const offered = known?.offered ?? undefined;
    if (offered === undefined || offered.until <= now) return err(failure('SECOND_FACTOR_OFF'));
    const factor = await confirmed(transaction, parts, account, offered, typed);
    if (factor === undefined) return err(failure('WRONG_CREDENTIALS'));
    const codes = Array.from({ length: recoveryCodes }, () => newLongCode(4));
    const recoveryHashes = codes.map((code) => recoveryHash(parts.secret, account.id, code));
    await transaction.factors.put({ account: account.id, factor, offered: null, recoveryHashes });
    auditAccount(transaction, 'SECOND_FACTOR_ON', account, { kind: factor.kind });
    return ok({ recoveryCodes: codes });
  });
}

/** Needs the factor itself, or a recovery code: a password alone does not turn it off. */
export async function turnOffSecondFactor(
  parts: AccountParts,
  account: Account,
  sure: Sure,
  origin: Origin,
): Promise<Result<void, Unsure>> {
  const made = await makeSure(parts, account, sure, origin, 'BOTH');
  if (!made.ok) return made;
  return await parts.accounts.transact(async (transaction) => {
    await transaction.factors.remove(account.id);
    auditAccount(transaction, 'SECOND_FACTOR_OFF', account);
    return ok();
  });
}

async function confirmed(
  transaction: AccountTransaction,
  parts: FactorParts,
  { id: account }: Account,
  offered: NonNullable<AccountFactor['offered']>,
  typed: string,
): Promise<SecondFactor | undefined> {
  const now = parts.clock.now();
  if (offered.kind === 'EMAIL') {
    const used = await useSentCode(transaction, parts, { account, purpose: 'SECOND_FACTOR', typed }, now);
    return used.ok ? { kind: 'EMAIL', lastSentAt: now } : undefined;
  }
  const { sealedSecret } = offered;
  const step = matchingTotpStep(parts.secret.open('SECOND_FACTORS', sealedSecret, account), typed, now);
  return step === undefined ? undefined : { kind: 'TOTP', sealedSecret, lastStep: step };
}
