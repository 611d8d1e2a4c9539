import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { instantSchema } from '../base/instant.ts';
import { staffRoleSchema } from '../domain/accounts/role.ts';
import { personNameSchema } from '../domain/people/person-name.ts';
import { sessionCall } from './define.ts';

export const personSchema = z.strictObject({
  staff: idSchema('Staff'),
  name: personNameSchema,
  roles: z.array(staffRoleSchema),
});

/**
 * Who works at a screen. SIGNED_OUT → (signIn) SIGNED_IN, or PIN_CHANGE when somebody else chose the PIN; there only a new
 * PIN of one's own leads on. SIGNED_IN → (lock, or untouched for too long) LOCKED → (unlock) SIGNED_IN. Somebody else may
 * sign in over any of them; signOut and losing the post end all of them.
 */
export const sessionStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('SIGNED_OUT') }),
  z.strictObject({ state: z.literal('PIN_CHANGE'), person: personSchema }),
  z.strictObject({ state: z.literal('LOCKED'), person: personSchema }),
  z.strictObject({
    state: z.literal('SIGNED_IN'),
    person: personSchema,
    /** What the session is good for: everything, or less when the server was not heard of for too long. */
    authority: z.enum(['FULL', 'READ_ONLY', 'EMERGENCY']),
    /** The screen locks itself after so many minutes without a touch. */
    lockMinutes: z.int().min(1),
  }),
]);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** Brings a reloaded page back to its session. It works once and is answered with the next one. */
const tokenSchema = z.string().regex(/^[\w-]{43}$/);
const pinSchema = z.string().min(4).max(12);
const signedInSchema = z.strictObject({ session: sessionStateSchema, token: tokenSchema });

export const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('WINDOW') }),
  z.strictObject({ kind: z.literal('BROWSER') }),
  z.strictObject({ kind: z.literal('TABLET'), name: z.string() }),
]);

export const sessionLineSchema = z.strictObject({
  session: idSchema('Session'),
  person: personSchema,
  /** The window on the desk itself, a browser on the same computer, or a tablet in the clinic's network. */
  place: placeSchema,
  since: instantSchema,
  touchedAt: instantSchema,
  isLocked: z.boolean(),
  isThis: z.boolean(),
});
export type SessionLine = z.infer<typeof sessionLineSchema>;

const storeFailures = ['STORE_FULL', 'STORE_READ_ONLY', 'STORE_OUTCOME_UNKNOWN'] as const;
const pinErrors = ['WRONG_PIN', 'PIN_NOT_SET', 'TOO_MANY_ATTEMPTS', 'RETRY_LATER'] as const;

/** Signing in binds the connection to a person; every later call is made as that person. */
export const sessionContract = {
  /** The people who may sign in at this desk, for the sign-in screen. */
  people: sessionCall({ input: {}, output: z.array(personSchema), reads: ['staff'] }),
  signIn: sessionCall({
    input: { staff: idSchema('Staff'), pin: pinSchema },
    output: signedInSchema,
    errors: pinErrors,
  }),
  /** After a reload of the page or a break of the line, within minutes, unless it was locked. */
  resume: sessionCall({ input: { token: tokenSchema }, output: signedInSchema, errors: ['SESSION_EXPIRED'] }),
  /** The person at the screen is still at work: keys, clicks. Commands count by themselves, reading does not. */
  touch: sessionCall({ input: {}, output: z.strictObject({}) }),
  lock: sessionCall({ input: {}, output: z.strictObject({}) }),
  unlock: sessionCall({ input: { pin: pinSchema }, output: sessionStateSchema, errors: pinErrors }),
  signOut: sessionCall({ input: {}, output: z.strictObject({}) }),
  /** Who is signed in on this connection, if anybody. */
  current: sessionCall({ input: {}, output: sessionStateSchema, reads: ['staff', 'settings'] }),
  setPin: sessionCall({
    input: { operation: idSchema('Operation'), pin: pinSchema, newPin: z.string().max(40) },
    output: sessionStateSchema,
    errors: [
      ...pinErrors,
      'PIN_LENGTH',
      'PIN_TOO_SIMPLE',
      'PIN_UNCHANGED',
      'STAFF_LEFT',
      'SAME_OPERATION_OTHER_CONTENT',
      ...storeFailures,
      'NOT_ALLOWED',
      'NOT_AT_THIS_LOCATION',
      'NOT_YOURS',
      'ONLINE_SIGN_IN_NEEDED',
    ],
  }),
  /** A manager opens the desk for an emergency while the server was not heard of for too long (story 24). */
  openEmergency: sessionCall({
    input: { manager: idSchema('Staff'), pin: pinSchema },
    output: z.strictObject({ until: instantSchema }),
    errors: [...pinErrors, 'NOT_A_MANAGER', 'EMERGENCY_NOT_NEEDED', ...storeFailures],
  }),
  /** One's own sessions at this desk; for managers those of everybody. */
  list: sessionCall({ input: {}, output: z.array(sessionLineSchema), reads: ['staff'] }),
  /** Ends another session: one's own left somewhere, or anybody's for managers. */
  end: sessionCall({ input: { session: idSchema('Session') }, output: z.strictObject({}), errors: ['NOT_FOUND'] }),
};
