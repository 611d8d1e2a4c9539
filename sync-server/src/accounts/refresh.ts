import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { maySignIn } from '@lapka/shared/domain/accounts/account.ts';
import { closeFamily, type SessionFamily, useRefreshToken } from '@lapka/shared/domain/accounts/tokens.ts';
import type { Refresh, Tokens } from '@lapka/shared/protocol/http/accounts.ts';
import { refreshWords } from '@lapka/shared/protocol/http/devices.ts';
import type { Session } from '../stores/account-entries.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import { sessionEnd, tokensFor } from './open-session.ts';
import { provenPlace } from './place.ts';
import { nextRefreshToken, refreshHash, sessionOf } from './refresh-tokens.ts';

export type RefreshRefusal = Failure<'SESSION_EXPIRED' | 'SESSION_REVOKED'>;

/**
 * Renews a session (R-006, C-35): a refresh token is good for one use. One that comes again ends the session for whoever
 * has it, unless only the answer was lost (story 24). A session of a device is renewed with the device's key only, so a
 * token stolen from it is of no use elsewhere.
 */
export async function refresh(
  parts: AccountParts,
  { refreshToken, place }: Refresh,
  { address }: Origin,
): Promise<Result<Tokens, RefreshRefusal>> {
  const id = sessionOf(refreshToken);
  if (id === undefined) return refused(parts, failure('SESSION_REVOKED'));
  const now = parts.clock.now();
  const hash = refreshHash(refreshToken);
  const words = (device: string, at: typeof now): string => refreshWords(device, hash, at);
  const shown = await provenPlace(parts.devices, place, words, now);
  const next = nextRefreshToken(parts.secret, id, refreshToken);
  const account = (await parts.accounts.read(({ sessions }) => sessions.get(id)))?.family.account;
  if (account === undefined) return refused(parts, failure('SESSION_REVOKED'));
  const renewed = await parts.accounts.transact(async (transaction): Promise<Result<Session, RefreshRefusal>> => {
    const owner = await transaction.accounts.get(account);
    const session = await transaction.sessions.get(id);
    if (owner === undefined || session === undefined) return err(failure('SESSION_REVOKED'));
    const { family } = session;
    const sameDevice = shown?.text === family.device;
    if (family.device.startsWith('device ') && !sameDevice) return err(failure('SESSION_REVOKED'));
    if (sessionEnd(session) <= now) return err(failure('SESSION_EXPIRED'));
    const used = maySignIn(owner).ok
      ? useRefreshToken(family, { hash, nextHash: refreshHash(next), sameDevice }, now)
      : { result: err(failure('SESSION_REVOKED')), family: closeFamily(family, 'REVOKED', now) };
    const after = { ...session, family: used.family, seenAt: now, address };
    await transaction.sessions.put(after);
    if (wasStolen(family, used.family)) {
      auditAccount(transaction, 'REFRESH_USED_TWICE', owner, { session: id, address });
      parts.events.refreshUsedTwice(id);
    }
    return used.result.ok ? ok(after) : used.result;
  });
  if (!renewed.ok) return refused(parts, renewed.error);
  parts.events.sessionRenewed();
  return ok(await tokensFor(parts, renewed.value, next));
}

function wasStolen(before: SessionFamily, after: SessionFamily): boolean {
  return (
    before.state.status === 'OPEN' && after.state.status === 'CLOSED' && after.state.reason === 'REFRESH_USED_TWICE'
  );
}

function refused({ events }: AccountParts, reason: RefreshRefusal): Result<never, RefreshRefusal> {
  events.renewalRefused(reason.code);
  return err(reason);
}
