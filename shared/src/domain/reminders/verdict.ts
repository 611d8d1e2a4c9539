import type { CivilDate } from '../../base/civil-date.ts';
import type { Instant } from '../../base/instant.ts';
import type { Booking } from '../bookings/booking.ts';
import type { Actor } from '../document.ts';
import type { PetState } from '../pets/pet.ts';
import type { RecordId } from '../records/record.ts';

/** What becomes of one stage, and why: data from which screens make "why this, why now, who stopped it". */
export type Verdict =
  | { readonly is: 'SENT'; readonly at: Instant; readonly message: string }
  | { readonly is: 'PLANNED'; readonly sendAt: Instant; readonly moved?: Moved }
  | { readonly is: 'SUPPRESSED'; readonly by: Stop };

/** Why a message goes out at another time than its stage says. */
export type Moved = 'LATE' | 'QUIET_HOURS' | 'ONE_PER_DAY';

/** Why a message does not go out at all. */
export type Stop =
  /** The pet or its owner has not arrived from another device yet. */
  | { readonly why: 'UNKNOWN_HERE' }
  | { readonly why: 'DECEASED'; readonly since: CivilDate }
  | {
      readonly why: 'GONE';
      readonly since: Instant;
      readonly by: Actor;
      readonly reason: Extract<PetState, { status: 'ARCHIVED' }>['reason'];
    }
  | { readonly why: 'OWNER_GONE' }
  | { readonly why: 'VOIDED'; readonly since: Instant; readonly by: Actor }
  | { readonly why: 'DONE'; readonly record: RecordId; readonly date: CivilDate; readonly by: string }
  | { readonly why: 'NOT_COUNTED'; readonly record: RecordId }
  | { readonly why: 'REFUSED'; readonly record: RecordId; readonly date: CivilDate; readonly by: string }
  | {
      readonly why: 'BOOKED';
      readonly booking: Booking['id'];
      readonly code: string;
      readonly start: Instant;
      readonly by: Actor;
    }
  | { readonly why: 'NO_CONSENT' }
  | { readonly why: 'SWITCHED_OFF' }
  /** The stage lies on or before the day of the dose itself. */
  | { readonly why: 'BEFORE_DOSE' }
  /** The stage had passed when the time of the visit was agreed. */
  | { readonly why: 'BEFORE_BOOKING' }
  | { readonly why: 'OVERTAKEN'; readonly by: string }
  | { readonly why: 'TOO_LATE' };

export function suppressed(by: Stop): Verdict {
  return { is: 'SUPPRESSED', by };
}
