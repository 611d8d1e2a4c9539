import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { instantSchema } from '../base/instant.ts';
import { zoneSchema } from '../base/zone.ts';
import { collectionNames } from '../domain/collection-key.ts';
import { stream } from './define.ts';

/** The state of this desk, always visible in the status bar. */
export const deskStatusSchema = z.strictObject({
  desk: z.string(),
  location: idSchema('Location'),
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

/** What the node tells by itself. */
export const liveContract = {
  /** The collections that have changed, whoever changed them, joined over a few milliseconds. */
  changes: stream(z.strictObject({ collections: z.array(z.enum(collectionNames)) })),
  /** The status now and whenever it changes. */
  status: stream(deskStatusSchema),
};
