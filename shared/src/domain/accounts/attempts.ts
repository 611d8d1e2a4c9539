import { failure, type Failure } from '../../base/failure.ts';
import { type Instant, laterOf, millisecondsBetween, plusMinutes } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** Five wrong secrets within a quarter of an hour close the door for a quarter of an hour (R-004, story 24). */
export const attemptLimit = { failures: 5, minutes: 15 } as const;

/** The recent failures of one account, one PIN or one address, oldest first; never more than the limit. */
export type Attempts = readonly Instant[];

/** Whether another attempt is looked at. During a pause a right secret is refused, too, or guessing could go on. */
export function checkAttempt(attempts: Attempts, now: Instant): Result<void, Failure<'TOO_MANY_ATTEMPTS'>> {
  const until = pauseEnd(attempts);
  if (until === undefined || until <= now) return ok();
  const minutes = Math.ceil(millisecondsBetween(now, until) / 60_000);
  return err(failure('TOO_MANY_ATTEMPTS', { until, minutes }));
}

/** After a success the list is empty again: pass `[]`. */
export function afterFailure(attempts: Attempts, now: Instant): Attempts {
  const since = plusMinutes(now, -attemptLimit.minutes);
  const before = pauseEnd(attempts) === undefined ? attempts : [];
  return [...before.filter((at) => at > since), now].slice(-attemptLimit.failures);
}

function pauseEnd(attempts: Attempts): Instant | undefined {
  const [first] = attempts;
  const last = attempts.at(-1);
  if (attempts.length < attemptLimit.failures || first === undefined || last === undefined) return undefined;
  return plusMinutes(laterOf(first, last), attemptLimit.minutes);
}
