import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { mayRun, type RightsRefusal } from '@lapka/shared/domain/accounts/rights.ts';
import type { AccountParts } from '../accounts/account-parts.ts';
import { authenticate, type NotSignedIn, type Party } from '../accounts/authenticate.ts';
import type { RouteShape } from './route.ts';

export type Shut = NotSignedIn | RightsRefusal | Failure<'NOT_ALLOWED'>;

const bearer = /^Bearer ([\w.-]{1,4000})$/;

/** Who calls, if a route lets them in. Nothing of the request has been looked at but its token. */
export async function letIn(
  parts: AccountParts,
  route: Pick<RouteShape, 'who' | 'right' | 'path'>,
  authorization: string | undefined,
): Promise<Result<Party | undefined, Shut>> {
  if (route.who === 'ANYBODY') return ok(undefined);
  const token = bearer.exec(authorization ?? '')?.[1];
  if (token === undefined) return err(failure('NOT_SIGNED_IN'));
  const party = await authenticate(parts, token);
  if (!party.ok) return party;
  const allowed = mayCall(route, party.value);
  if (allowed.ok) return party;
  parts.events.denied(route.path, allowed.error.code, idOf(party.value));
  return allowed;
}

function mayCall({ who, right }: Pick<RouteShape, 'who' | 'right'>, party: Party): Result<void, Shut> {
  if (party.kind === 'DEVICE') {
    return who === 'DEVICE' || who === 'STAFF_OR_DEVICE' ? ok() : err(failure('NOT_SIGNED_IN'));
  }
  if (who === 'DEVICE') return err(failure('NOT_SIGNED_IN'));
  if (who === 'PERSON') return ok();
  if (party.as.kind !== 'STAFF' || right === undefined) return err(failure('NOT_ALLOWED'));
  return mayRun(party.caller, right);
}

function idOf(party: Party): string {
  return party.kind === 'DEVICE' ? party.device : party.account.id;
}
