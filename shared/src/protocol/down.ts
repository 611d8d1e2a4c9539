import { z } from 'zod';
import { instantSchema } from '../base/instant.ts';
import { jsonObjectSchema } from '../base/json.ts';
import { byeReasons } from './bye.ts';
import { collectionNameSchema, numberSchema, requestSchema, wireDocumentSchema } from './frames.ts';

/** What the server says to a clinic node. */

export const challengeSchema = z.strictObject({
  t: z.literal('CHALLENGE'),
  nonce: z.base64url().min(20).max(100),
});

export const welcomeSchema = z.strictObject({
  t: z.literal('WELCOME'),
  /** The version spoken from here on: the lower one of the two sides. */
  protocol: z.int().min(1),
  clinic: z.string().max(36),
  /** The time line of the server's store (SESSION-5). */
  epoch: z.string().min(1).max(64),
  /** The clinic's head when this time line began: a document up to it was there before. */
  epochStart: numberSchema,
  head: numberSchema,
  time: instantSchema,
  /** `STALE`: the server took pushes of this copy that the copy knows nothing of, so it was restored or cloned. */
  copy: z.enum(['KNOWN', 'STALE']),
  /** Whether the device was shut out and may only deliver what it has (SESSION-10). */
  revoked: z.boolean(),
});
export type Welcome = z.infer<typeof welcomeSchema>;

/** A document the server has, or the mark it left when it was removed. */
export const storedStateSchema = z.strictObject({ document: wireDocumentSchema, deleted: z.boolean() });
export type StoredState = z.infer<typeof storedStateSchema>;

const rowId = z.string().max(36);
const reason = z.string().min(1).max(100);

export const pushOutcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('ACCEPTED'), id: rowId }),
  /** The server holds something else now: merged with it, parked, or changed by another before. */
  z.strictObject({
    outcome: z.literal('STORED_INSTEAD'),
    id: rowId,
    why: z.enum(['CONFLICT', 'MERGED', 'PARKED']),
    ...storedStateSchema.shape,
  }),
  /** Not stored and not to be repeated. `stored` is what the server has instead, when it has something to show. */
  z.strictObject({ outcome: z.literal('REFUSED'), id: rowId, reason, stored: storedStateSchema.optional() }),
  /** Not stored for now; the node repeats this row later, under a new push id. */
  z.strictObject({ outcome: z.literal('LATER'), id: rowId, reason }),
]);
export type PushOutcome = z.infer<typeof pushOutcomeSchema>;

/** What a push came to; also what the server remembers of it. */
export const pushResultSchema = z.object({
  /**
   * Who knew of everything up to `before` now knows of everything up to `head`. Both are the same when the push has
   * brought about documents that its rows do not tell of.
   */
  before: numberSchema,
  head: numberSchema,
  rows: z.array(pushOutcomeSchema),
});
export type PushResult = z.infer<typeof pushResultSchema>;

export const pushedSchema = z.strictObject({
  t: z.literal('PUSHED'),
  request: requestSchema,
  ...pushResultSchema.shape,
});
export type Pushed = z.infer<typeof pushedSchema>;

export const pulledDocumentSchema = z.strictObject({ number: numberSchema, ...storedStateSchema.shape });
export type PulledDocument = z.infer<typeof pulledDocumentSchema>;

export const pulledSchema = z.strictObject({
  t: z.literal('PULLED'),
  request: requestSchema,
  /** The number to go on from. */
  number: numberSchema,
  /** Nothing newer was there. */
  complete: z.boolean(),
  documents: z.array(pulledDocumentSchema),
});
export type Pulled = z.infer<typeof pulledSchema>;

export const daysPulledSchema = z.strictObject({
  t: z.literal('DAYS_PULLED'),
  request: requestSchema,
  documents: z.array(z.strictObject({ collection: collectionNameSchema, document: wireDocumentSchema })),
});
export type DaysPulled = z.infer<typeof daysPulledSchema>;

export const hashedSchema = z.strictObject({
  t: z.literal('HASHED'),
  request: requestSchema,
  /** The newest number in the collection: the hash is that of a desk which has pulled up to it. */
  number: numberSchema,
  /** Missing when the collection's documents are not all of the version asked for. */
  hash: z
    .string()
    .regex(/^\d{1,40}$/)
    .optional(),
});
export type Hashed = z.infer<typeof hashedSchema>;

export const auditTakenSchema = z.strictObject({ t: z.literal('AUDIT_TAKEN'), request: requestSchema });

export const changedSchema = z.strictObject({
  t: z.literal('CHANGED'),
  head: numberSchema,
  /** Where something has changed; missing when that is not known. */
  collections: z.array(collectionNameSchema).optional(),
});

export const pingSchema = z.strictObject({ t: z.literal('PING'), head: numberSchema, time: instantSchema });

/**
 * `RETRY_LATER`: nothing was done, ask again. `BELOW_FLOOR`: removals up to there are forgotten, pull everything
 * (RECONCILE-2). `NOT_ALLOWED`: this device may not ask for that.
 */
export const failedCodes = ['RETRY_LATER', 'BELOW_FLOOR', 'NOT_ALLOWED', 'BAD_INPUT'] as const;
export type FailedCode = (typeof failedCodes)[number];

export const failedSchema = z.strictObject({
  t: z.literal('FAILED'),
  request: requestSchema,
  code: z.enum(failedCodes),
  details: jsonObjectSchema,
});

export const byeSchema = z.strictObject({ t: z.literal('BYE'), reason: z.enum(byeReasons) });

export const downSchema = z.discriminatedUnion('t', [
  challengeSchema,
  welcomeSchema,
  pushedSchema,
  pulledSchema,
  daysPulledSchema,
  hashedSchema,
  auditTakenSchema,
  changedSchema,
  pingSchema,
  failedSchema,
  byeSchema,
]);
export type Down = z.infer<typeof downSchema>;
