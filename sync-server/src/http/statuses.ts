import type { Failure } from '@lapka/shared/base/failure.ts';
import type { HttpFailureCode } from '@lapka/shared/protocol/http/failures.ts';

/** The HTTP status of each refusal. A refusal that is not listed is one of the rules: the request was understood. */
const statuses: Partial<Readonly<Record<HttpFailureCode, number>>> = {
  BAD_INPUT: 400,
  NOT_JSON: 415,
  NOT_SIGNED_IN: 401,
  SESSION_EXPIRED: 401,
  SESSION_REVOKED: 401,
  WRONG_CREDENTIALS: 401,
  SECOND_FACTOR_NEEDED: 401,
  NOT_ALLOWED: 403,
  NOT_AT_THIS_LOCATION: 403,
  NOT_YOURS: 403,
  ACCOUNT_NOT_VERIFIED: 403,
  ACCOUNT_SUSPENDED: 403,
  DEVICE_REVOKED: 403,
  NOT_FOUND: 404,
  NO_SUCH_ADDRESS: 404,
  NO_KEY_KEPT: 404,
  MESSAGE_TOO_LARGE: 413,
  FILE_TOO_LARGE: 413,
  FILE_KIND_REFUSED: 415,
  RANGE_NOT_THERE: 416,
  TOO_MANY_REQUESTS: 429,
  TOO_MANY_ATTEMPTS: 429,
  CODE_TOO_SOON: 429,
  RETRY_LATER: 429,
  BUG: 500,
};

const understood = 409;

export function statusOf({ code }: Failure<HttpFailureCode>): number {
  return statuses[code] ?? understood;
}
