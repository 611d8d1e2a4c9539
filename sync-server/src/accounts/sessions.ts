import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { Id } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Account } from '@lapka/shared/domain/accounts/account.ts';
import type { DeviceId } from '@lapka/shared/domain/document.ts';
import { closeFamily } from '@lapka/shared/domain/accounts/tokens.ts';
import type { Session } from '../stores/account-entries.ts';
import type { AccountReader, AccountTransaction } from '../stores/account-store.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts } from './account-parts.ts';
import type { Person } from './authenticate.ts';
import { placeOf } from './place.ts';

/** The sessions of an account that go on, the latest first. */
export async function openSessions({ sessions }: AccountReader, account: Account): Promise<readonly Session[]> {
  return (await sessions.find('account', account.id)).filter(({ family }) => family.state.status === 'OPEN');
}

/** Ends the caller's session; the access token in hand is refused from now on until it would have ended. */
export async function signOut({ accounts, clock }: AccountParts, person: Person): Promise<Result<void, never>> {
  const { account, session, token } = person;
  await accounts.transact(async (transaction) => {
    await transaction.revokedTokens.put({ token: token.id, expiresAt: token.until });
    const present = await transaction.sessions.get(session);
    if (present === undefined) return;
    await transaction.sessions.put({ ...present, family: closeFamily(present.family, 'SIGNED_OUT', clock.now()) });
    auditAccount(transaction, 'SIGNED_OUT', account, { session });
  });
  return ok();
}

/** Ends another session of one's own. */
export async function closeSession(
  { accounts, clock }: AccountParts,
  { account }: Person,
  session: Id<'SessionFamily'>,
): Promise<Result<void, Failure<'NOT_FOUND'>>> {
  return await accounts.transact(async (transaction): Promise<Result<void, Failure<'NOT_FOUND'>>> => {
    const present = await transaction.sessions.get(session);
    if (present?.family.account !== account.id) return err(failure('NOT_FOUND'));
    await closeOne(transaction, present, account, clock.now());
    return ok();
  });
}

/** Ends all sessions of an account, or all but one. */
export async function closeSessions(
  transaction: AccountTransaction,
  account: Account,
  now: Instant,
  except?: Id<'SessionFamily'>,
): Promise<void> {
  for (const session of await openSessions(transaction, account)) {
    if (session.family.id === except) continue;
    // Asked for once more by its key, so that a renewal at the same time comes before or after, not in between.
    const present = await transaction.sessions.get(session.family.id);
    if (present !== undefined) await closeOne(transaction, present, account, now);
  }
}

/** Ends all sessions on a device. */
export async function closeSessionsOn(transaction: AccountTransaction, device: DeviceId, now: Instant): Promise<void> {
  for (const { family } of await transaction.sessions.find('device', placeOf(device))) {
    const account = await transaction.accounts.get(family.account);
    const present = await transaction.sessions.get(family.id);
    if (account !== undefined && present !== undefined) await closeOne(transaction, present, account, now);
  }
}

async function closeOne(
  transaction: AccountTransaction,
  session: Session,
  account: Account,
  now: Instant,
): Promise<void> {
  if (session.family.state.status === 'CLOSED') return;
  await transaction.sessions.put({ ...session, family: closeFamily(session.family, 'REVOKED', now) });
  auditAccount(transaction, 'SESSION_CLOSED', account, { session: session.family.id });
}
