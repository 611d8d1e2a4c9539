import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { instantSchema } from '../base/instant.ts';
import { zoneSchema } from '../base/zone.ts';
import { collectionNames } from '../domain/collection-key.ts';
import { stream } from './define.ts';
import { sessionStateSchema } from './session.ts';

/**
 * The line to the server. TURNED_AWAY: the server answers and will not have this desk, because its program is too old or
 * because it does not know the device.
 */
export const connectionSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('ONLINE') }),
  z.strictObject({ state: z.literal('OFFLINE'), since: instantSchema }),
  z.strictObject({
    state: z.literal('TURNED_AWAY'),
    since: instantSchema,
    why: z.enum(['PROGRAM_TOO_OLD', 'DEVICE_UNKNOWN']),
  }),
]);

/** How long a PIN works without the server having been heard of (story 24). */
export const leaseStatusSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('VALID'), until: instantSchema, endsSoon: z.boolean() }),
  /** `emergencyUntil` is set while a manager's PIN keeps the desk open for an emergency. */
  z.strictObject({ kind: z.literal('EXPIRED'), since: instantSchema, emergencyUntil: instantSchema.optional() }),
]);

/** How the store of the desk is: where it is not READY, people must know that nothing can be saved, and since when. */
export const storeStatusSchema = z.strictObject({
  state: z.enum(['READY', 'READ_ONLY', 'FULL', 'DAMAGED']),
  since: instantSchema,
});

/** Above this the screen says that the PC's clock is wrong. */
export const clockWarningMilliseconds = 120_000;

/** The state of this desk, always visible in the status bar. */
export const deskStatusSchema = z.strictObject({
  desk: z.string(),
  location: idSchema('Location'),
  zone: zoneSchema,
  /** The clinic's time as this node knows it; the screen counts on from here. */
  now: instantSchema,
  connection: connectionSchema,
  /** Changes made here that the server has not confirmed yet. */
  waiting: z.int().min(0),
  /** Things the sync could not settle by itself: tasks that wait for somebody's decision. */
  conflicts: z.int().min(0),
  lease: leaseStatusSchema,
  store: storeStatusSchema,
  /** By how many milliseconds this PC's clock is behind the clinic's time; negative when ahead. */
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

/** What the node tells by itself. A slow reader gets the latest of what it missed, not all of it. */
export const liveContract = {
  /** The collections that have changed, whoever changed them, joined over a few milliseconds. */
  changes: stream(z.strictObject({ collections: z.array(z.enum(collectionNames)) })),
  /** The status now and whenever it changes. */
  status: stream(deskStatusSchema),
  /** Who works at this screen, now and whenever that changes: by a lock, by a role taken away, by the end of the lease. */
  session: stream(sessionStateSchema),
};
