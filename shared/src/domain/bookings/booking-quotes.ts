import type { Failure } from '../../base/failure.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Quote } from '../catalogue/quote.ts';
import { requote } from '../catalogue/requote.ts';
import type { Stamp } from '../document.ts';
import { type Booking, coreOf } from './booking.ts';
import { standingBooking } from './booking-change.ts';

/** Gives a booking a new quote, with author and reason, before the patient is here; the old ones stay (C-05). */
export function requoteBooking(
  booking: Booking,
  fresh: Quote,
  reason: string,
  stamp: Stamp,
): Result<Booking, Failure<'QUOTE_IS_FIXED' | 'REASON_MISSING'>> {
  const quotes = requote(booking.quotes, fresh, reason, booking.status);
  if (!quotes.ok) return quotes;
  return ok(standingBooking({ ...coreOf(booking), quotes: [...quotes.value], changed: stamp }));
}
