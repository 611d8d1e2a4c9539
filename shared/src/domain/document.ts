import { z } from 'zod';
import { type Id, idSchema } from '../base/id.ts';
import { type Instant, instantSchema } from '../base/instant.ts';
import { jsonObjectSchema } from '../base/json.ts';

/** One run of one command. What is retried, after a lost answer or a crash, carries the same id and takes effect once. */
export type OperationId = Id<'Operation'>;
export type StaffId = Id<'Staff'>;
export type DeviceId = Id<'Device'>;
/** The organisation: the unit that owns data, and the unit of sync. */
export type ClinicId = Id<'Clinic'>;

/** Who did it: a member of staff, an owner on the portal, or the system by a rule. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('STAFF'), staff: idSchema('Staff') }),
  z.strictObject({ kind: z.literal('OWNER'), client: idSchema('Client') }),
  z.strictObject({ kind: z.literal('SYSTEM') }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** Who changed a document, where, when and in which operation. */
export const stampSchema = z.strictObject({
  operation: idSchema('Operation'),
  /** The clinic's time, corrected by the offset the device measured against the server. */
  at: instantSchema,
  by: actorSchema,
  device: idSchema('Device'),
});
export type Stamp = z.infer<typeof stampSchema>;

/**
 * When the fields of a merged document were changed, where that differs from `changed`: by path, as `stampOrder` writes
 * it. It speaks of the document as operation `of` left it, so any later change makes it meaningless and harmless.
 */
export const mergedSchema = z.strictObject({
  of: idSchema('Operation'),
  orders: z.record(z.string().max(200), z.string().max(120)),
});
export type Merged = z.infer<typeof mergedSchema>;

/**
 * The fields every stored document has beside its id. `v` is the version of the collection's schema it was written by;
 * `ext` belongs to other programs and is carried along untouched; `merged` is written by merges only.
 */
export const documentFields = {
  v: z.int().min(1).max(10_000),
  created: stampSchema,
  changed: stampSchema,
  merged: mergedSchema.optional(),
  ext: jsonObjectSchema.optional(),
};

export interface DocumentFields {
  readonly id: string;
  readonly v: number;
  readonly created: Stamp;
  readonly changed: Stamp;
  readonly merged?: Merged | undefined;
}

/** A total order of changes, the same on every device: by corrected time, then device, then operation. */
export function stampOrder({ at, device, operation }: Stamp): string {
  return `${at} ${device} ${operation}`;
}

/** What a rule needs to know about the moment of a command: everything it must not fetch by itself. */
export interface CommandContext {
  readonly now: Instant;
  readonly stamp: Stamp;
}

/** The fields of a document made by a command right now. */
export function createdBy(stamp: Stamp, version: number): { v: number; created: Stamp; changed: Stamp } {
  return { v: version, created: stamp, changed: stamp };
}
