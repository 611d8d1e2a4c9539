import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { type Instant, instantSchema, plusMinutes } from '../../base/instant.ts';
import { spanOf } from '../../base/span.ts';
import type { Taken } from '../availability/slots.ts';
import { actorSchema } from '../document.ts';

/**
 * A slot that is kept for somebody for two minutes while they choose and type. A hold is no document and is not synced:
 * whoever decides about slots keeps it, the server while there is a line and the clinic node while there is none (C-54).
 * It ends by itself: at `expires` it is as if it had never been.
 */
export const holdSchema = z
  .strictObject({
    id: idSchema('Hold'),
    location: idSchema('Location'),
    vet: idSchema('Staff'),
    room: idSchema('Room').optional(),
    start: instantSchema,
    end: instantSchema,
    /** Minutes of one slot. */
    grid: z.int().min(5).max(60),
    by: actorSchema,
    device: idSchema('Device'),
    expires: instantSchema,
  })
  .refine(({ start, end }) => start < end, { error: 'ends before it begins' });
export type Hold = z.infer<typeof holdSchema>;
export type HoldId = Hold['id'];

/** A hold counts while its end has not come: at the very millisecond of `expires` the slot is free. */
export function isHeld(hold: Hold, now: Instant): boolean {
  return now < hold.expires;
}

/** What is held at a moment, as time taken from vets and rooms. */
export function heldTimes(holds: readonly Hold[], now: Instant): Taken[] {
  return holds
    .filter((hold) => isHeld(hold, now))
    .map(({ vet, room, start, end }) => ({ vet, room, span: spanOf(start, end) }));
}

/**
 * The keys a store sets if absent, all or none: location, resource and start, one for each slot of the vet and, where
 * there is one, of the room (C-08). Two holds that share time on one grid share a key.
 */
export function holdKeys({ location, vet, room, start, end, grid }: Hold): string[] {
  const keys: string[] = [];
  for (let slot = start; slot < end; slot = plusMinutes(slot, grid)) {
    keys.push(`${location}/vet/${vet}/${slot}`);
    if (room !== undefined) keys.push(`${location}/room/${room}/${slot}`);
  }
  return keys;
}
