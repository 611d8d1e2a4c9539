import { idSchema } from '@lapka/shared/base/id.ts';
import { ok } from '@lapka/shared/base/result.ts';
import {
  changePasswordSchema,
  confirmSecondFactorSchema,
  meSchema,
  offerSecondFactorSchema,
  recoveryCodesSchema,
  secondFactorOfferSchema,
  sessionsSchema,
  signInsSchema,
  sureSchema,
} from '@lapka/shared/protocol/http/accounts.ts';
import { z } from 'zod';
import type { AccountParts } from '../../accounts/account-parts.ts';
import { changePassword } from '../../accounts/email-and-password.ts';
import { confirmSecondFactor, offerSecondFactor, turnOffSecondFactor } from '../../accounts/second-factor-settings.ts';
import { closeSession, closeSessions, openSessions, signOut } from '../../accounts/sessions.ts';
import { forPerson, none, nothing, type Route } from '../route.ts';

/** What a person does with the own account. */
export function myRoutes(parts: AccountParts): readonly Route[] {
  const { accounts, clock } = parts;
  return [
    forPerson(
      { method: 'GET', path: '/v1/me', summary: 'Who is signed in', input: none, answer: meSchema },
      async ({ person: { account, session, as } }) => {
        const factor = await accounts.read(({ factors }) => factors.get(account.id));
        return ok({
          account: account.id,
          email: account.email,
          session,
          as,
          memberships: account.memberships,
          secondFactor: factor?.factor.kind ?? 'OFF',
          recoveryCodesLeft: factor?.recoveryHashes.length ?? 0,
        });
      },
    ),
    forPerson(
      { method: 'POST', path: '/v1/sign-out', summary: 'Ends this session', input: none, answer: nothing },
      ({ person }) => signOut(parts, person),
    ),
    forPerson(
      {
        method: 'PUT',
        path: '/v1/me/password',
        summary: 'Changes the password and ends the other sessions',
        pace: 'SECRETS',
        input: z.strictObject({ body: changePasswordSchema }),
        answer: nothing,
        failures: ['WRONG_CREDENTIALS', 'PASSWORD_LENGTH', 'PASSWORD_TOO_SIMPLE', 'TOO_MANY_ATTEMPTS'],
      },
      ({ input, person, origin }) => changePassword(parts, person, input.body, origin),
    ),
    forPerson(
      {
        method: 'GET',
        path: '/v1/me/sessions',
        summary: 'The sessions that go on, the latest first',
        input: none,
        answer: sessionsSchema,
      },
      async ({ person }) => {
        const open = await accounts.read((reader) => openSessions(reader, person.account));
        const sessions = open.map(({ family, name, openedAt, seenAt, address }) => {
          return { session: family.id, name, openedAt, seenAt, address, current: family.id === person.session };
        });
        return ok({ sessions });
      },
    ),
    forPerson(
      {
        method: 'DELETE',
        path: '/v1/me/sessions/{session}',
        summary: 'Ends another session',
        input: z.strictObject({ params: z.strictObject({ session: idSchema('SessionFamily') }) }),
        answer: nothing,
        failures: ['NOT_FOUND'],
      },
      ({ input, person }) => closeSession(parts, person, input.params.session),
    ),
    forPerson(
      {
        method: 'DELETE',
        path: '/v1/me/sessions',
        summary: 'Ends all sessions but this one',
        input: none,
        answer: nothing,
      },
      async ({ person }) => {
        await accounts.transact((transaction) =>
          closeSessions(transaction, person.account, clock.now(), person.session),
        );
        return ok(undefined);
      },
    ),
    forPerson(
      {
        method: 'GET',
        path: '/v1/me/sign-ins',
        summary: 'The last hundred attempts to sign in, the latest first',
        input: none,
        answer: signInsSchema,
      },
      async ({ person }) =>
        ok({ signIns: [...(await accounts.read(({ signIns }) => signIns.find('account', person.account.id, 100)))] }),
    ),
    forPerson(
      {
        method: 'POST',
        path: '/v1/me/second-factor',
        summary: 'Begins to turn a second factor on: shows the secret for the app, or sends a code',
        pace: 'SECRETS',
        input: z.strictObject({ body: offerSecondFactorSchema }),
        answer: secondFactorOfferSchema,
        failures: ['WRONG_CREDENTIALS', 'SECOND_FACTOR_ON', 'CODE_TOO_SOON', 'TOO_MANY_ATTEMPTS'],
      },
      ({ input, person, origin }) => offerSecondFactor(parts, person.account, input.body, origin),
    ),
    forPerson(
      {
        method: 'POST',
        path: '/v1/me/second-factor/confirm',
        summary: 'Turns the second factor on by its first code, and shows the recovery codes once',
        pace: 'SECRETS',
        input: z.strictObject({ body: confirmSecondFactorSchema }),
        answer: recoveryCodesSchema,
        failures: ['SECOND_FACTOR_OFF', 'WRONG_CREDENTIALS'],
      },
      ({ input, person }) => confirmSecondFactor(parts, person.account, input.body.code),
    ),
    forPerson(
      {
        method: 'POST',
        path: '/v1/me/second-factor/off',
        summary: 'Turns the second factor off, by password and a last code',
        pace: 'SECRETS',
        input: z.strictObject({ body: sureSchema }),
        answer: nothing,
        failures: ['WRONG_CREDENTIALS', 'SECOND_FACTOR_NEEDED', 'TOO_MANY_ATTEMPTS'],
      },
      ({ input, person, origin }) => turnOffSecondFactor(parts, person.account, input.body, origin),
    ),
  ];
}
