import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { type Id, idSchema } from '@lapka/shared/base/id.ts';
import { epochMilliseconds, type Instant, instantOf } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { AccountId } from '@lapka/shared/domain/accounts/account.ts';
import { accessEnd } from '@lapka/shared/domain/accounts/tokens.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { ServerSecret } from './server-secret.ts';

/** Who comes with an access token. What a person may do is not in it: that may change while the token is good. */
export type Bearer =
  | { readonly kind: 'PERSON'; readonly account: AccountId; readonly session: Id<'SessionFamily'> }
  | { readonly kind: 'DEVICE'; readonly device: DeviceId; readonly clinic: ClinicId };

export interface Verified {
  readonly token: string;
  readonly until: Instant;
  readonly bearer: Bearer;
}

const issuer = 'lapka';
const audience = 'lapka-server';
const algorithm = 'EdDSA';
const type = 'at+jwt';

const stampSchema = { jti: z.string().max(60), exp: z.int() };
const claimsSchema = z.discriminatedUnion('kind', [
  z.object({
    ...stampSchema,
    kind: z.literal('PERSON'),
    sub: idSchema('Account'),
    session: idSchema('SessionFamily'),
  }),
  z.object({ ...stampSchema, kind: z.literal('DEVICE'), sub: idSchema('Device'), clinic: idSchema('Clinic') }),
]);

/** Makes and reads the tokens that are shown with every call: signed, for this server only, good for 15 minutes (C-35). */
export class AccessTokens {
  readonly #keys: ReadonlyMap<string, KeyObject>;

  constructor(secret: ServerSecret) {
    this.#keys = new Map(secret.seeds('ACCESS_TOKENS').map(({ id, seed }) => [id, ed25519(seed)]));
  }

  async make(bearer: Bearer, token: string, now: Instant): Promise<{ readonly text: string; readonly until: Instant }> {
    const [[id, key] = []] = this.#keys;
    if (key === undefined) throw new Error('a server has a key for its tokens');
    const claims =
      bearer.kind === 'PERSON'
        ? { kind: bearer.kind, sub: bearer.account, session: bearer.session }
        : { kind: bearer.kind, sub: bearer.device, clinic: bearer.clinic };
    // Whole seconds, rounded down: a token never lives longer than it says.
    const until = accessEnd(instantOf(Math.floor(epochMilliseconds(now) / 1000) * 1000));
    const text = await new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: type, kid: id ?? '' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setJti(token)
      .setIssuedAt(secondsOf(now))
      .setExpirationTime(secondsOf(until))
      .sign(key);
    return { text, until };
  }

  /** Says nothing about whether the token was ended before its time: whoever keeps the sessions knows. */
  async verify(text: string, now: Instant): Promise<Result<Verified, Failure<'NOT_SIGNED_IN' | 'SESSION_EXPIRED'>>> {
    try {
      const currentDate = new Date(epochMilliseconds(now));
      const { payload } = await jwtVerify(text, ({ kid = '' }) => this.#publicKey(kid), {
        issuer,
        audience,
        typ: type,
        algorithms: [algorithm],
        currentDate,
        clockTolerance: 0,
      });
      const claims = claimsSchema.safeParse(payload);
      if (!claims.success) return err(failure('NOT_SIGNED_IN'));
      const { jti: token, exp } = claims.data;
      return ok({ token, until: instantOf(exp * 1000), bearer: bearerOf(claims.data) });
    } catch (problem) {
      if (problem instanceof errors.JWTExpired) return err(failure('SESSION_EXPIRED'));
      if (problem instanceof errors.JOSEError) return err(failure('NOT_SIGNED_IN'));
      throw problem;
    }
  }

  #publicKey(id: string): KeyObject {
    const key = this.#keys.get(id);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return createPublicKey(key);
  }
}

function bearerOf(claims: z.infer<typeof claimsSchema>): Bearer {
  return claims.kind === 'PERSON'
    ? { kind: 'PERSON', account: claims.sub, session: claims.session }
    : { kind: 'DEVICE', device: claims.sub, clinic: claims.clinic };
}

function secondsOf(instant: Instant): number {
  return Math.floor(epochMilliseconds(instant) / 1000);
}

/** What stands before the seed in the usual encoding of an Ed25519 key (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
}
