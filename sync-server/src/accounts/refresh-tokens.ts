import { createHash, randomBytes } from 'node:crypto';
import { type Id, idSchema } from '@lapka/shared/base/id.ts';
import type { ServerSecret } from './server-secret.ts';

type SessionId = Id<'SessionFamily'>;

/** A refresh token names its session; the rest is 256 random bits, of which only the hash is kept. */
export function newRefreshToken(session: SessionId): string {
  return `${session}.${randomBytes(32).toString('base64url')}`;
}

/**
 * The token that follows on another one, always the same: so the answer to a renewal can be given again when it was lost
 * on the way, though only hashes are kept. Nobody computes it without the server's secret.
 */
export function nextRefreshToken(secret: ServerSecret, session: SessionId, token: string): string {
  return `${session}.${secret.hash('REFRESH_TOKENS', token)}`;
}

export function sessionOf(token: string): SessionId | undefined {
  const [id = '', rest = '', ...more] = token.split('.');
  const session = idSchema('SessionFamily').safeParse(id);
  return session.success && rest.length === 43 && more.length === 0 ? session.data : undefined;
}

export function refreshHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
