import { z } from 'zod';
import { geoPositionSchema, metresBetween } from '../../base/geo-position.ts';
import { idSchema } from '../../base/id.ts';
import { type Instant, instantSchema, plusSeconds } from '../../base/instant.ts';
import type { Booking } from './booking.ts';

/**
 * Where the vet is on the way to a home visit. It lives in memory only, for a minute, and is in no document, no sync and
 * no backup; there is no track (C-15, R-055, R-056).
 */
export const visitPositionSchema = z.strictObject({
  booking: idSchema('Booking'),
  position: geoPositionSchema,
  at: instantSchema,
});
export type VisitPosition = z.infer<typeof visitPositionSchema>;

const livesSeconds = 60;
const nearMetres = 500;

/** Whether a position may be taken at all: only between "start travel" and "arrived". */
export function isTracked({ status, visit }: Booking): boolean {
  return status === 'ON_THE_WAY' && visit.type !== 'IN_CLINIC';
}

/** The position while it counts; older ones are as good as gone. */
export function currentPosition(known: VisitPosition | undefined, booking: Booking, now: Instant) {
  const counts = known !== undefined && isTracked(booking) && now < plusSeconds(known.at, livesSeconds);
  return counts ? known.position : undefined;
}

/** Whether this position is the first within 500 m of the owner's home, which is when the owner is told. */
export function comesNear(booking: Booking, before: VisitPosition | undefined, reached: VisitPosition): boolean {
  if (booking.visit.type === 'IN_CLINIC' || !isTracked(booking)) return false;
  const goal = booking.visit.coordinates;
  const isNear = (one: VisitPosition | undefined): boolean =>
    one !== undefined && metresBetween(one.position, goal) <= nearMetres;
  return isNear(reached) && !isNear(before);
}

/** Minutes until the vet is there at a usual speed in town, by the straight way and a quarter more. */
export function minutesToGo(booking: Booking, reached: VisitPosition): number | undefined {
  if (booking.visit.type === 'IN_CLINIC' || !isTracked(booking)) return undefined;
  const kilometres = (metresBetween(reached.position, booking.visit.coordinates) * 1.25) / 1000;
  return Math.ceil((kilometres / 30) * 60);
}
