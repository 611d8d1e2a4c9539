import { type Instant, plusDays } from '../../base/instant.ts';
import type { DeviceId } from '../document.ts';
import type { Find } from '../find.ts';
import type { Need, World } from '../world.ts';
import { type Booking, bookings } from './booking.ts';
import { inOrder } from './booking-event.ts';
import { isHere, isPromised, shareTime } from './booking-times.ts';

/** What a booking brings forward for a slot that another one wants, too. */
export interface Claim {
  readonly isHere: boolean;
  /** The server has told that the slot is theirs. */
  readonly isAcknowledged: boolean;
  /** When the slot was agreed, in corrected time, and where. */
  readonly at: Instant;
  readonly device: DeviceId;
}

/**
 * Two desks without a line gave one slot to two patients. Who is here keeps it; else who was told so by the server; else
 * who was there earlier by corrected time; of the same moment the lower device id, so that every device says the same.
 * Two patients who are both here are no conflict any more but a full waiting room.
 */
export function keepsSlot(ours: Claim, theirs: Claim): 'OURS' | 'THEIRS' | 'BOTH' {
  if (ours.isHere && theirs.isHere) return 'BOTH';
  if (ours.isHere !== theirs.isHere) return ours.isHere ? 'OURS' : 'THEIRS';
  if (ours.isAcknowledged !== theirs.isAcknowledged) return ours.isAcknowledged ? 'OURS' : 'THEIRS';
  if (ours.at !== theirs.at) return ours.at < theirs.at ? 'OURS' : 'THEIRS';
  return ours.device < theirs.device ? 'OURS' : 'THEIRS';
}

export function claimOf(booking: Booking, isAcknowledged: boolean): Claim {
  const agreed = inOrder(booking.history).findLast(({ kind }) => kind === 'SLOT');
  const { at, device } = agreed?.stamp ?? booking.created;
  return { isHere: isHere(booking), isAcknowledged, at, device };
}

/** The other bookings that claim the same vet or room at the same time. Walk-ins wait their turn and claim nothing. */
export function rivalsOf(booking: Booking, world: World): Booking[] {
  if (!claimsSlot(booking)) return [];
  const found = new Map<string, Booking>();
  for (const find of rivalFinds(booking)) {
    for (const other of world.find(bookings, find)) {
      if (other.id !== booking.id && claimsSlot(other) && shareTime(booking, other) !== undefined) {
        found.set(other.id, other);
      }
    }
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export function rivalNeeds(booking: Booking): Need[] {
  return rivalFinds(booking).map((find) => ({ kind: 'find', collection: bookings, find }));
}

function claimsSlot(booking: Booking): boolean {
  return booking.source !== 'WALK_IN' && (isPromised(booking) || isHere(booking));
}

/** Whether two states of one booking claim the same slot. */
export function hasSameSlot(a: Booking, b: Booking): boolean {
  return (
    claimsSlot(a) && claimsSlot(b) && a.vet === b.vet && a.room === b.room && a.start === b.start && a.end === b.end
  );
}

/** A visit is never longer than a day, so what overlaps began within the day before. */
function rivalFinds({ vet, room, start, end }: Booking): Find[] {
  const near = { from: plusDays(start, -1), below: end };
  return [
    ...(vet === undefined ? [] : [{ where: { vet, start: near } }]),
    ...(room === undefined ? [] : [{ where: { room, start: near } }]),
  ];
}
