import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { plusDays } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Account } from '@lapka/shared/domain/accounts/account.ts';
import type { ClinicId, StaffId } from '@lapka/shared/domain/document.ts';
import type { SetUp } from '@lapka/shared/protocol/http/accounts.ts';
import { serverDevice } from '../stores/server-device.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts, Origin } from './account-parts.ts';
import { beginAttempt } from './attempts.ts';
import { codeHash, newLongCode } from './codes.ts';
import { newClinic } from './new-clinic.ts';
import { sendCode } from './sent-codes.ts';

export type SetUpRefusal = Failure<
  'CODE_EXPIRED' | 'EMAIL_TAKEN' | 'PASSWORD_LENGTH' | 'PASSWORD_TOO_SIMPLE' | 'TOO_MANY_ATTEMPTS' | 'RETRY_LATER'
>;

const setupDays = 7;

/** A code for one new clinic, made by whoever runs the server and given to its first owner. */
export async function makeSetupCode({
  accounts,
  secret,
  clock,
}: Pick<AccountParts, 'accounts' | 'secret' | 'clock'>): Promise<string> {
  const code = newLongCode(4);
  const hash = codeHash(secret, 'setup', code);
  const expiresAt = plusDays(clock.now(), setupDays);
  await accounts.transact(({ setupCodes }) => setupCodes.put({ hash, expiresAt, usedFor: null }));
  return code;
}

/**
 * Makes a clinic and the account of its first owner. The account works once its e-mail address is verified. What
 * was half done when the server stopped is done again by repeating the call: the ids follow from the code.
 */
export async function setUpClinic(
  parts: AccountParts,
  request: SetUp,
  origin: Origin,
): Promise<Result<{ readonly clinic: ClinicId; readonly staff: StaffId }, SetUpRefusal>> {
  const attempt = await beginAttempt(parts, origin);
  if (!attempt.ok) return attempt;
  const { accounts, clock, documents, passwords, secret } = parts;
  const now = clock.now();
  const hash = codeHash(secret, 'setup', request.code);
  const [code, holders] = await accounts.read((reader) =>
    Promise.all([reader.setupCodes.get(hash), reader.accounts.find('email', request.owner.email)]),
  );
  if (code === undefined || code.usedFor !== null || code.expiresAt <= now) return err(failure('CODE_EXPIRED'));
  if (holders.length > 0) return err(failure('EMAIL_TAKEN'));
  const passwordHash = await passwords.hashNew(request.owner.password, knownNames(request));
  if (!passwordHash.ok) return passwordHash;

  const clinic = derivedId('Clinic', hash);
  const operation = derivedId('Operation', hash);
  const stamp = { operation, at: now, by: { kind: 'SYSTEM' as const }, device: serverDevice };
  const { organisation, owner } = newClinic(clinic, request, stamp);
  const account: Account = {
    id: derivedId('Account', hash),
    email: request.owner.email,
    emailVerifiedAt: null,
    phone: null,
    phoneVerifiedAt: null,
    username: null,
    passwordHash: passwordHash.value,
    state: { status: 'PENDING' },
    deletedAt: null,
    memberships: [{ kind: 'STAFF', clinic, staff: owner.id, ownsClinic: true }],
  };
  // The documents come first: an account without a clinic would be of no use, and the other way round is repeated.
  const origins = { deleted: false, device: serverDevice, operation };
  await documents.transactClinic(clinic, (transaction) =>
    transaction.put([
      { collection: 'settings', document: organisation, ...origins },
      { collection: 'staff', document: owner, ...origins },
    ]),
  );
  const made = await accounts.transact(async (transaction): Promise<Result<void, SetUpRefusal>> => {
    if ((await transaction.accounts.find('email', account.email)).length > 0) return err(failure('EMAIL_TAKEN'));
    const present = await transaction.setupCodes.get(hash);
    if (present?.usedFor !== null) return err(failure('CODE_EXPIRED'));
    await transaction.accounts.put(account);
    await transaction.setupCodes.put({ ...present, usedFor: clinic });
    await sendCode(transaction, parts, { account: account.id, email: account.email, purpose: 'VERIFY_EMAIL' });
    auditAccount(transaction, 'CLINIC_SET_UP', account);
    await attempt.value.takenBack(transaction);
    return ok();
  });
  if (!made.ok) return made;
  parts.events.clinicSetUp(clinic);
  return ok({ clinic, staff: owner.id });
}

function knownNames({ organisation, owner }: SetUp): string[] {
  return [owner.email, owner.name.given, owner.name.family, organisation.name.ru, organisation.name.en];
}
