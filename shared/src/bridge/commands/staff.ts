import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { seenSchema } from '../../domain/seen.ts';
import { staffSchema } from '../../domain/staff/staff.ts';
import { command } from '../define.ts';
import { typedLine, typedNameSchema } from '../typed.ts';

const staff = idSchema('Staff');
const answer = z.strictObject({ staff });

const typedStaffFields = {
  name: typedNameSchema,
  latinName: typedLine.optional(),
  isChief: z.boolean(),
  skills: staffSchema.shape.skills,
  qualification: typedLine.optional(),
  phone: typedLine.optional(),
  email: typedLine.optional(),
};
const rightsFields = {
  roles: staffSchema.shape.roles,
  posts: staffSchema.shape.posts,
  grants: staffSchema.shape.grants,
};
const typedErrors = ['NAME_MISSING', 'NOT_A_PHONE', 'NOT_AN_EMAIL'] as const;
const rightsErrors = ['NO_ROLE', 'OWNER_ROLE_BY_OWNER_ONLY', 'NOT_ON_YOURSELF', 'LAST_OWNER', 'NOT_GRANTABLE'] as const;

export const staffCommands = {
  /** Somebody begins to work here; the PIN is set by a command of its own. */
  add: command({
    input: { ...typedStaffFields, ...rightsFields },
    output: answer,
    errors: [...typedErrors, ...rightsErrors],
  }),
  /** Replaces what the form shows. */
  change: command({
    input: { staff, seen: seenSchema, ...typedStaffFields },
    output: answer,
    errors: ['NOT_FOUND', 'CHANGED_MEANWHILE', 'OWNER_ROLE_BY_OWNER_ONLY', ...typedErrors],
  }),
  changeRoles: command({
    input: { staff, seen: seenSchema, ...rightsFields },
    output: answer,
    errors: ['NOT_FOUND', 'CHANGED_MEANWHILE', ...rightsErrors],
  }),
  /** Keeps somebody out for a while or for good, or lets them in again. */
  suspend: command({
    input: {
      staff,
      to: z.discriminatedUnion('status', [
        z.strictObject({ status: z.literal('SUSPENDED'), reason: typedLine }),
        z.strictObject({ status: z.literal('LEFT'), on: civilDateSchema }),
        z.strictObject({ status: z.literal('ACTIVE') }),
      ]),
    },
    output: answer,
    errors: ['NOT_FOUND', 'REASON_MISSING', ...rightsErrors],
  }),
};
