import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { idSchema } from '../../base/id.ts';
import { type Instant, instantSchema, plusDays, plusMinutes } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** A short access token for every call, and one refresh token per device that changes with every use (C-35, R-006). */
export const accessMinutes = 15;
export const refreshDays = 30;

/** All the tokens that followed from one sign-in on one device. */
export const sessionFamilySchema = z.strictObject({
  id: idSchema('SessionFamily'),
  account: idSchema('Account'),
  device: z.string().max(200),
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('OPEN'), refreshHash: z.string().max(300), refreshIssuedAt: instantSchema }),
    z.strictObject({
      status: z.literal('CLOSED'),
      at: instantSchema,
      reason: z.enum(['SIGNED_OUT', 'REVOKED', 'REFRESH_USED_TWICE']),
    }),
  ]),
});
export type SessionFamily = z.infer<typeof sessionFamilySchema>;

export interface RefreshOutcome {
  readonly result: Result<void, Failure<'SESSION_EXPIRED' | 'SESSION_REVOKED'>>;
  readonly family: SessionFamily;
}

/**
 * Uses a refresh token. An old one that comes again was stolen, from here or by whoever used it first: the whole family
 * is closed, and the caller writes an audit row (story 24).
 */
export function useRefreshToken(
  family: SessionFamily,
  presentedHash: string,
  nextHash: string,
  now: Instant,
): RefreshOutcome {
  if (family.state.status === 'CLOSED') return { result: err(failure('SESSION_REVOKED')), family };
  const end = plusDays(family.state.refreshIssuedAt, refreshDays);
  if (end <= now) return { result: err(failure('SESSION_EXPIRED')), family };
  if (presentedHash !== family.state.refreshHash) {
    return { result: err(failure('SESSION_REVOKED')), family: closeFamily(family, 'REFRESH_USED_TWICE', now) };
  }
  return {
    result: ok(),
    family: { ...family, state: { status: 'OPEN', refreshHash: nextHash, refreshIssuedAt: now } },
  };
}

export function closeFamily(
  family: SessionFamily,
  reason: Extract<SessionFamily['state'], { status: 'CLOSED' }>['reason'],
  now: Instant,
): SessionFamily {
  return family.state.status === 'CLOSED' ? family : { ...family, state: { status: 'CLOSED', at: now, reason } };
}

/** An access token that was revoked before its time; forgotten as soon as it would have ended anyway. */
export interface RevokedToken {
  readonly token: string;
  readonly expiresAt: Instant;
}

export function checkAccess(
  token: { readonly token: string; readonly issuedAt: Instant },
  revoked: readonly RevokedToken[],
  now: Instant,
): Result<void, Failure<'SESSION_EXPIRED' | 'SESSION_REVOKED'>> {
  if (accessEnd(token.issuedAt) <= now) return err(failure('SESSION_EXPIRED'));
  return revoked.some((each) => each.token === token.token) ? err(failure('SESSION_REVOKED')) : ok();
}

export function accessEnd(issuedAt: Instant): Instant {
  return plusMinutes(issuedAt, accessMinutes);
}

export function stillRevoked(revoked: readonly RevokedToken[], now: Instant): readonly RevokedToken[] {
  return revoked.filter(({ expiresAt }) => expiresAt > now);
}
