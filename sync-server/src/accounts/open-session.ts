import { type Instant, plusDays } from '@lapka/shared/base/instant.ts';
import type { Account, Membership } from '@lapka/shared/domain/accounts/account.ts';
import { refreshDays } from '@lapka/shared/domain/accounts/tokens.ts';
import type { Tokens } from '@lapka/shared/protocol/http/accounts.ts';
import type { Session } from '../stores/account-entries.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import type { ProvenPlace } from './place.ts';
import { newRefreshToken, refreshHash } from './refresh-tokens.ts';

/** Whoever works every day still signs in with the password twice a year. */
const longestDays = 180;

/** Opens a session. Every sign-in has one of its own (7.2.4 of ASVS), so ending one does not end another. */
export async function openSession(
  { sessions }: AccountTransaction,
  { ids, clock }: Pick<AccountParts, 'ids' | 'clock'>,
  { account, as, place, origin }: { account: Account; as: Membership; place: ProvenPlace; origin: Origin },
): Promise<{ readonly session: Session; readonly refreshToken: string }> {
  const now = clock.now();
  const id = ids.next<'SessionFamily'>();
  const refreshToken = newRefreshToken(id);
  const state = {
    status: 'OPEN' as const,
    refreshHash: refreshHash(refreshToken),
    refreshIssuedAt: now,
    previousHash: null,
  };
  const family = { id, account: account.id, device: place.text, state };
  const session = { family, as, name: place.name, openedAt: now, seenAt: now, address: origin.address };
  await sessions.put(session);
  return { session, refreshToken };
}

/** What the caller is given to go on with. */
export async function tokensFor(
  { tokens, ids, clock }: Pick<AccountParts, 'tokens' | 'ids' | 'clock'>,
  { family, as, openedAt }: Session,
  refreshToken: string,
): Promise<Tokens> {
  const now = clock.now();
  const bearer = { kind: 'PERSON' as const, account: family.account, session: family.id };
  const access = await tokens.make(bearer, ids.next<'Token'>(), now);
  const issuedAt = family.state.status === 'OPEN' ? family.state.refreshIssuedAt : now;
  return {
    session: family.id,
    account: family.account,
    as,
    accessToken: access.text,
    accessUntil: access.until,
    refreshToken,
    refreshUntil: earlier(plusDays(issuedAt, refreshDays), sessionEnd({ openedAt })),
  };
}

export function sessionEnd({ openedAt }: Pick<Session, 'openedAt'>): Instant {
  return plusDays(openedAt, longestDays);
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
