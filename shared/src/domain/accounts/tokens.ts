import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { idSchema } from '../../base/id.ts';
import { type Instant, instantSchema, plusDays, plusMinutes, plusSeconds } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** A short access token for every call, and one refresh token per device that changes with every use (C-35, R-006). */
export const accessMinutes = 15;
export const refreshDays = 30;
/** How long the token before the present one still answers, to the same device, with the same successor. */
export const graceSeconds = 30;

/** All the tokens that followed from one sign-in on one device. */
export const sessionFamilySchema = z.strictObject({
  id: idSchema('SessionFamily'),
  account: idSchema('Account'),
  device: z.string().max(200),
  state: z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('OPEN'),
      refreshHash: z.string().max(300),
      refreshIssuedAt: instantSchema,
      /** What the present token followed on; null for the first of a family. */
      previousHash: z.string().max(300).nullable(),
    }),
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

/** What somebody shows to go on: a token, what the next one would be, and whether it comes from the family's device. */
export interface Presented {
  readonly hash: string;
  readonly nextHash: string;
  readonly sameDevice: boolean;
}

/**
 * Uses a refresh token. An old one that comes again was stolen, from here or by whoever used it first: the whole family
 * is closed, and the caller writes an audit row (story 24). Only the token just before the present one is forgiven for
 * half a minute, on its own device: there the answer was lost on the way.
 */
export function useRefreshToken(
  family: SessionFamily,
  { hash, nextHash, sameDevice }: Presented,
  now: Instant,
): RefreshOutcome {
  const { state } = family;
  if (state.status === 'CLOSED') return { result: err(failure('SESSION_REVOKED')), family };
  if (plusDays(state.refreshIssuedAt, refreshDays) <= now) return { result: err(failure('SESSION_EXPIRED')), family };
  if (hash === state.refreshHash) {
    const next = { status: 'OPEN' as const, refreshHash: nextHash, refreshIssuedAt: now, previousHash: hash };
    return { result: ok(), family: { ...family, state: next } };
  }
  const answerWasLost =
    sameDevice &&
    hash === state.previousHash &&
    nextHash === state.refreshHash &&
    now < plusSeconds(state.refreshIssuedAt, graceSeconds);
  if (answerWasLost) return { result: ok(), family };
  return { result: err(failure('SESSION_REVOKED')), family: closeFamily(family, 'REFRESH_USED_TWICE', now) };
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
