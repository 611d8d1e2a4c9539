import { addDays, type CivilDate } from '../../base/civil-date.ts';
import { type Instant, laterOf } from '../../base/instant.ts';
import type { Booking } from '../bookings/booking.ts';
import type { FactIndex } from './facts.ts';
import { stopOfOwner, stopOfPet } from './stops.ts';
import { suppressed, type Verdict } from './verdict.ts';

/** An appointment is called to mind three days and one day before it (C-26). */
const appointmentStages = ['A-3', 'A-1'] as const;
export type AppointmentStage = (typeof appointmentStages)[number];
const daysBefore: Readonly<Record<AppointmentStage, number>> = { 'A-3': 3, 'A-1': 1 };

export interface ExplainedAppointment {
  readonly stage: AppointmentStage;
  readonly key: string;
  readonly date: CivilDate;
  readonly plannedAt: Instant;
  readonly verdict: Verdict;
}

/**
 * The notices of a confirmed visit. They belong to the visit, so they need no consent to reminders; a visit that was
 * moved gets notices of its new time, and none whose moment had passed when that time was agreed.
 */
export function explainAppointment(index: FactIndex, booking: Booking, now: Instant): ExplainedAppointment[] {
  if (booking.status !== 'CONFIRMED') return [];
  return appointmentStages.map((stage) => {
    const { date, plannedAt } = momentOf(index, booking, stage);
    const key = `${booking.id} ${booking.start} ${stage}`;
    return { stage, key, date, plannedAt, verdict: verdictOn(index, booking, stage, key, plannedAt, now) };
  });
}

function momentOf(
  { clock }: FactIndex,
  { date: day, zone }: Booking,
  stage: AppointmentStage,
): { readonly date: CivilDate; readonly plannedAt: Instant } {
  const date = addDays(day, -daysBefore[stage]);
  return { date, plannedAt: clock.sendTime(date, zone) };
}

function verdictOn(
  index: FactIndex,
  booking: Booking,
  stage: AppointmentStage,
  key: string,
  plannedAt: Instant,
  now: Instant,
): Verdict {
  const sent = index.sent.get(key);
  if (sent !== undefined) return { is: 'SENT', at: sent.at, message: sent.message };
  const pet = index.pets.get(booking.pet);
  const owner = index.facts.ownerOf(booking.client);
  if (pet === undefined || owner === undefined) return suppressed({ why: 'UNKNOWN_HERE' });
  const stop = stopOfPet(pet) ?? stopOfOwner(owner);
  if (stop !== undefined) return suppressed(stop);
  if (plannedAt <= agreedAt(booking)) return suppressed({ why: 'BEFORE_BOOKING' });
  if (stage === 'A-3' && momentOf(index, booking, 'A-1').plannedAt <= now) {
    return suppressed({ why: 'OVERTAKEN', by: 'A-1' });
  }
  const sendAt = index.clock.awake(laterOf(plannedAt, now), owner.zone);
  if (sendAt >= booking.start) return suppressed({ why: 'TOO_LATE' });
  if (sendAt === plannedAt) return { is: 'PLANNED', sendAt };
  return { is: 'PLANNED', sendAt, moved: plannedAt < now ? 'LATE' : 'QUIET_HOURS' };
}

/** When the time of the visit was last agreed. */
function agreedAt({ history, created }: Booking): Instant {
  return history.reduce((last, event) => (event.kind === 'SLOT' ? laterOf(last, event.stamp.at) : last), created.at);
}
