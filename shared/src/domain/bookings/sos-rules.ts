import { failure, type Failure } from '../../base/failure.ts';
import { epochMilliseconds, plusMinutes } from '../../base/instant.ts';
import { err, type Result } from '../../base/result.ts';
import { covers, overlaps, spanOf } from '../../base/span.ts';
import type { Taken } from '../availability/slots.ts';
import type { StaffId } from '../document.ts';
import type { Location } from '../settings/settings.ts';
import type { Shift } from '../shifts/shift.ts';
import { runsOf } from '../shifts/shift-times.ts';
import {
  type BookingRequest,
  created,
  type CreationContext,
  type CreationRefusal,
  slotAt,
  wholeMinute,
} from './booking-creation.ts';
import type { BookingChange } from './status-rules.ts';

export interface DutyRoster {
  readonly location: Location;
  readonly shifts: readonly Shift[];
  readonly booked: readonly Taken[];
  /** Who may do an emergency visit. */
  readonly vets: readonly StaffId[];
  readonly minutes: number;
}

/**
 * An emergency at the owner's home, in one step (C-16): it starts now and goes to the vet on duty who is free. When all
 * on duty are busy, it waits for one at the head of the list; when nobody is on duty, it is refused, so that nobody
 * waits for a vet who does not come.
 */
export function callOut(
  request: BookingRequest & { readonly visit: { readonly type: 'SOS' } },
  roster: DutyRoster,
  context: CreationContext,
): Result<BookingChange, CreationRefusal | Failure<'NO_VET_ON_DUTY'>> {
  const { location, minutes, booked } = roster;
  const start = wholeMinute(context.now);
  const end = plusMinutes(start, minutes);
  const slot = slotAt(location, start, end, location.grid);
  const onDuty = vetsOnDuty(roster, epochMilliseconds(start));
  if (onDuty.length === 0) return err(failure('NO_VET_ON_DUTY'));
  const span = spanOf(start, end);
  const vet = onDuty.find((one) => !booked.some((taken) => taken.vet === one && overlaps(taken.span, span)));
  const who = ['OWNER', 'DESK'] as const;
  return vet === undefined
    ? created(request, slot, { kind: 'STATUS', to: 'PENDING', waiting: { why: 'NO_VET' } }, who, context)
    : created(request, { ...slot, vet }, { kind: 'STATUS', to: 'CONFIRMED' }, who, context);
}

function vetsOnDuty({ location, shifts, vets }: DutyRoster, now: number): StaffId[] {
  const published = shifts.filter((shift) => shift.state.is === 'SCHEDULED' && shift.location === location.id);
  const present = runsOf(published)
    .filter(({ span }) => covers(span, { start: now, end: now + 1 }))
    .flatMap((run) => run.shifts.map(({ staff }) => staff));
  return vets.filter((vet) => present.includes(vet)).toSorted();
}
