import { failure, type Failure } from '../../base/failure.ts';
import { type Instant, laterOf, millisecondsBetween, plusMinutes } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** Five wrong secrets within a quarter of an hour close the door for a quarter of an hour (R-004, story 24). */
export const attemptLimit: AttemptLimit = { failures: 5, minutes: 15 };

/** A clinic's people share one address; so many mistakes of theirs together are a guesser. */
export const addressLimit: AttemptLimit = { failures: 20, minutes: 15 };

export interface AttemptLimit {
  readonly failures: number;
  readonly minutes: number;
}

/** The recent failures of one account, one PIN or one address, oldest first; never more than the limit. */
export type Attempts = readonly Instant[];

/** Whether another attempt is looked at. During a pause a right secret is refused, too, or guessing could go on. */
export function checkAttempt(
  attempts: Attempts,
  now: Instant,
  limit = attemptLimit,
): Result<void, Failure<'TOO_MANY_ATTEMPTS'>> {
  const until = pauseEnd(attempts, limit);
  if (until === undefined || until <= now) return ok();
  const minutes = Math.ceil(millisecondsBetween(now, until) / 60_000);
  return err(failure('TOO_MANY_ATTEMPTS', { until, minutes }));
}

/** After a success the list is empty again: pass `[]`. */
export function afterFailure(attempts: Attempts, now: Instant, limit = attemptLimit): Attempts {
  const since = plusMinutes(now, -limit.minutes);
  const before = pauseEnd(attempts, limit) === undefined ? attempts : [];
  return [...before.filter((at) => at > since), now].slice(-limit.failures);
}

function pauseEnd(attempts: Attempts, limit: AttemptLimit): Instant | undefined {
  const [first] = attempts;
  const last = attempts.at(-1);
  if (attempts.length < limit.failures || first === undefined || last === undefined) return undefined;
  return plusMinutes(laterOf(first, last), limit.minutes);
}
