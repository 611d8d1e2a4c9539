import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { staffRoleSchema } from '../domain/staff/staff.ts';
import { query } from './define.ts';

export const signedInSchema = z.strictObject({
  staff: idSchema('Staff'),
  name: z.string(),
  roles: z.array(staffRoleSchema),
});

/** Who works at this screen. Signing in binds the connection to a person; every later call is made as that person. */
export const sessionContract = {
  /** The people who may sign in at this desk, for the sign-in screen. Needs no session. */
  people: query({
    input: z.strictObject({}),
    output: z.array(z.strictObject({ staff: idSchema('Staff'), name: z.string(), roles: z.array(staffRoleSchema) })),
    reads: ['staff'],
    errors: [],
  }),
  signIn: query({
    input: z.strictObject({ staff: idSchema('Staff'), pin: z.string().min(4).max(12) }),
    output: signedInSchema,
    reads: [],
    errors: ['WRONG_PIN'],
  }),
  signOut: query({ input: z.strictObject({}), output: z.strictObject({}), reads: [], errors: [] }),
  /** Who is signed in on this connection, if anybody. Needs no session. */
  current: query({ input: z.strictObject({}), output: signedInSchema.nullable(), reads: [], errors: [] }),
};
