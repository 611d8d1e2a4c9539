import { z } from 'zod';
import type { JsonValue } from '../base/json.ts';
import { collectionNames } from '../domain/collection-key.ts';
import type { DocumentFields } from '../domain/document.ts';

/** What both directions share. Every frame is one JSON object with its type in `t`. */

export const collectionNameSchema = z.enum(collectionNames);

/** Pairs an answer with its request on one connection. */
export const requestSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A place in the clinic's order of changes; 0 is before the first. */
export const numberSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A document on the wire: plain JSON here, parsed by its collection's schema where it is used (PULL-6, PUSH-4). */
export const wireDocumentSchema = z
  .object({ id: z.string().length(36), v: z.int().min(1) })
  // The whole frame was found to be plain JSON before it came here.
  .catchall(z.custom<JsonValue | undefined>());
export type WireDocument = z.infer<typeof wireDocumentSchema>;

export function onWire(document: DocumentFields): WireDocument {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a parsed document is plain JSON with these two fields
  return document as DocumentFields & WireDocument;
}

/** The largest frame either side accepts, in bytes (SESSION-9). */
export const largestFrame = 1024 * 1024;

/** The most rows in one push and in one page of a pull. */
export const largestPush = 500;
export const largestPage = 1_000;
