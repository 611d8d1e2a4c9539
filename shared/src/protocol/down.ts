import { z } from 'zod';
import { instantSchema } from '../base/instant.ts';
import { jsonObjectSchema } from '../base/json.ts';
import { numberSchema, requestSchema, wireDocumentSchema } from './frames.ts';

/** What the server says to a clinic node. */

export const challengeSchema = z.strictObject({
  t: z.literal('CHALLENGE'),
  nonce: z.base64url().min(20).max(100),
});

export const welcomeSchema = z.strictObject({
  t: z.literal('WELCOME'),
  protocol: z.int().min(1),
  clinic: z.string().max(36),
  /** The time line of the server's store (SESSION-5). */
  epoch: z.string().min(1).max(64),
  head: numberSchema,
  time: instantSchema,
});
export type Welcome = z.infer<typeof welcomeSchema>;

export const pushOutcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('ACCEPTED'), id: z.string().max(36) }),
  /** The server holds something else now: merged with it, parked, or changed by another before. */
  z.strictObject({
    outcome: z.literal('STORED_INSTEAD'),
    id: z.string().max(36),
    why: z.enum(['CONFLICT', 'MERGED', 'PARKED']),
    document: wireDocumentSchema,
    deleted: z.boolean(),
  }),
  /** Not stored and not to be repeated; the node keeps the document and shows the reason. */
  z.strictObject({ outcome: z.literal('REFUSED'), id: z.string().max(36), reason: z.string().max(100) }),
  /** Not stored for now; the node repeats this row later. */
  z.strictObject({ outcome: z.literal('LATER'), id: z.string().max(36), reason: z.string().max(100) }),
]);
export type PushOutcome = z.infer<typeof pushOutcomeSchema>;

export const pushOutcomesSchema = z.array(pushOutcomeSchema);

export const pushedSchema = z.strictObject({
  t: z.literal('PUSHED'),
  request: requestSchema,
  rows: pushOutcomesSchema,
});

export const pulledDocumentSchema = z.strictObject({
  document: wireDocumentSchema,
  deleted: z.boolean(),
});
export type PulledDocument = z.infer<typeof pulledDocumentSchema>;

export const pulledSchema = z.strictObject({
  t: z.literal('PULLED'),
  request: requestSchema,
  documents: z.array(pulledDocumentSchema),
  /** The number to go on from. */
  number: numberSchema,
  /** Nothing newer was there. */
  complete: z.boolean(),
});
export type Pulled = z.infer<typeof pulledSchema>;

export const changedSchema = z.strictObject({ t: z.literal('CHANGED'), head: numberSchema });
export const pingSchema = z.strictObject({ t: z.literal('PING'), head: numberSchema, time: instantSchema });

export const failedSchema = z.strictObject({
  t: z.literal('FAILED'),
  request: requestSchema,
  code: z.string().max(60),
  details: jsonObjectSchema,
});

export const byeSchema = z.strictObject({ t: z.literal('BYE'), reason: z.string().max(60) });

export const downSchema = z.discriminatedUnion('t', [
  challengeSchema,
  welcomeSchema,
  pushedSchema,
  pulledSchema,
  changedSchema,
  pingSchema,
  failedSchema,
  byeSchema,
]);
export type Down = z.infer<typeof downSchema>;
