import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields } from '../document.ts';

/** What a person may do in the clinic (R-010, C-36). Owners of pets and platform admins are no staff. */
export const staffRoleSchema = z.enum(['FRONT_DESK', 'NURSE', 'VET', 'CLINIC_MANAGER', 'CLINIC_OWNER']);
export type StaffRole = z.infer<typeof staffRoleSchema>;

/** A person who works in the clinic. The PIN is kept as an argon2id hash only and never leaves the node. */
export const staffSchema = z.strictObject({
  id: idSchema('Staff'),
  name: z.string().min(1).max(120),
  roles: z.array(staffRoleSchema).min(1).max(5),
  locations: z.array(idSchema('Location')).max(50),
  pinHash: z.string().max(300).optional(),
  active: z.boolean(),
  ...documentFields,
});
export type StaffMember = z.infer<typeof staffSchema>;

export const staff = collectionKey<StaffMember>('staff');
