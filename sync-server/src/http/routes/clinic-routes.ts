import { present } from '@lapka/shared/base/assert.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { instantSchema } from '@lapka/shared/base/instant.ts';
import { ok } from '@lapka/shared/base/result.ts';
import {
  accountsSchema,
  invitationLineSchema,
  invitationsSchema,
  inviteSchema,
  suspendSchema,
} from '@lapka/shared/protocol/http/accounts.ts';
import { z } from 'zod';
import type { AccountParts } from '../../accounts/account-parts.ts';
import { reinstate, staffAccounts, staffIn, suspend } from '../../accounts/clinic-accounts.ts';
import { invite, openInvitations, withdrawInvitation } from '../../accounts/invitations.ts';
import type { Invitation } from '../../stores/account-entries.ts';
import { forStaff, none, nothing, type Route } from '../route.ts';

const accountParams = z.strictObject({ account: idSchema('Account') });

/** What the management of a clinic does about the accounts of its staff. */
export function clinicRoutes(parts: AccountParts): readonly Route[] {
  return [
    forStaff(
      {
        method: 'GET',
        path: '/v1/invitations',
        summary: 'The invitations that wait to be accepted',
        right: 'staff.add',
        input: none,
        answer: invitationsSchema,
      },
      async ({ clinic }) => ok({ invitations: (await openInvitations(parts, clinic)).map(lineOf) }),
    ),
    forStaff(
      {
        method: 'POST',
        path: '/v1/invitations',
        summary: 'Sends a member of staff a code to make an account with',
        right: 'staff.add',
        input: z.strictObject({ body: inviteSchema }),
        answer: invitationLineSchema,
        failures: ['NOT_FOUND', 'STAFF_HAS_ACCOUNT', 'OWNER_ROLE_BY_OWNER_ONLY'],
      },
      async ({ input, clinic, member }) => {
        const invited = await invite(parts, clinic, member, input.body);
        return invited.ok ? ok(lineOf(invited.value)) : invited;
      },
    ),
    forStaff(
      {
        method: 'DELETE',
        path: '/v1/invitations/{invitation}',
        summary: 'Withdraws an invitation',
        right: 'staff.add',
        input: z.strictObject({ params: z.strictObject({ invitation: idSchema('Invitation') }) }),
        answer: nothing,
        failures: ['NOT_FOUND'],
      },
      ({ input, clinic, member }) => withdrawInvitation(parts, clinic, member, input.params.invitation),
    ),
    forStaff(
      {
        method: 'GET',
        path: '/v1/accounts',
        summary: 'The accounts of the staff',
        right: 'staff.suspend',
        input: none,
        answer: accountsSchema,
      },
      async ({ clinic }) => {
        const accounts = (await staffAccounts(parts, clinic)).map((account) => {
          const { staff } = present(staffIn(account, clinic), 'the membership');
          return { account: account.id, email: account.email, staff, status: account.state.status };
        });
        return ok({ accounts });
      },
    ),
    forStaff(
      {
        method: 'POST',
        path: '/v1/accounts/{account}/suspend',
        summary: 'Shuts a member of staff out at once',
        right: 'staff.suspend',
        input: z.strictObject({ params: accountParams, body: suspendSchema }),
        answer: nothing,
        failures: ['NOT_FOUND', 'NOT_ON_YOURSELF', 'OWNER_ROLE_BY_OWNER_ONLY', 'ACCOUNT_STATE'],
      },
      ({ input, clinic, person }) => suspend(parts, clinic, person, input.params.account, input.body.reason),
    ),
    forStaff(
      {
        method: 'POST',
        path: '/v1/accounts/{account}/reinstate',
        summary: 'Lets a suspended member of staff in again',
        right: 'staff.suspend',
        input: z.strictObject({ params: accountParams }),
        answer: nothing,
        failures: ['NOT_FOUND', 'NOT_ON_YOURSELF', 'OWNER_ROLE_BY_OWNER_ONLY', 'ACCOUNT_STATE'],
      },
      ({ input, clinic, person }) => reinstate(parts, clinic, person, input.params.account),
    ),
    forStaff(
      {
        method: 'GET',
        path: '/v1/audit',
        summary: 'The audit of the clinic after a number, with the hashes that chain it',
        right: 'audit.read',
        input: z.strictObject({ query: auditQuerySchema }),
        answer: auditSchema,
      },
      async ({ input, clinic }) => {
        const { after, limit } = input.query;
        const read = await parts.documents.readClinic(clinic, (reader) => reader.auditAfter(after, limit));
        return ok({ entries: [...read] });
      },
    ),
  ];
}

const auditQuerySchema = z.strictObject({
  after: z.coerce.number<string>().int().min(0).default(0),
  limit: z.coerce.number<string>().int().min(1).max(500).default(100),
});

const auditSchema = z.strictObject({
  entries: z.array(
    z.strictObject({
      number: z.int(),
      at: instantSchema,
      content: jsonObjectSchema,
      previous: z.string(),
      hash: z.string(),
    }),
  ),
});

function lineOf({ id, staff, email, expiresAt }: Invitation): z.input<typeof invitationLineSchema> {
  return { invitation: id, staff, email, expiresAt };
}
