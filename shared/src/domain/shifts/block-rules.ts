import { failure, type Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { dateAt } from '../../base/wall-time.ts';
import { createdBy, type Stamp } from '../document.ts';
import type { Location } from '../settings/settings.ts';
import { type Block, shiftsVersion } from './shift.ts';

export interface BlockRequest {
  readonly id: Block['id'];
  readonly what: Block['what'];
  readonly start: Instant;
  readonly end: Instant;
  readonly reason: string;
}

/** Takes a vet, a room or the whole location out for a while. `booked` counts the visits that lie in it. */
export function blockTime(
  request: BlockRequest,
  location: Location,
  booked: number,
  stamp: Stamp,
): Result<Block, Failure<'BLOCK_EMPTY' | 'SHIFT_HAS_BOOKINGS'>> {
  if (request.end <= request.start) return err(failure('BLOCK_EMPTY'));
  if (booked > 0) return err(failure('SHIFT_HAS_BOOKINGS', { count: booked }));
  return ok({
    ...request,
    reason: tidyLine(request.reason, 500),
    kind: 'BLOCK',
    location: location.id,
    date: dateAt(request.start, location.zone),
    lifted: false,
    ...createdBy(stamp, shiftsVersion),
  });
}

/** Gives the time back. Lifting twice changes nothing. */
export function liftBlock(block: Block, stamp: Stamp): Block {
  return block.lifted ? block : { ...block, lifted: true, changed: stamp };
}
