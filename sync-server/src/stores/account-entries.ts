import { idSchema } from '@lapka/shared/base/id.ts';
import { instantSchema, laterOf, plusDays, plusMinutes } from '@lapka/shared/base/instant.ts';
import { lineText } from '@lapka/shared/base/text.ts';
import { type Account, accountSchema, membershipSchema } from '@lapka/shared/domain/accounts/account.ts';
import { loginEventSchema } from '@lapka/shared/domain/accounts/audit-entry.ts';
import { oneTimeCodeSchema } from '@lapka/shared/domain/accounts/one-time-code.ts';
import { secondFactorSchema } from '@lapka/shared/domain/accounts/second-factor.ts';
import { refreshDays, sessionFamilySchema } from '@lapka/shared/domain/accounts/tokens.ts';
import { emailSchema } from '@lapka/shared/domain/people/email.ts';
import { z } from 'zod';
import type { ShelfDefinition } from './shelf.ts';

/** What is kept of accounts, entry by entry. Secrets are here as hashes, or sealed with the server's secret. */

const hashSchema = z.string().min(20).max(200);
const addressSchema = z.string().max(45).nullable();

export const accountShelf: ShelfDefinition<Account, 'email' | 'phone' | 'username' | 'clinic' | 'staff'> = {
  name: 'account',
  schema: accountSchema,
  key: ({ id }) => id,
  finders: {
    email: ({ email }) => [email],
    phone: ({ phone }) => (phone === null ? [] : [phone]),
    username: ({ username }) => (username === null ? [] : [username]),
    clinic: ({ memberships }) => memberships.flatMap((each) => (each.kind === 'ADMIN' ? [] : [each.clinic])),
    staff: ({ memberships }) => memberships.flatMap((each) => (each.kind === 'STAFF' ? [each.staff] : [])),
  },
  unique: ['email', 'phone', 'username'],
};

/** A sign-in that goes on: as what, on which device, since when. */
export const sessionSchema = z.strictObject({
  family: sessionFamilySchema,
  as: membershipSchema,
  /** What the person recognises the device by. */
  name: lineText(120),
  openedAt: instantSchema,
  seenAt: instantSchema,
  address: addressSchema,
});
export type Session = z.infer<typeof sessionSchema>;

export const sessionShelf: ShelfDefinition<Session, 'account' | 'device'> = {
  name: 'account_session',
  schema: sessionSchema,
  key: ({ family }) => family.id,
  finders: { account: ({ family }) => [family.account], device: ({ family }) => [family.device] },
  expiresAt: ({ family: { state }, seenAt }) =>
    plusDays(state.status === 'OPEN' ? state.refreshIssuedAt : seenAt, refreshDays + 1),
};

/** An access token that was ended before its time. */
export const revokedTokenSchema = z.strictObject({ token: z.string().max(60), expiresAt: instantSchema });

export const revokedTokenShelf: ShelfDefinition<z.infer<typeof revokedTokenSchema>, never> = {
  name: 'revoked_token',
  schema: revokedTokenSchema,
  key: ({ token }) => token,
  finders: {},
  expiresAt: (token) => token.expiresAt,
};

/** The code an account was sent last for one purpose. */
export const sentCodeSchema = z.strictObject({
  account: idSchema('Account'),
  code: oneTimeCodeSchema.nullable(),
  purpose: oneTimeCodeSchema.shape.purpose,
  lastSentAt: instantSchema,
});
export type SentCode = z.infer<typeof sentCodeSchema>;

export const codeShelf: ShelfDefinition<SentCode, never> = {
  name: 'one_time_code',
  schema: sentCodeSchema,
  key: ({ account, purpose }) => `${account} ${purpose}`,
  finders: {},
  expiresAt: ({ lastSentAt }) => plusDays(lastSentAt, 2),
};

export const accountFactorSchema = z.strictObject({
  account: idSchema('Account'),
  factor: secondFactorSchema,
  /** What was begun to be turned on: the first code has not been entered yet. */
  offered: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('TOTP'), sealedSecret: z.string().max(500), until: instantSchema }),
      z.strictObject({ kind: z.literal('EMAIL'), until: instantSchema }),
    ])
    .nullable(),
  /** Hashes of the codes that open the account when the phone is lost; each works once. */
  recoveryHashes: z.array(hashSchema).max(10),
});
export type AccountFactor = z.infer<typeof accountFactorSchema>;

export const factorShelf: ShelfDefinition<AccountFactor, never> = {
  name: 'second_factor',
  schema: accountFactorSchema,
  key: ({ account }) => account,
  finders: {},
};

