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
    /** The server answers and will not have this desk: its program is too old (`VERSION_TOO_OLD`), or it is not let in. */
    z.strictObject({ state: z.literal('TURNED_AWAY'), since: instantSchema, reason: z.string() }),
  ]),
  /** Changes made here that the server has not confirmed yet. */
  waiting: z.int().min(0),
  /** By how many milliseconds this PC's clock is behind the clinic's time; negative when ahead. Beyond 120 s people are told. */
  clockOffset: z.int(),
  /** How a new desk fills: from HISTORY on it can be worked with. */
  firstSync: z.strictObject({
    stage: z.enum(['ESSENTIALS', 'DAYS', 'HISTORY', 'COMPLETE']),
    percent: z.int().min(0).max(100),
  }),
  /** Entries of other desks that this program cannot read until it is updated. */
  parked: z.int().min(0),
  /** How often since the start this desk differed from the server and was put right. */
  repairs: z.int().min(0),
});
export type DeskStatus = z.infer<typeof deskStatusSchema>;

/** What the node tells by itself. */
export const liveContract = {
  /** The collections that have changed, whoever changed them, joined over a few milliseconds. */
  changes: stream(z.strictObject({ collections: z.array(z.enum(collectionNames)) })),
  /** The status now and whenever it changes. */
  status: stream(deskStatusSchema),
};
