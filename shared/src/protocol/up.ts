import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import {
  collectionNameSchema,
  largestPage,
  largestPush,
  numberSchema,
  requestSchema,
  wireDocumentSchema,
} from './frames.ts';

/** What a clinic node says to the server. */

export const helloSchema = z.strictObject({
  t: z.literal('HELLO'),
  protocol: z.int().min(1).max(10_000),
  device: idSchema('Device'),
  /** New for every copy of the store: a restored or cloned file is another incarnation (SESSION-6). */
  incarnation: idSchema('Incarnation'),
});

export const proofSchema = z.strictObject({
  t: z.literal('PROOF'),
  /** Ed25519 over the challenge, base64url. */
  signature: z.base64url().max(200),
});

export const pushRowSchema = z.strictObject({
  /** What the node last knew the server to have; absent for a new document. */
  base: wireDocumentSchema.optional(),
  wanted: wireDocumentSchema,
  deleted: z.boolean(),
});
export type PushRow = z.infer<typeof pushRowSchema>;

export const pushSchema = z.strictObject({
  t: z.literal('PUSH'),
  request: requestSchema,
  /** Stays the same when the push is repeated (PUSH-2). */
  push: idSchema('Operation'),
  collection: collectionNameSchema,
  rows: z.array(pushRowSchema).min(1).max(largestPush),
});
export type Push = z.infer<typeof pushSchema>;

export const pullSchema = z.strictObject({
  t: z.literal('PULL'),
  request: requestSchema,
  collection: collectionNameSchema,
  after: numberSchema,
  limit: z.int().min(1).max(largestPage),
});
export type Pull = z.infer<typeof pullSchema>;

export const pongSchema = z.strictObject({ t: z.literal('PONG') });

export const upSchema = z.discriminatedUnion('t', [helloSchema, proofSchema, pushSchema, pullSchema, pongSchema]);
export type Up = z.infer<typeof upSchema>;
