import { failure, type Failure } from '../../base/failure.ts';
import { type Instant, plusSeconds } from '../../base/instant.ts';
import { sameJson } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { freeSlotAt, offersIn, type SlotSearch } from '../availability/free-slots.ts';
import type { Actor, DeviceId, StaffId } from '../document.ts';
import { heldTimes, type Hold, type HoldId, isHeld } from './hold.ts';

export interface HoldRequest {
  readonly id: HoldId;
  readonly vet: StaffId;
  readonly start: Instant;
  readonly by: Actor;
  readonly device: DeviceId;
}

/** What decides about a hold: the day as it is planned and booked, and all holds the keeper knows, also ended ones. */
export interface HoldContext {
  readonly search: Omit<SlotSearch, 'held'>;
  readonly holds: readonly Hold[];
  readonly seconds: number;
  readonly now: Instant;
}

/**
 * Keeps a slot for somebody, if nobody has it (R-043, C-08): all its slots and its room, or nothing. Asking again for
 * what one holds gives the same hold with its old end, so that nobody can keep a slot for ever.
 */
export function takeHold(request: HoldRequest, context: HoldContext): Result<Hold, Failure<'SLOT_BUSY'>> {
  const { holds, now, seconds } = context;
  const own = holds.find(({ id }) => id === request.id);
  if (own !== undefined && isHeld(own, now)) return ok(own);
  const search = searchNow(context);
  const slot = freeSlotAt(search, request);
  if (slot === undefined) return err(failure('SLOT_BUSY', offersIn(search, request.vet)));
  const { location, vet, room, start, end, grid } = slot;
  const { id, by, device } = request;
  return ok({
    id,
    location,
    vet,
    ...(room === undefined ? {} : { room }),
    start,
    end,
    grid,
    by,
    device,
    expires: plusSeconds(now, seconds),
  });
}

/**
 * The hold somebody wants to turn into a booking, if it is theirs, has not ended, and no booking that was made out of
 * sight meanwhile has come in between.
 */
export function claimHold(
  id: HoldId,
  by: Actor,
  context: HoldContext,
): Result<Hold, Failure<'HOLD_EXPIRED' | 'NOT_YOUR_HOLD' | 'SLOT_BUSY'>> {
  const hold = context.holds.find((one) => one.id === id);
  if (hold !== undefined && !sameJson(hold.by, by)) return err(failure('NOT_YOUR_HOLD'));
  const others = searchNow({ ...context, holds: context.holds.filter((one) => one.id !== id) });
  if (hold === undefined || !isHeld(hold, context.now)) {
    return err(failure('HOLD_EXPIRED', offersIn(others, hold?.vet)));
  }
  if (freeSlotAt(others, hold) === undefined) return err(failure('SLOT_BUSY', offersIn(others, hold.vet)));
  return ok(hold);
}

/** The holds worth keeping. */
export function withoutEnded(holds: readonly Hold[], now: Instant): Hold[] {
  return holds.filter((hold) => isHeld(hold, now));
}

function searchNow({ search, holds, now }: HoldContext): SlotSearch {
  return { ...search, held: heldTimes(holds, now) };
}
