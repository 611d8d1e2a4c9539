import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { type Instant, instantSchema, millisecondsBetween, plusMinutes, plusSeconds } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** A code sent to prove an address, to reset a password or as a second factor: short-lived, and good for one use. */
export const oneTimeCodeSchema = z.strictObject({
  purpose: z.enum(['VERIFY_EMAIL', 'VERIFY_PHONE', 'RESET_PASSWORD', 'SECOND_FACTOR']),
  /** The code itself is never stored. */
  hash: z.string().min(20).max(300),
  sentAt: instantSchema,
  triesLeft: z.int().min(0).max(5),
});
export type OneTimeCode = z.infer<typeof oneTimeCodeSchema>;

const minutesValid = { VERIFY_EMAIL: 24 * 60, VERIFY_PHONE: 10, RESET_PASSWORD: 30, SECOND_FACTOR: 5 } as const;
const secondsBetweenCodes = 60;
const tries = 5;

export function newCode(purpose: OneTimeCode['purpose'], hash: string, now: Instant): OneTimeCode {
  return { purpose, hash, sentAt: now, triesLeft: tries };
}

/** Whether a new code may be sent; the time of the last one is kept for this. */
export function mayAskForCode(lastSentAt: Instant | undefined, now: Instant): Result<void, Failure<'CODE_TOO_SOON'>> {
  if (lastSentAt === undefined) return ok();
  const next = plusSeconds(lastSentAt, secondsBetweenCodes);
  if (next <= now) return ok();
  return err(failure('CODE_TOO_SOON', { seconds: Math.ceil(millisecondsBetween(now, next) / 1000) }));
}

/** What is left of a code after somebody entered something; undefined means that it is used up and is to be removed. */
export interface Redeemed {
  readonly result: Result<void, Failure<'CODE_WRONG' | 'CODE_EXPIRED'>>;
  readonly left: OneTimeCode | undefined;
}

/** `matches` is the comparison of hashes, made by the caller in constant time. */
export function redeemCode(code: OneTimeCode | undefined, matches: boolean, now: Instant): Redeemed {
  const expired: Redeemed = { result: err(failure('CODE_EXPIRED')), left: undefined };
  if (code === undefined || code.triesLeft === 0) return expired;
  if (plusMinutes(code.sentAt, minutesValid[code.purpose]) <= now) return expired;
  if (matches) return { result: ok(), left: undefined };
  const triesLeft = code.triesLeft - 1;
  return {
    result: err(failure('CODE_WRONG', { left: triesLeft })),
    left: triesLeft === 0 ? undefined : { ...code, triesLeft },
  };
}
