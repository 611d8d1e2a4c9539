import { z } from 'zod';
import { jsonObjectSchema } from '../base/json.ts';
import { collectionNames } from '../domain/collection-key.ts';

/** What both directions share. Every frame is one JSON object with its type in `t`. */

export const collectionNameSchema = z.enum(collectionNames);

/** Pairs an answer with its request on one connection. */
export const requestSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A place in the clinic's order of changes; 0 is before the first. */
export const numberSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A document on the wire: plain JSON here, parsed by its collection's schema where it is used (PULL-6, PUSH-4). */
export const wireDocumentSchema = jsonObjectSchema.refine(
  (document) => typeof document['id'] === 'string' && typeof document['v'] === 'number',
  { error: 'a document has an id and a schema version' },
);

/** The largest frame either side accepts, in bytes (SESSION-9). */
export const largestFrame = 1024 * 1024;

/** The most rows in one push and in one page of a pull. */
export const largestPush = 500;
export const largestPage = 1_000;
