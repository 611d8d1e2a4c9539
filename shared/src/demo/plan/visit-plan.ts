import type { Booking } from '../../domain/bookings/booking.ts';
import type { Day } from '../timeline.ts';
import type { ServiceCode } from '../words/services.ts';
import type { PetPlan } from './animals.ts';
import type { Seat } from './calendar.ts';
import type { DosePlan } from './doses.ts';

/** How a booking of the past ended, or where one of today stands. */
export type Ending =
  | 'COMPLETED'
  | 'CANCELLED'
  | 'DID_NOT_COME'
  | 'NOT_AT_HOME'
  | 'LEFT_UNSEEN'
  | 'UPCOMING'
  | TodayStanding;
export type TodayStanding = 'CHECK_IN' | 'IN_PROGRESS' | 'CHECK_OUT' | 'ON_THE_WAY' | 'WAITING' | 'REQUESTED';

export interface VisitPlan {
  readonly pet: PetPlan;
  readonly seat: Seat;
  readonly service: ServiceCode;
  readonly ending: Ending;
  readonly where: Booking['visit']['type'];
  readonly doses: readonly DosePlan[];
  /** The last protected day of the dose that was due; reminders led to this booking. */
  readonly anchor?: Day;
  source: Booking['source'];
  /** When it was booked; a walk-in comes unbooked. */
  booked: { readonly day: Day; readonly minute: number };
  record: 'SIGNED' | 'DRAFT' | 'NONE';
  hasAddendum: boolean;
  files: number;
  /** How many things the vet prescribes, and whether the first is an antimicrobial. */
  prescriptions: number;
  isAntimicrobial: boolean;
  bill: VisitBill;
}

/** How a visit is paid. */
export interface VisitBill {
  cover: 'NOTHING' | 'PLAN' | { readonly package: number };
  promotion: boolean;
  onAccount: boolean;
  payments: readonly Method[];
  refund: 'NOTHING' | 'WALLET';
  /** The desk of the first place that takes the money. */
  desk: 'DK-A' | 'DK-B' | 'DK-C';
}
export type Method = 'CARD' | 'CASH' | 'ONLINE' | 'WALLET' | 'TRANSFER';

export function isPast({ ending }: VisitPlan): boolean {
  return ['COMPLETED', 'CANCELLED', 'DID_NOT_COME', 'NOT_AT_HOME', 'LEFT_UNSEEN'].includes(ending);
}

export function newVisit(
  pet: PetPlan,
  seat: Seat,
  service: ServiceCode,
  ending: Ending,
  more: { doses?: readonly DosePlan[]; anchor?: Day; where?: VisitPlan['where']; package?: number },
): VisitPlan {
  return {
    pet,
    seat,
    service,
    ending,
    where: more.where ?? 'IN_CLINIC',
    doses: more.doses ?? [],
    ...(more.anchor === undefined ? {} : { anchor: more.anchor }),
    source: 'PHONE',
    booked: { day: seat.day - 1, minute: 600 },
    record: 'NONE',
    hasAddendum: false,
    files: 0,
    prescriptions: 0,
    isAntimicrobial: false,
    bill: {
      cover: more.package === undefined ? 'NOTHING' : { package: more.package },
      promotion: false,
      onAccount: false,
      payments: [],
      refund: 'NOTHING',
      desk: seat.place === 1 ? 'DK-C' : 'DK-B',
    },
  };
}