/** The login history, kept for two years. */
export const signInShelf: ShelfDefinition<z.infer<typeof loginEventSchema>, 'account'> = {
  name: 'sign_in',
  schema: loginEventSchema,
  key: ({ id }) => id,
  finders: { account: ({ by }) => (by.kind === 'ACCOUNT' ? [by.account] : []) },
  expiresAt: ({ at }) => plusDays(at, 731),
};

/** The recent wrong secrets for one name or from one address; the key says which, as a hash. */
export const attemptsSchema = z.strictObject({
  key: z.string().max(100),
  failures: z.tuple([instantSchema], instantSchema),
});

export const attemptsShelf: ShelfDefinition<z.infer<typeof attemptsSchema>, never> = {
  name: 'sign_in_attempts',
  schema: attemptsSchema,
  key: ({ key }) => key,
  finders: {},
  expiresAt: ({ failures: [first, ...more] }) => plusMinutes(more.reduce(laterOf, first), 60),
};

/** Lets one new clinic be set up; made by whoever runs the server. */
export const setupCodeSchema = z.strictObject({
  hash: hashSchema,
  expiresAt: instantSchema,
  usedFor: idSchema('Clinic').nullable(),
});

export const setupCodeShelf: ShelfDefinition<z.infer<typeof setupCodeSchema>, never> = {
  name: 'setup_code',
  schema: setupCodeSchema,
  key: ({ hash }) => hash,
  finders: {},
  expiresAt: ({ expiresAt }) => plusDays(expiresAt, 1),
};

/** Lets a member of staff make an account of their own. */
export const invitationSchema = z.strictObject({
  id: idSchema('Invitation'),
  hash: hashSchema,
  clinic: idSchema('Clinic'),
  staff: idSchema('Staff'),
  ownsClinic: z.boolean(),
  email: emailSchema,
  madeAt: instantSchema,
  expiresAt: instantSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;

export const invitationShelf: ShelfDefinition<Invitation, 'hash' | 'clinic' | 'staff'> = {
  name: 'invitation',
  schema: invitationSchema,
  key: ({ id }) => id,
  finders: { hash: ({ hash }) => [hash], clinic: ({ clinic }) => [clinic], staff: ({ staff }) => [staff] },
  expiresAt: (invitation) => invitation.expiresAt,
};

/** Lets one new device in, within ten minutes. */
export const deviceCodeSchema = z.strictObject({
  hash: hashSchema,
  clinic: idSchema('Clinic'),
  location: idSchema('Location'),
  name: lineText(80),
  by: idSchema('Staff'),
  expiresAt: instantSchema,
  /** Who came with it. The same device may come again, when the answer was lost. */
  usedBy: z.strictObject({ device: idSchema('Device'), publicKey: z.string().max(200) }).nullable(),
});
export type DeviceCode = z.infer<typeof deviceCodeSchema>;

export const deviceCodeShelf: ShelfDefinition<DeviceCode, never> = {
  name: 'device_code',
  schema: deviceCodeSchema,
  key: ({ hash }) => hash,
  finders: {},
  expiresAt: ({ expiresAt }) => plusDays(expiresAt, 1),
};

/** The pair of keys to which the devices of a clinic seal the keys of their databases. */
export const clinicKeySchema = z.strictObject({
  clinic: idSchema('Clinic'),
  publicKey: z.string().max(200),
  sealedPrivateKey: z.string().max(500),
});

export const clinicKeyShelf: ShelfDefinition<z.infer<typeof clinicKeySchema>, never> = {
  name: 'clinic_key',
  schema: clinicKeySchema,
  key: ({ clinic }) => clinic,
  finders: {},
};

/** A message that waits to be sent. Its content is sealed, because it may carry a code. */
export const waitingMailSchema = z.strictObject({
  id: idSchema('Mail'),
  sealed: z.string().max(20_000),
  dueAt: instantSchema,
  tries: z.int().min(0).max(1_000),
  expiresAt: instantSchema,
});
export type WaitingMail = z.infer<typeof waitingMailSchema>;

export const mailShelf: ShelfDefinition<WaitingMail, never> = {
  name: 'mail',
  schema: waitingMailSchema,
  key: ({ id }) => id,
  finders: {},
  expiresAt: ({ expiresAt }) => expiresAt,
};

/** All of it. */
export const accountShelves = {
  accounts: accountShelf,
  sessions: sessionShelf,
  revokedTokens: revokedTokenShelf,
  factors: factorShelf,
  codes: codeShelf,
  signIns: signInShelf,
  attempts: attemptsShelf,
  setupCodes: setupCodeShelf,
  invitations: invitationShelf,
  deviceCodes: deviceCodeShelf,
  clinicKeys: clinicKeyShelf,
  mails: mailShelf,
};
