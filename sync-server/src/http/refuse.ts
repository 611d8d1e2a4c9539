import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { httpFailures, type HttpFailureCode } from '@lapka/shared/protocol/http/failures.ts';
import type { Response } from 'express';
import { z } from 'zod';
import type { BusinessEvents } from '../observe/business-events.ts';
import { BlobsUnavailable } from '../stores/blob-store.ts';
import { RecordsUnavailable, StoreUnavailable } from '../stores/store-errors.ts';
import { TooManyRequests } from './rate-limits.ts';
import { statusOf } from './statuses.ts';

const refusalSchema = z.object({
  code: z.custom<HttpFailureCode>((code) => typeof code === 'string' && Object.hasOwn(httpFailures, code)),
  details: z.custom<Failure['details']>((details) => typeof details === 'object' && details !== null),
});
/** What the body parser and the router throw about requests they cannot read. */
const unreadableSchema = z.object({ status: z.int().min(400).max(499), type: z.string().optional() });

/** Answers a request that was not served: with a code where it was refused, with a number to ask about where we failed. */
export function refuse(response: Response, events: BusinessEvents, problem: unknown): void {
  // Somebody who went away in the middle of a request waits for no answer.
  if (response.req.destroyed && response.req.errored !== null) return void response.destroy();
  const number = String(response.locals['request']);
  const refusal = refusalOf(problem);
  if (refusal === undefined) events.bug(number, problem);
  else events.refused(refusal.code);
  const { code, details } = refusal ?? failure('BUG', { number });
  // An answer that has begun cannot be taken back; cutting it off tells the caller that it is not whole.
  if (response.headersSent) return void response.destroy();
  const wait = secondsToWait({ code, details });
  if (wait !== undefined) response.set('retry-after', String(wait));
  if (code === 'NOT_SIGNED_IN') response.set('www-authenticate', 'Bearer');
  response.status(isAway(problem) ? 503 : statusOf({ code, details })).json({ code, details, request: number });
}

function refusalOf(problem: unknown): Failure<HttpFailureCode> | undefined {
  if (problem instanceof TooManyRequests) return problem.failure;
  if (isAway(problem)) return failure('RETRY_LATER');
  const refusal = refusalSchema.safeParse(problem);
  if (refusal.success && !(problem instanceof Error)) return refusal.data;
  const unreadable = unreadableSchema.safeParse(problem);
  if (!unreadable.success || !(problem instanceof Error)) return undefined;
  const { status } = unreadable.data;
  if (status === 413) return failure('MESSAGE_TOO_LARGE');
  return status === 415 ? failure('NOT_JSON') : failure('BAD_INPUT', { fields: [] });
}

function isAway(problem: unknown): boolean {
  return [StoreUnavailable, RecordsUnavailable, BlobsUnavailable].some((kind) => problem instanceof kind);
}

function secondsToWait({ code, details }: Failure<HttpFailureCode>): number | undefined {
  if (code === 'RETRY_LATER') return 5;
  if (typeof details['seconds'] === 'number') return details['seconds'];
  if (typeof details['minutes'] === 'number') return details['minutes'] * 60;
  return undefined;
}
