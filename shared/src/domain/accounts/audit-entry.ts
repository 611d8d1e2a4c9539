import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { jsonObjectSchema } from '../../base/json.ts';
import { collectionNames } from '../collection-key.ts';
import { stampSchema } from '../document.ts';
import { commandNames } from './command-names.ts';

/**
 * One line of the audit: who did or tried what, where, when and from which device. Written in the same
 * transaction as the change, only ever added to, and kept when a client is erased (C-53): it holds ids, not names.
 */
export const auditEntrySchema = z.strictObject({
  id: idSchema('AuditEntry'),
  stamp: stampSchema,
  location: idSchema('Location').nullable(),
  command: z.enum(commandNames),
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('DONE'),
      changed: z.array(z.strictObject({ collection: z.enum(collectionNames), id: z.string().length(36) })).max(500),
    }),
    z.strictObject({ kind: z.literal('REFUSED'), code: z.string().regex(/^[A-Z][A-Z0-9_]{1,60}$/) }),
  ]),
  /** A reason the person had to give: for a correction, a cancellation, a reversed entry. */
  reason: z.string().max(500).nullable(),
  /** Figures worth keeping, such as an amount or a count; never names or texts of a record. */
  details: jsonObjectSchema,
  /** Only known on the server. */
  address: z.union([z.ipv4(), z.ipv6()]).nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** One attempt to sign in, on the server or at a desk. */
export const loginEventSchema = z.strictObject({
  id: idSchema('LoginEvent'),
  at: instantSchema,
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ACCOUNT'), account: idSchema('Account') }),
    z.strictObject({ kind: z.literal('STAFF'), staff: idSchema('Staff') }),
    z.strictObject({ kind: z.literal('UNKNOWN') }),
  ]),
  device: z.string().max(200),
  address: z.union([z.ipv4(), z.ipv6()]).nullable(),
  outcome: z.enum(['SUCCESS', 'FAILED']),
});
export type LoginEvent = z.infer<typeof loginEventSchema>;
