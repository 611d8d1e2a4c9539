import { derivedId } from '@lapka/shared/base/id.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { Account, Membership } from '@lapka/shared/domain/accounts/account.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { AccountTransaction } from '../stores/account-store.ts';

/** What is written into the audit about accounts. */
export type AccountEvent =
  | 'SIGNED_IN'
  | 'SIGN_IN_FAILED'
  | 'SIGNED_OUT'
  | 'SESSION_CLOSED'
  | 'REFRESH_USED_TWICE'
  | 'EMAIL_VERIFIED'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'SECOND_FACTOR_ON'
  | 'SECOND_FACTOR_OFF'
  | 'RECOVERY_CODE_USED'
  | 'CLINIC_SET_UP'
  | 'INVITED'
  | 'INVITATION_WITHDRAWN'
  | 'INVITATION_ACCEPTED'
  | 'ACCOUNT_SUSPENDED'
  | 'ACCOUNT_REINSTATED';

/** The chain of what belongs to no clinic: platform admins, accounts that have left. */
export const platform: ClinicId = derivedId('Clinic', 'the platform itself');

/** Writes a line into the chain of each clinic the account belongs to. */
export function auditAccount(
  transaction: Pick<AccountTransaction, 'audit'>,
  event: AccountEvent,
  { id, memberships }: Account,
  details: JsonObject = {},
): void {
  const clinics = new Set(memberships.map(clinicOf));
  for (const clinic of clinics.size === 0 ? [platform] : clinics) {
    transaction.audit(clinic, { event, account: id, ...details });
  }
}

export function clinicOf(membership: Membership): ClinicId {
  return membership.kind === 'ADMIN' ? platform : membership.clinic;
}
