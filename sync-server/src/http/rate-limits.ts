import type { Clock } from '@lapka/shared/base/clock.ts';
import { epochMilliseconds } from '@lapka/shared/base/instant.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import type { RequestHandler } from 'express';
import { type ClientRateLimitInfo, rateLimit, type Store } from 'express-rate-limit';
import { networkOf } from '../accounts/network-of.ts';
import type { Pace } from './route.ts';

/** Requests of one network in one minute. A clinic of twenty desks sends a few hundred on a bad morning. */
export interface RateLimits {
  readonly secrets: number;
  readonly usual: number;
}

export const usualLimits: RateLimits = { secrets: 60, usual: 1_200 };

const windowMs = 60_000;

/** Slows one network down before it slows the server down. What people guess at is counted apart, by name and address. */
export function rateLimiters(
  { secrets, usual }: RateLimits,
  clock: Clock,
): Readonly<Record<Exclude<Pace, 'UNLIMITED'>, RequestHandler>> {
  const limiter = (limit: number): RequestHandler =>
    rateLimit({
      windowMs,
      limit,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      keyGenerator: ({ ip = '' }) => networkOf(ip),
      store: new MinuteStore(clock),
      handler: (_request, _response, next) => next(new TooManyRequests()),
    });
  return { SECRETS: limiter(secrets), USUAL: limiter(usual) };
}

export class TooManyRequests extends Error {
  readonly failure = failure('TOO_MANY_REQUESTS', { seconds: windowMs / 1000 });
}

/** Counts by the server's clock, in whole minutes, and forgets a minute when it is over. */
class MinuteStore implements Store {
  readonly localKeys = true;
  readonly #clock: Clock;
  readonly #counts = new Map<string, number>();
  #minute = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  increment(key: string): ClientRateLimitInfo {
    const minute = Math.floor(epochMilliseconds(this.#clock.now()) / windowMs);
    if (minute !== this.#minute) this.#counts.clear();
    this.#minute = minute;
    const totalHits = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, totalHits);
    return { totalHits, resetTime: new Date((minute + 1) * windowMs) };
  }

  decrement(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 1) - 1);
  }

  resetKey(key: string): void {
    this.#counts.delete(key);
  }
}
