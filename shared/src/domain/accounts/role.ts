import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import type { ClientId } from '../clients/client.ts';
import type { StaffId } from '../document.ts';
import type { LocationId } from '../settings/settings.ts';

/**
 * What a person may do follows from roles (R-010, C-36). A member of staff holds roles in the whole organisation or at
 * single locations (C-38); owners of pets reach their own animals through the portal; platform admins run the platform
 * and touch nothing inside a clinic (C-09).
 */
export const staffRoles = ['FRONT_DESK', 'NURSE', 'VET', 'CLINIC_MANAGER', 'CLINIC_OWNER'] as const;
export const roles = ['OWNER', ...staffRoles, 'ADMIN'] as const;

export const staffRoleSchema = z.enum(staffRoles);
export type StaffRole = z.infer<typeof staffRoleSchema>;
export type Role = (typeof roles)[number];

/** Roles that are held at one location only. */
export const postSchema = z.strictObject({
  location: idSchema('Location'),
  roles: z.array(staffRoleSchema).min(1).max(staffRoles.length),
});
export type Post = z.infer<typeof postSchema>;

/** Who asks for something, as the session knows it; never as a message claims it. */
export type Caller =
  | {
      readonly kind: 'STAFF';
      readonly staff: StaffId;
      /** Held at every location. */
      readonly roles: readonly StaffRole[];
      readonly posts: readonly Post[];
      /** Commands given to this person beyond the roles. */
      readonly grants: readonly string[];
      readonly authority: Authority;
    }
  | { readonly kind: 'OWNER'; readonly client: ClientId }
  | { readonly kind: 'ADMIN' }
  | { readonly kind: 'SYSTEM' };

/**
 * What a session is good for at this moment: everything; only looking, because the device was too long without the
 * server; or the few commands that see an emergency patient through, opened by a manager's PIN (story 24).
 */
export type Authority = 'FULL' | 'READ_ONLY' | 'EMERGENCY';

/** The roles a person holds at a location, or anywhere; without a location only those that hold everywhere. */
export function rolesAt(
  { roles, posts }: { readonly roles: readonly StaffRole[]; readonly posts: readonly Post[] },
  location: LocationId | 'ANYWHERE' | undefined,
): ReadonlySet<StaffRole> {
  const held = posts.filter((post) => location === 'ANYWHERE' || post.location === location);
  return new Set([...roles, ...held.flatMap((post) => post.roles)]);
}
