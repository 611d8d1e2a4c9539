import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { BookingStatus } from '../bookings/booking.ts';
import { statedReason } from '../reason.ts';
import type { Quote } from './quote.ts';

/** Until the animal is there a quote may still be made anew; afterwards extra work becomes invoice lines (C-05). */
const open: ReadonlySet<BookingStatus> = new Set(['PENDING', 'ASSIGNED', 'CONFIRMED', 'ON_THE_WAY', 'ARRIVED']);

/** The next version of a booking's quote, with author and reason. The versions before it stay as they are. */
export function requote(
  versions: readonly Quote[],
  fresh: Quote,
  reason: string,
  status: BookingStatus,
): Result<readonly Quote[], Failure<'QUOTE_IS_FIXED' | 'REASON_MISSING'>> {
  if (!open.has(status)) return err(failure('QUOTE_IS_FIXED'));
  const stated = statedReason(reason);
  if (!stated.ok) return stated;
  const version = Math.max(0, ...versions.map((known) => known.version)) + 1;
  return ok([...versions, { ...fresh, version, reason: stated.value }]);
}
