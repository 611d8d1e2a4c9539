import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { staffRoleSchema } from '../domain/accounts/role.ts';
import { personNameSchema } from '../domain/people/person-name.ts';
import { sessionCall } from './define.ts';

const personSchema = z.strictObject({
  staff: idSchema('Staff'),
  name: personNameSchema,
  roles: z.array(staffRoleSchema),
});

/** Who works at this screen. Signing in binds the connection to a person; every later call is made as that person. */
export const sessionContract = {
  /** The people who may sign in at this desk, for the sign-in screen. */
  people: sessionCall({ input: {}, output: z.array(personSchema), reads: ['staff'] }),
  signIn: sessionCall({
    input: { staff: idSchema('Staff'), pin: z.string().min(4).max(12) },
    output: personSchema,
    errors: ['WRONG_PIN'],
  }),
  signOut: sessionCall({ input: {}, output: z.strictObject({}) }),
  /** Who is signed in on this connection, if anybody. */
  current: sessionCall({ input: {}, output: personSchema.nullable(), reads: ['staff'] }),
};
