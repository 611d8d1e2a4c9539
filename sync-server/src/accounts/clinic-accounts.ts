import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import {
  type Account,
  type AccountId,
  type Membership,
  reinstateAccount,
  suspendAccount,
} from '@lapka/shared/domain/accounts/account.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { AccountTransaction } from '../stores/account-store.ts';
import { auditAccount } from './account-audit.ts';
import type { AccountParts } from './account-parts.ts';
import type { Person } from './authenticate.ts';
import { closeSessions } from './sessions.ts';

export type SuspendRefusal = Failure<'NOT_FOUND' | 'NOT_ON_YOURSELF' | 'OWNER_ROLE_BY_OWNER_ONLY' | 'ACCOUNT_STATE'>;

/** The accounts of a clinic's staff. */
export async function staffAccounts({ accounts }: AccountParts, clinic: ClinicId): Promise<readonly Account[]> {
  const found = await accounts.read((reader) => reader.accounts.find('clinic', clinic));
  return found.filter((account) => staffIn(account, clinic) !== undefined && account.deletedAt === null);
}

/** Shuts a member of staff out at once: all sessions end, and access tokens in hand are refused (7.4.2 of ASVS). */
export async function suspend(
  parts: AccountParts,
  clinic: ClinicId,
  by: Person,
  id: AccountId,
  reason: string,
): Promise<Result<void, SuspendRefusal>> {
  const now = parts.clock.now();
  return await changeState(parts, clinic, by, id, async (transaction, account) => {
    const changed = suspendAccount(account, reason, now);
    if (!changed.ok) return changed;
    await transaction.accounts.put(changed.value);
    await closeSessions(transaction, changed.value, now);
    auditAccount(transaction, 'ACCOUNT_SUSPENDED', changed.value, { by: by.account.id });
    return ok();
  });
}

export async function reinstate(
  parts: AccountParts,
  clinic: ClinicId,
  by: Person,
  id: AccountId,
): Promise<Result<void, SuspendRefusal>> {
  return await changeState(parts, clinic, by, id, async (transaction, account) => {
    const changed = reinstateAccount(account);
    if (!changed.ok) return changed;
    await transaction.accounts.put(changed.value);
    auditAccount(transaction, 'ACCOUNT_REINSTATED', changed.value, { by: by.account.id });
    return ok();
  });
}

/** Changes an account of the caller's own clinic, not the caller's own; an owner's only by an owner. */
async function changeState(
  { accounts }: AccountParts,
  clinic: ClinicId,
  by: Person,
  id: AccountId,
  change: (transaction: AccountTransaction, account: Account) => Promise<Result<void, SuspendRefusal>>,
): Promise<Result<void, SuspendRefusal>> {
  return await accounts.transact(async (transaction): Promise<Result<void, SuspendRefusal>> => {
    const account = await transaction.accounts.get(id);
    const staff = account && staffIn(account, clinic);
    if (account === undefined || staff === undefined) return err(failure('NOT_FOUND'));
    if (account.id === by.account.id) return err(failure('NOT_ON_YOURSELF'));
    const isOwners = account.memberships.some((each) => each.kind === 'STAFF' && each.ownsClinic);
    if (isOwners && !by.member?.roles.includes('CLINIC_OWNER')) return err(failure('OWNER_ROLE_BY_OWNER_ONLY'));
    return await change(transaction, account);
  });
}

/** What an account is on the staff of a clinic, if it is. */
export function staffIn({ memberships }: Account, clinic: ClinicId): StaffMembership | undefined {
  return memberships.find((each): each is StaffMembership => each.kind === 'STAFF' && each.clinic === clinic);
}

type StaffMembership = Extract<Membership, { kind: 'STAFF' }>;
