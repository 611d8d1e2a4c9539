import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';
import { postSchema, staffRoles, staffRoleSchema } from '../accounts/role.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields, stampSchema } from '../document.ts';
import { emailSchema } from '../people/email.ts';
import { personNameSchema } from '../people/person-name.ts';
import { phoneSchema } from '../people/phone.ts';

/**
 * A person who works in the clinic: at the desk, in the consulting rooms, in the office. The entry says what the person
 * may do and where, what services the person is trained for, and how the PIN is checked without the internet. Who leaves
 * is never removed, because the records carry the name.
 */
export const staffStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ACTIVE') }),
  z.strictObject({ status: z.literal('SUSPENDED'), suspended: stampSchema, reason: lineText(300) }),
  z.strictObject({ status: z.literal('LEFT'), on: civilDateSchema }),
]);
export type StaffState = z.infer<typeof staffStateSchema>;

/**
 * An argon2id hash, never the PIN. It travels between the server and the clinic's nodes, so that a PIN works on
 * every device; no screen, table or portal answer carries it.
 */
export const staffPinSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('NONE') }),
  z.strictObject({
    kind: z.literal('SET'),
    hash: z.string().min(20).max(300),
    set: stampSchema,
    mustChange: z.boolean(),
  }),
]);

/** What a person is trained for, as services ask for it: `SURGERY`, `ULTRASOUND`, `HOME`. */
export const skillSchema = z.string().regex(/^[A-Z][A-Z0-9_-]{0,31}$/);

export const staffSchema = z.strictObject({
  id: idSchema('Staff'),
  name: personNameSchema,
  /** The name as passports and foreign papers want it. */
  latinName: lineText(160).optional(),
  state: staffStateSchema,
  /** Held at every location. */
  roles: z.array(staffRoleSchema).max(staffRoles.length),
  posts: z.array(postSchema).max(500),
  /** Commands given to this person beyond the roles; plain text, because newer programs know more of them. */
  grants: z.array(z.string().regex(/^[a-z]{1,20}\.[a-zA-Z]{1,40}$/)).max(500),
  /** The chief vet sees unsigned drafts and signs off clinical settings. */
  isChief: z.boolean(),
  skills: z.array(skillSchema).max(600),
  /** Printed on prescriptions and passports. */
  qualification: lineText(160).optional(),
  phone: phoneSchema.optional(),
  email: emailSchema.optional(),
  pin: staffPinSchema,
  ...documentFields,
});
export type StaffMember = z.infer<typeof staffSchema>;
export type { StaffId } from '../document.ts';
export { type StaffRole, staffRoleSchema } from '../accounts/role.ts';

export const staffVersion = 1;
export const staff = collectionKey<StaffMember>('staff');
