import { addDays, type CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import type { Instant } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { startOf } from '../../base/span.ts';
import { type DayEnd, dateAt, wallTime, type WallTime } from '../../base/wall-time.ts';
import { createdBy, type Stamp, type StaffId } from '../document.ts';
import type { Location } from '../settings/settings.ts';
import type { StaffMember } from '../staff/staff.ts';
import { type Break, type Shift, type ShiftId, shiftsVersion } from './shift.ts';
import { clashingShift, shiftSpan } from './shift-times.ts';

export interface ShiftRequest {
  readonly id: ShiftId;
  readonly staff: StaffId;
  readonly date: CivilDate;
  readonly from: WallTime;
  /** Before `from`, it is the next morning. */
  readonly to: DayEnd;
  readonly breaks: readonly Break[];
  readonly origin: Shift['origin'];
}

export interface PlanContext {
  readonly location: Location;
  /** Who plans; whoever may publish plans for everybody, a vet proposes a shift of their own (C-37). */
  readonly planner: Pick<StaffMember, 'id' | 'roles'>;
  /** The person's shifts of the day before, the day and the day after, at all locations. */
  readonly others: readonly Shift[];
  readonly now: Instant;
  readonly stamp: Stamp;
}

export interface PlannedShift {
  /** One shift, or the two halves of a night. */
  readonly shifts: readonly Shift[];
  /** The shift has begun already; the desk asks whether that is meant (C-41). */
  readonly startsInPast: boolean;
}

export type PlanRefusal = Failure<
  'NOT_ALLOWED' | 'SHIFT_IN_PAST' | 'SHIFT_EMPTY' | 'SHIFT_OVERLAPS' | 'BREAK_OUTSIDE_SHIFT'
>;

const midnight = wallTime('00:00');

/** Plans one dated shift: published when the planner may publish, else proposed (R-029, R-033, C-37, C-41). */
export function planShift(request: ShiftRequest, context: PlanContext): Result<PlannedShift, PlanRefusal> {
  const { location, planner, now } = context;
  const publishes = mayPublish(planner);
  if (!publishes && planner.id !== request.staff) return err(failure('NOT_ALLOWED'));
  if (request.date < dateAt(now, location.zone)) return err(failure('SHIFT_IN_PAST', { date: request.date }));
  if (request.from === request.to) return err(failure('SHIFT_EMPTY'));
  const shifts = halvesOf(request, context, publishes ? 'SCHEDULED' : 'PROPOSED');
  for (const shift of shifts) {
    const problem = problemOf(shift, context.others);
    if (problem !== undefined) return err(problem);
  }
  return ok({ shifts, startsInPast: shifts.some((shift) => startOf(shiftSpan(shift)) < now) });
}

export function mayPublish({ roles }: Pick<StaffMember, 'roles'>): boolean {
  return roles.includes('CLINIC_MANAGER') || roles.includes('CLINIC_OWNER');
}

/** What is wrong with a shift as such or beside the person's other shifts. */
export function problemOf(
  shift: Shift,
  others: readonly Shift[],
): Failure<'SHIFT_OVERLAPS' | 'BREAK_OUTSIDE_SHIFT'> | undefined {
  const breaks = shift.breaks.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const wrong = breaks.find(
    ({ from, to }, index) => from < shift.from || to > shift.to || from < (breaks[index - 1]?.to ?? shift.from),
  );
  if (wrong !== undefined) return failure('BREAK_OUTSIDE_SHIFT', { from: wrong.from, to: wrong.to });
  const clash = clashingShift(shift, others);
  return clash === undefined
    ? undefined
    : failure('SHIFT_OVERLAPS', { date: clash.date, from: clash.from, to: clash.to, location: clash.location });
}

/** A shift over midnight is cut there; each half keeps the breaks that lie in it (C-41). */
function halvesOf(request: ShiftRequest, { location, stamp }: PlanContext, is: 'SCHEDULED' | 'PROPOSED'): Shift[] {
  const { id, staff, date, from, breaks, origin } = request;
  const to = request.to === midnight ? '24:00' : request.to;
  const common = { kind: 'SHIFT', staff, location: location.id, zone: location.zone, state: { is }, origin } as const;
  const made = createdBy(stamp, shiftsVersion);
  if (from < to) return [{ id, ...common, date, from, to, breaks: [...breaks], ...made }];
  const morning = derivedId('Shift', id, 'MORNING');
  return [
    {
      id,
      ...common,
      date,
      from,
      to: '24:00',
      breaks: breaks.filter((one) => one.from >= from),
      night: { part: 'EVENING', other: morning },
      ...made,
    },
    {
      id: morning,
      ...common,
      date: addDays(date, 1),
      from: midnight,
      to,
      breaks: breaks.filter((one) => one.from < from),
      night: { part: 'MORNING', other: id },
      ...made,
    },
  ];
}
