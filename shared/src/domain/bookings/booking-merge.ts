import { jsonText } from '../../base/json.ts';
import { byKey, keepBoth, type FieldPolicies } from '../merge-policies.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import { type Booking, type BookingCore, coreOf } from './booking.ts';
import { standingBooking } from './booking-change.ts';
import { type BookingEvent, inOrder } from './booking-event.ts';

type Rest = Omit<BookingCore, 'history'>;

const policies: FieldPolicies<Rest> = {
  note: keepBoth(8_000),
  quotes: byKey(({ made }) => made.operation),
};

/**
 * Two devices changed one booking. What happened on either of them has happened, so the histories are united, and where
 * the booking stands follows from that (see `standing.ts`): a patient who is here is not cancelled, a cancel is not
 * undone by an older promise, a lost slot is not taken back by who had not heard of it. Notes are kept both, quotes are
 * kept all; of an address or another single value the later change stands.
 */
export function mergeBookings(base: Booking | undefined, ours: Booking, theirs: Booking): Booking {
  return mergeBookingsWithReport(base, ours, theirs).document;
}

export function mergeBookingsWithReport(base: Booking | undefined, ours: Booking, theirs: Booking): Merge<Booking> {
  const { document, replaced } = mergeWithReport<Rest>(base && rest(base), rest(ours), rest(theirs), policies);
  const history = united([...(base?.history ?? []), ...ours.history, ...theirs.history]);
  return { document: standingBooking({ ...document, history }), replaced };
}

/** All events once; of two that share an id, which only broken devices make, the same one on every device. */
function united(events: readonly BookingEvent[]): BookingEvent[] {
  const known = new Map<string, BookingEvent>();
  for (const event of events) {
    const other = known.get(event.id);
    if (other === undefined || jsonText(event) > jsonText(other)) known.set(event.id, event);
  }
  return inOrder([...known.values()]);
}

function rest(booking: Booking): Rest {
  const { history: _, ...others } = coreOf(booking);
  return others;
}
