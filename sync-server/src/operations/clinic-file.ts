import { z } from 'zod';
import { idSchema } from '@lapka/shared/base/id.ts';
import { instantSchema } from '@lapka/shared/base/instant.ts';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { collectionNames } from '@lapka/shared/domain/collection-key.ts';

/**
 * One clinic on its way to another server: `clinic.jsonl.gz`, one of these per line, and `blobs/` with its files. Of
 * documents the newest state, of medical records every revision that ever counted, oldest first.
 */
export const clinicLineSchema = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('CLINIC'),
    format: z.literal(1),
    clinic: idSchema('Clinic'),
    exportedAt: instantSchema,
    head: z.int(),
    /** Where its chain of audit entries ends; the import arrives at the same. */
    audit: z.strictObject({ number: z.int(), hash: z.string() }),
  }),
  z.strictObject({
    is: z.literal('DOCUMENT'),
    collection: z.enum(collectionNames),
    deleted: z.boolean(),
    device: idSchema('Device'),
    operation: idSchema('Operation'),
    document: jsonObjectSchema,
  }),
  z.strictObject({ is: z.literal('DEVICE'), device: idSchema('Device'), publicKey: z.string() }),
  z.strictObject({ is: z.literal('AUDIT'), at: instantSchema, content: jsonObjectSchema }),
  z.strictObject({ is: z.literal('FILE'), hash: z.string(), bytes: z.int(), mediaType: z.string() }),
]);
export type ClinicLine = z.infer<typeof clinicLineSchema>;

export const clinicFileName = 'clinic.jsonl.gz';
