import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { currencySchema } from '../../base/money.ts';
import { lineText } from '../../base/text.ts';
import { membershipSchema } from '../../domain/accounts/account.ts';
import { loginEventSchema } from '../../domain/accounts/audit-entry.ts';
import { emailSchema } from '../../domain/people/email.ts';
import { personNameSchema } from '../../domain/people/person-name.ts';
import { nameSchema } from '../../domain/names.ts';

/** What is asked of the server about accounts over HTTP, and what it answers. */

/** As people type it. */
export const typedEmailSchema = z.string().max(300).trim().toLowerCase().pipe(emailSchema);
/** As typed; whether it may be chosen is decided by the rules about passwords. */
export const passwordSchema = z.string().min(1).max(512);
/** Six digits from a message or an app, or one of the recovery codes. */
export const shortCodeSchema = z.string().trim().min(6).max(24);
/** A code that lets somebody in for the first time: letters and digits, with dashes wherever people put them. */
export const longCodeSchema = z.string().trim().min(8).max(40);

/** Where somebody signs in: made once on the device and shown again with every renewal. */
export const browserSchema = z.strictObject({ id: idSchema('Browser'), name: lineText(120) });

/** Shows that the caller holds the key of an enrolled device: Ed25519 over what the message says, and when. */
export const deviceProofSchema = z.strictObject({
  device: idSchema('Device'),
  at: instantSchema,
  signature: z.base64url().max(200),
});
export type DeviceProof = z.infer<typeof deviceProofSchema>;

/** A session belongs to a browser, or to a device: then it is renewed only with the device's key. */
export const placeSchema = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('BROWSER'), browser: browserSchema }),
  z.strictObject({ on: z.literal('DEVICE'), proof: deviceProofSchema }),
]);
export type Place = z.infer<typeof placeSchema>;

export const setUpSchema = z.strictObject({
  code: longCodeSchema,
  organisation: z.strictObject({ name: nameSchema, country: z.string().regex(/^[A-Z]{2}$/), currency: currencySchema }),
  owner: z.strictObject({ name: personNameSchema, email: typedEmailSchema, password: passwordSchema }),
});
export type SetUp = z.infer<typeof setUpSchema>;
export const setUpAnswerSchema = z.strictObject({ clinic: idSchema('Clinic'), staff: idSchema('Staff') });

export const signInSchema = z.strictObject({
  email: typedEmailSchema,
  password: passwordSchema,
  /** Of the second factor, where one is on. */
  code: shortCodeSchema.optional(),
  /** Needed by those who belong to several clinics. */
  clinic: idSchema('Clinic').optional(),
  place: placeSchema,
});
export type SignIn = z.infer<typeof signInSchema>;

/** What a session is worked with: the first for 15 minutes, the second to get the next pair, once. */
export const tokensSchema = z.strictObject({
  session: idSchema('SessionFamily'),
  account: idSchema('Account'),
  as: membershipSchema,
  accessToken: z.string().max(2_000),
  accessUntil: instantSchema,
  refreshToken: z.string().max(200),
  refreshUntil: instantSchema,
});
export type Tokens = z.infer<typeof tokensSchema>;

export const refreshSchema = z.strictObject({ refreshToken: z.string().min(20).max(200), place: placeSchema });
export type Refresh = z.infer<typeof refreshSchema>;

export const emailOnlySchema = z.strictObject({ email: typedEmailSchema });
export const verifyEmailSchema = z.strictObject({ email: typedEmailSchema, code: shortCodeSchema });
export type VerifyEmail = z.infer<typeof verifyEmailSchema>;
export const resetPasswordSchema = z.strictObject({
  email: typedEmailSchema,
  code: shortCodeSchema,
  password: passwordSchema,
});
export type ResetPassword = z.infer<typeof resetPasswordSchema>;
export const changePasswordSchema = z.strictObject({ present: passwordSchema, wanted: passwordSchema });
export type ChangePassword = z.infer<typeof changePasswordSchema>;

export const meSchema = z.strictObject({
  account: idSchema('Account'),
  email: emailSchema,
  session: idSchema('SessionFamily'),
  as: membershipSchema,
  memberships: z.array(membershipSchema),
  secondFactor: z.enum(['OFF', 'TOTP', 'SMS', 'EMAIL']),
  recoveryCodesLeft: z.int().min(0),
});

export const sessionLineSchema = z.strictObject({
  session: idSchema('SessionFamily'),
  name: lineText(120),
  openedAt: instantSchema,
  seenAt: instantSchema,
  address: z.string().nullable(),
  current: z.boolean(),
});
export const sessionsSchema = z.strictObject({ sessions: z.array(sessionLineSchema) });
export const signInsSchema = z.strictObject({ signIns: z.array(loginEventSchema) });

export const offerSecondFactorSchema = z.strictObject({
  kind: z.enum(['TOTP', 'EMAIL']),
  password: passwordSchema,
});
export type OfferSecondFactor = z.infer<typeof offerSecondFactorSchema>;
/** What an app needs to show codes; null where the codes come by e-mail. */
export const secondFactorOfferSchema = z.strictObject({
  secret: z.string().nullable(),
  uri: z.string().nullable(),
});
export const confirmSecondFactorSchema = z.strictObject({ code: shortCodeSchema });
export const recoveryCodesSchema = z.strictObject({ recoveryCodes: z.array(z.string()) });
/** For what only the person at the keyboard may do: password and, where it is on, the second factor again. */
export const sureSchema = z.strictObject({ password: passwordSchema, code: shortCodeSchema.optional() });
export type Sure = z.infer<typeof sureSchema>;

export const inviteSchema = z.strictObject({ staff: idSchema('Staff'), email: typedEmailSchema });
export type Invite = z.infer<typeof inviteSchema>;
export const invitationLineSchema = z.strictObject({
  invitation: idSchema('Invitation'),
  staff: idSchema('Staff'),
  email: emailSchema,
  expiresAt: instantSchema,
});
export const invitationsSchema = z.strictObject({ invitations: z.array(invitationLineSchema) });
export const acceptInvitationSchema = z.strictObject({ code: longCodeSchema, password: passwordSchema });
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;
export const acceptedInvitationSchema = z.strictObject({ clinic: idSchema('Clinic'), email: emailSchema });

export const accountLineSchema = z.strictObject({
  account: idSchema('Account'),
  email: emailSchema,
  staff: idSchema('Staff'),
  status: z.enum(['PENDING', 'ACTIVE', 'SUSPENDED']),
});
export const accountsSchema = z.strictObject({ accounts: z.array(accountLineSchema) });
export const suspendSchema = z.strictObject({ reason: lineText(500) });
