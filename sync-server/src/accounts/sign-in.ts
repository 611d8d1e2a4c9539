import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { type Account, type Membership, maySignIn } from '@lapka/shared/domain/accounts/account.ts';
import type { SignIn, Tokens } from '@lapka/shared/protocol/http/accounts.ts';
import { signInWords } from '@lapka/shared/protocol/http/devices.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import { beginAttempt } from './attempts.ts';
import { openSession, tokensFor } from './open-session.ts';
import { isOutdated } from './passwords.ts';
import { type ProvenPlace, provenPlace } from './place.ts';
import { useSecondFactor } from './use-second-factor.ts';

export type SignInRefusal = Failure<
  | 'WRONG_CREDENTIALS'
  | 'TOO_MANY_ATTEMPTS'
  | 'RETRY_LATER'
  | 'ACCOUNT_NOT_VERIFIED'
  | 'ACCOUNT_SUSPENDED'
  | 'SECOND_FACTOR_NEEDED'
  | 'CLINIC_TO_CHOOSE'
>;

/**
 * Signs somebody in: attempts so far, place, password, state of the account, second factor, clinic; then a session
 * is saved. Who fails is told as little as possible, and the history has a row for every secret that was looked at.
 */
export async function signIn(
  parts: AccountParts,
  request: SignIn,
  origin: Origin,
): Promise<Result<Tokens, SignInRefusal>> {
  const attempt = await beginAttempt(parts, origin, request.email);
  if (!attempt.ok) return refused(parts, attempt);
  const now = parts.clock.now();
  const words = (device: string, at: typeof now): string => signInWords(device, request.email, at);
  const place = await provenPlace(parts.devices, request.place, words, now);
  const account = await parts.accounts.read(async ({ accounts }) => (await accounts.find('email', request.email))[0]);
  const fits = await parts.passwords.fits(request.password, account?.passwordHash);
  if (!fits.ok) {
    await parts.accounts.transact((transaction) => attempt.value.takenBack(transaction));
    return refused(parts, fits);
  }
  const right = fits.value && place !== undefined;
  const opened = await parts.accounts.transact(async (transaction): Promise<Result<Opened, SignInRefusal>> => {
    const entered = right ? await enter(transaction, parts, account, request, place, origin) : wrong;
    await writeDown(transaction, parts, account, request, origin, entered);
    // Only a whole success starts the count afresh: whoever has the password must not get endless tries at the code.
    if (entered.ok) await attempt.value.succeeded(transaction);
    else if (entered.error.code !== 'WRONG_CREDENTIALS') await attempt.value.takenBack(transaction);
    return entered;
  });
  if (!opened.ok) return refused(parts, opened);
  parts.events.signedIn();
  await renewHash(parts, opened.value.session.family.account, request.password);
  return ok(await tokensFor(parts, opened.value.session, opened.value.refreshToken));
}

type Opened = Awaited<ReturnType<typeof openSession>>;

const wrong = err(failure('WRONG_CREDENTIALS'));

/** The password fits; whether the person may come in is decided on the account as it is at this moment. */
async function enter(
  transaction: AccountTransaction,
  parts: AccountParts,
  known: Account | undefined,
  { code, clinic }: SignIn,
  place: ProvenPlace,
  origin: Origin,
): Promise<Result<Opened, SignInRefusal>> {
  const account = known === undefined ? undefined : await transaction.accounts.get(known.id);
  // Between the look at the password and now it may have been changed.
  if (account === undefined || account.passwordHash !== known?.passwordHash) return wrong;
  const allowed = maySignIn(account);
  if (!allowed.ok) return allowed;
  const second = await useSecondFactor(transaction, parts, account, code);
  if (!second.ok) return second;
  const as = chosenMembership(account, clinic ?? place.clinic);
  if (!as.ok) return as;
  if (place.clinic !== undefined && (as.value.kind === 'ADMIN' || as.value.clinic !== place.clinic)) return wrong;
  return ok(await openSession(transaction, parts, { account, as: as.value, place, origin }));
}

/** A session is for one clinic: who has several says which. */
function chosenMembership(
  { memberships }: Account,
  clinic: SignIn['clinic'],
): Result<Membership, Failure<'CLINIC_TO_CHOOSE' | 'WRONG_CREDENTIALS'>> {
  const fitting = memberships.filter(
    (each) => clinic === undefined || (each.kind !== 'ADMIN' && each.clinic === clinic),
  );
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return ok(only);
  if (memberships.length === 0) return wrong;
  const clinics = memberships.flatMap((each) => (each.kind === 'ADMIN' ? [] : [each.clinic]));
  return err(failure('CLINIC_TO_CHOOSE', { clinics }));
}

/** Not the end of the attempt: the same person goes on with a code or a choice. */
const halfWay: ReadonlySet<string> = new Set(['SECOND_FACTOR_NEEDED', 'CLINIC_TO_CHOOSE']);

async function writeDown(
  transaction: AccountTransaction,
  { ids, clock }: AccountParts,
  account: Account | undefined,
  { place }: SignIn,
  { address }: Origin,
  entered: Result<Opened, SignInRefusal>,
): Promise<void> {
  if (!entered.ok && halfWay.has(entered.error.code)) return;
  const device = place.on === 'BROWSER' ? place.browser.name : place.proof.device;
  await transaction.signIns.put({
    id: ids.next<'LoginEvent'>(),
    at: clock.now(),
    by: account === undefined ? { kind: 'UNKNOWN' } : { kind: 'ACCOUNT', account: account.id },
    device,
    address,
    outcome: entered.ok ? 'SUCCESS' : 'FAILED',
  });
  if (account === undefined) return;
  const event = entered.ok ? 'SIGNED_IN' : 'SIGN_IN_FAILED';
  const details = entered.ok ? { session: entered.value.session.family.id } : { code: entered.error.code };
  auditAccount(transaction, event, account, { ...details, address });
}

function refused<R extends Failure>(
  { events }: AccountParts,
  result: { readonly ok: false; readonly error: R },
): { readonly ok: false; readonly error: R } {
  events.signInFailed(result.error.code);
  return result;
}

/** Hashes made with settings of earlier days are made anew while the password is at hand. */
async function renewHash(parts: AccountParts, id: Account['id'], password: string): Promise<void> {
  const account = await parts.accounts.read(({ accounts }) => accounts.get(id));
  if (account === undefined || !isOutdated(account.passwordHash)) return;
  const hash = await parts.passwords.rehash(password);
  if (!hash.ok) return;
  await parts.accounts.transact(async ({ accounts }) => {
    const present = await accounts.get(id);
    if (present?.passwordHash === account.passwordHash) await accounts.put({ ...present, passwordHash: hash.value });
  });
}
