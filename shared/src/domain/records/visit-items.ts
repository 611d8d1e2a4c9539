import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { lineText, longText } from '../../base/text.ts';
import { actorSchema } from '../document.ts';

/**
 * The things a visit lists: problems, prescriptions, files. A listed thing is never changed, only taken out or replaced
 * by another one that names it, so what two people did to it at the same time is all there to be seen.
 */
const listed = { by: actorSchema, at: instantSchema };

/** A code of a list the clinic has the right to use, beside the words; the list itself is not ours (§7.5). */
const codedSchema = z.strictObject({ system: lineText(40), code: lineText(40) });

export const problemSchema = z.strictObject({
  id: idSchema('Problem'),
  replaces: idSchema('Problem').optional(),
  ...listed,
  text: lineText(300),
  status: z.enum(['ACTIVE', 'RESOLVED', 'RULE_OUT']),
  code: codedSchema.optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/**
 * A picture or paper, known by the SHA-256 of its bytes: the record is complete before the file is uploaded, and two
 * devices that attach the same file store it once (C-55).
 */
export const fileReferenceSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: lineText(200),
  mediaType: z
    .string()
    .max(100)
    .regex(/^[a-z]+\/[a-z0-9.+-]+$/),
  bytes: z.int().min(1).max(500_000_000),
  description: longText(1000, 0),
});
export type FileReference = z.infer<typeof fileReferenceSchema>;

export const attachedFileSchema = z.strictObject({
  id: idSchema('Attachment'),
  ...listed,
  file: fileReferenceSchema,
});
export type AttachedFile = z.infer<typeof attachedFileSchema>;
