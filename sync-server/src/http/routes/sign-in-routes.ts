import { ok } from '@lapka/shared/base/result.ts';
import {
  acceptedInvitationSchema,
  acceptInvitationSchema,
  emailOnlySchema,
  refreshSchema,
  resetPasswordSchema,
  setUpAnswerSchema,
  setUpSchema,
  signInSchema,
  tokensSchema,
  verifyEmailSchema,
} from '@lapka/shared/protocol/http/accounts.ts';
import { z } from 'zod';
import type { AccountParts } from '../../accounts/account-parts.ts';
import { askForCode, resetPassword, verifyEmail } from '../../accounts/email-and-password.ts';
import { acceptInvitation } from '../../accounts/invitations.ts';
import { refresh } from '../../accounts/refresh.ts';
import { setUpClinic } from '../../accounts/set-up-clinic.ts';
import { signIn } from '../../accounts/sign-in.ts';
import { forAnybody, nothing, type Route } from '../route.ts';

/** The doors: what somebody may call who is not signed in. */
export function signInRoutes(parts: AccountParts): readonly Route[] {
  const door = { method: 'POST', pace: 'SECRETS' } as const;
  return [
    forAnybody(
      {
        ...door,
        path: '/v1/set-up',
        summary: 'Makes a clinic and its first owner, by a code from whoever runs the server',
        input: z.strictObject({ body: setUpSchema }),
        answer: setUpAnswerSchema,
        failures: ['CODE_EXPIRED', 'EMAIL_TAKEN', 'PASSWORD_LENGTH', 'PASSWORD_TOO_SIMPLE', 'TOO_MANY_ATTEMPTS'],
      },
      ({ input, origin }) => setUpClinic(parts, input.body, origin),
    ),
    forAnybody(
      {
        ...door,
        path: '/v1/sign-in',
        summary: 'Signs in with password and, where it is on, second factor',
        input: z.strictObject({ body: signInSchema }),
        answer: tokensSchema,
        failures: [
          'WRONG_CREDENTIALS',
          'TOO_MANY_ATTEMPTS',
          'SECOND_FACTOR_NEEDED',
          'CLINIC_TO_CHOOSE',
          'ACCOUNT_NOT_VERIFIED',
          'ACCOUNT_SUSPENDED',
        ],
      },
      ({ input, origin }) => signIn(parts, input.body, origin),
    ),
    forAnybody(
      {
        ...door,
        pace: 'USUAL',
        path: '/v1/refresh',
        summary: 'Changes a refresh token for the next pair of tokens; an old one that comes again ends the session',
        input: z.strictObject({ body: refreshSchema }),
        answer: tokensSchema,
        failures: ['SESSION_EXPIRED', 'SESSION_REVOKED'],
      },
      ({ input, origin }) => refresh(parts, input.body, origin),
    ),
    forAnybody(
      {
        ...door,
        path: '/v1/email/code',
        summary: 'Sends another code to an address that waits to be verified; the answer is always the same',
        input: z.strictObject({ body: emailOnlySchema }),
        answer: nothing,
      },
      ({ input }) => askForCode(parts, input.body.email, 'VERIFY_EMAIL'),
    ),
    forAnybody(
      {
        ...door,
        path: '/v1/email/verify',
        summary: 'Verifies an address by the code that was sent to it',
        input: z.strictObject({ body: verifyEmailSchema }),
        answer: nothing,
        failures: ['CODE_WRONG', 'CODE_EXPIRED', 'TOO_MANY_ATTEMPTS'],
      },
      ({ input, origin }) => verifyEmail(parts, input.body, origin),
    ),
    forAnybody(
      {
        ...door,
        path: '/v1/password/code',
        summary: 'Sends a code to set a new password; the answer is always the same',
        input: z.strictObject({ body: emailOnlySchema }),
        answer: nothing,
      },
      ({ input }) => askForCode(parts, input.body.email, 'RESET_PASSWORD'),
    ),
    forAnybody(
      {
        ...door,
        path: '/v1/password/reset',
        summary: 'Sets a new password by the code that was sent, and ends all sessions',
        input: z.strictObject({ body: resetPasswordSchema }),
        answer: nothing,
        failures: ['CODE_WRONG', 'CODE_EXPIRED', 'PASSWORD_LENGTH', 'PASSWORD_TOO_SIMPLE', 'TOO_MANY_ATTEMPTS'],
      },
      ({ input, origin }) => resetPassword(parts, input.body, origin),
    ),
    forAnybody(
      {
        ...door,
        path: '/v1/invitations/accept',
        summary: 'Makes the account of an invited member of staff, or adds the clinic to the one there is',
        input: z.strictObject({ body: acceptInvitationSchema }),
        answer: acceptedInvitationSchema,
        failures: [
          'CODE_EXPIRED',
          'WRONG_CREDENTIALS',
          'ONE_CLINIC_ONLY',
          'PASSWORD_LENGTH',
          'PASSWORD_TOO_SIMPLE',
          'TOO_MANY_ATTEMPTS',
        ],
      },
      async ({ input, origin }) => {
        const accepted = await acceptInvitation(parts, input.body, origin);
        return accepted.ok ? ok({ clinic: accepted.value.clinic, email: accepted.value.email }) : accepted;
      },
    ),
  ];
}
