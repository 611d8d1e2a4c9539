import { z } from 'zod';
import type { JsonObject } from '../base/json.ts';
import { collectionNames } from '../domain/collection-key.ts';
import type { DocumentFields } from '../domain/document.ts';

/** What both directions share. Every frame is one JSON object with its type in `t`. */

export const collectionNameSchema = z.enum(collectionNames);

/** Pairs an answer with its request on one connection. */
export const requestSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A place in the clinic's order of changes; 0 is before the first. */
export const numberSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A document on the wire: its collection's schema parses it where it is used (PULL-5, PUSH-4). */
export type WireDocument = JsonObject & { readonly id: string; readonly v: number };

export const wireDocumentSchema = z.custom<WireDocument>(isWireDocument, { error: 'not a document' });

function isWireDocument(value: unknown): value is WireDocument {
  if (typeof value !== 'object' || value === null || !('id' in value && 'v' in value)) return false;
  const { id, v } = value;
  return typeof id === 'string' && id.length === 36 && typeof v === 'number' && Number.isSafeInteger(v) && v >= 1;
}

export function onWire(document: DocumentFields): WireDocument {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a parsed document is plain JSON with these two fields
  return document as DocumentFields & WireDocument;
}

/** The largest frame either side accepts, in bytes as sent (SESSION-9). */
export const largestFrame = 1024 * 1024;

/** What a deflated frame may become, so that a small one cannot fill the memory. */
export const largestInflated = 4 * 1024 * 1024;

/** From here on a frame is worth deflating. */
export const worthDeflating = 16 * 1024;

/** How much text of documents one page or one push holds; a single document may be larger. */
export const fullPage = 640 * 1024;

/** The most rows in one push and in one page of a pull. */
export const largestPush = 500;
export const largestPage = 1_000;

/** The most entries of the audit trail in one message. */
export const largestAudit = 200;

export const heartbeatMilliseconds = 15_000;
/** After so long without a sign of the other side the connection is taken for dead: two missed heartbeats and a bit. */
export const silenceMilliseconds = 35_000;
export const helloMilliseconds = 5_000;
