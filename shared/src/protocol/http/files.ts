import { z } from 'zod';
import { instantSchema } from '../../base/instant.ts';
import { fileReferenceSchema } from '../../domain/records/visit-items.ts';

/** What is asked of the server about files over HTTP, and what it answers. A file is named by the SHA-256 of its bytes. */

export const fileHashSchema = fileReferenceSchema.shape.hash;
export type FileHash = z.infer<typeof fileHashSchema>;

export const beginUploadSchema = fileReferenceSchema.pick({ bytes: true, mediaType: true });
export type BeginUpload = z.infer<typeof beginUploadSchema>;

/** Where an upload stands: how much has arrived, and whether the file is complete. */
export const uploadSchema = z.strictObject({
  bytes: z.int().min(0),
  mediaType: z.string(),
  received: z.int().min(0),
  stored: z.boolean(),
  /** An upload that nobody goes on with is thrown away then. */
  until: instantSchema.nullable(),
});
export type Upload = z.infer<typeof uploadSchema>;

/** The largest piece of one request. Pieces of any smaller size will do. */
export const largestPiece = 4 * 1_048_576;
