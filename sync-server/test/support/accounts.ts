import { derivedId } from '@lapka/shared/base/id.ts';
import { type Account, type AccountId } from '@lapka/shared/domain/accounts/account.ts';
import { emailSchema } from '@lapka/shared/domain/people/email.ts';

export const accountOf = (name: string): AccountId => derivedId('Account', name);

/** An account that works; its address is made of its name. */
export function anAccount(name: string, fields: Partial<Account> = {}): Account {
  return {
    id: accountOf(name),
    email: emailSchema.parse(`${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '.')}@example.com`),
    emailVerifiedAt: null,
    phone: null,
    phoneVerifiedAt: null,
    username: null,
    passwordHash: 'a hash of twenty letters or more',
    state: { status: 'ACTIVE' },
    deletedAt: null,
    memberships: [],
    ...fields,
  };
}
