import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { instantSchema } from '../base/instant.ts';
import { zoneSchema } from '../base/zone.ts';
import { collectionNames } from '../domain/collection-key.ts';
import type { CallMeta } from './define.ts';

/** The state of this desk, always visible in the status bar. */
export const deskStatusSchema = z.strictObject({
  desk: z.string(),
  zone: zoneSchema,
  /** The clinic's time as this node knows it; the screen counts on from here. */
  now: instantSchema,
  connection: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('ONLINE') }),
    z.strictObject({ state: z.literal('OFFLINE'), since: instantSchema }),
  ]),
  /** Changes made here that the server has not confirmed yet. */
  waiting: z.int().min(0),
});
export type DeskStatus = z.infer<typeof deskStatusSchema>;

const stream = oc.$meta<CallMeta>({ kind: 'stream' });

/** What the node tells by itself. */
export const liveContract = {
  /** The collections that have changed, whoever changed them, joined over a few milliseconds. */
  changes: stream
    .input(z.strictObject({}))
    .output(eventIterator(z.strictObject({ collections: z.array(z.enum(collectionNames)) }))),
  /** The status now and whenever it changes. */
  status: stream.input(z.strictObject({})).output(eventIterator(deskStatusSchema)),
};
