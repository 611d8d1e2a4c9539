import { z } from 'zod';
import { civilDateSchema } from '../base/civil-date.ts';
import { idSchema } from '../base/id.ts';
import { stampSchema } from '../domain/document.ts';
import {
  collectionNameSchema,
  largestAudit,
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
  /** Names one copy of the desk's store: a restored or cloned file becomes another incarnation (SESSION-6). */
  incarnation: idSchema('Incarnation'),
  /** The last push this copy had an answer to, and the one it has sent since; what the server took last is one of them. */
  pushes: z.array(idSchema('Operation')).max(2),
});
export type Hello = z.infer<typeof helloSchema>;

export const proofSchema = z.strictObject({
  t: z.literal('PROOF'),
  /** Ed25519 over the challenge, base64url. */
  signature: z.base64url().max(200),
});

export const pushRowSchema = z.strictObject({
  /** What the node last knew the server to have; absent for what the server is not known to have. */
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

/** Asks for what a desk needs first: the bookings of some days with their clients and pets (FIRST-2). */
export const pullDaysSchema = z.strictObject({
  t: z.literal('PULL_DAYS'),
  request: requestSchema,
  from: civilDateSchema,
  /** The first day that is not asked for. */
  below: civilDateSchema,
});
export type PullDays = z.infer<typeof pullDaysSchema>;

export const hashSchema = z.strictObject({
  t: z.literal('HASH'),
  request: requestSchema,
  collection: collectionNameSchema,
  /** The version of the collection's schema that the node's documents have. */
  version: z.int().min(1).max(10_000),
});
export type Hash = z.infer<typeof hashSchema>;

/** What a command of the desk did, for the clinic's audit trail. */
export const auditedCommandSchema = z.strictObject({
  command: z.string().min(1).max(100),
  stamp: stampSchema,
  documents: z.array(z.strictObject({ collection: collectionNameSchema, id: z.string().length(36) })).max(10_000),
});
export type AuditedCommand = z.infer<typeof auditedCommandSchema>;

export const auditSchema = z.strictObject({
  t: z.literal('AUDIT'),
  request: requestSchema,
  entries: z.array(auditedCommandSchema).min(1).max(largestAudit),
});
export type Audit = z.infer<typeof auditSchema>;

/** A revoked device has nothing left to deliver (SESSION-10). */
export const deliveredSchema = z.strictObject({ t: z.literal('DELIVERED') });

export const pongSchema = z.strictObject({ t: z.literal('PONG') });

export const upSchema = z.discriminatedUnion('t', [
  helloSchema,
  proofSchema,
  pushSchema,
  pullSchema,
  pullDaysSchema,
  hashSchema,
  auditSchema,
  deliveredSchema,
  pongSchema,
]);
export type Up = z.infer<typeof upSchema>;

/** What is answered, under the number it was asked with. */
export type UpRequest = Extract<Up, { request: number }>;
