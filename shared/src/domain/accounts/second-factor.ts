import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { epochMilliseconds, type Instant, instantSchema } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** The second step of signing in; off until the person turns it on. */
export const secondFactorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('OFF') }),
  /** An app that shows codes. A step that was used once does not work again. */
  z.strictObject({ kind: z.literal('TOTP'), sealedSecret: z.string().min(16).max(500), lastStep: z.int().min(0) }),
  z.strictObject({ kind: z.literal('SMS'), lastSentAt: instantSchema.nullable() }),
  z.strictObject({ kind: z.literal('EMAIL'), lastSentAt: instantSchema.nullable() }),
]);
export type SecondFactor = z.infer<typeof secondFactorSchema>;
export type TotpFactor = Extract<SecondFactor, { kind: 'TOTP' }>;

export const secondFactorOff: SecondFactor = { kind: 'OFF' };

/** The time steps whose codes are accepted now: the present one and its neighbours, because clocks differ (RFC 6238). */
export function acceptedTotpSteps(now: Instant): readonly number[] {
  const step = Math.floor(epochMilliseconds(now) / 30_000);
  return [step - 1, step, step + 1];
}

/** `matchedStep` is the accepted step whose code was entered, if any. */
export function useTotpStep(
  factor: TotpFactor,
  matchedStep: number | undefined,
  now: Instant,
): Result<TotpFactor, Failure<'WRONG_CREDENTIALS'>> {
  const isFresh =
    matchedStep !== undefined && matchedStep > factor.lastStep && acceptedTotpSteps(now).includes(matchedStep);
  return isFresh ? ok({ ...factor, lastStep: matchedStep }) : err(failure('WRONG_CREDENTIALS'));
}
