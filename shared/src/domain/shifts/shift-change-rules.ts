import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { covers, overlaps, type Span } from '../../base/span.ts';
import { tidyLine } from '../../base/text.ts';
import type { Stamp } from '../document.ts';
import type { StaffMember } from '../staff/staff.ts';
import type { Shift } from './shift.ts';
import { mayPublish, problemOf } from './shift-plan-rules.ts';
import { breakSpans, shiftSpan } from './shift-times.ts';

type Planner = Pick<StaffMember, 'id' | 'roles'>;

/** Makes a proposed shift bookable (C-37). The person's other shifts are looked at once more: time has passed. */
export function publishShift(
  shift: Shift,
  planner: Planner,
  others: readonly Shift[],
  stamp: Stamp,
): Result<Shift, Failure<'NOT_ALLOWED' | 'SHIFT_STATE_WRONG' | 'SHIFT_OVERLAPS' | 'BREAK_OUTSIDE_SHIFT'>> {
  if (!mayPublish(planner)) return err(failure('NOT_ALLOWED'));
  if (shift.state.is !== 'PROPOSED') return err(failure('SHIFT_STATE_WRONG', { state: shift.state.is }));
  const problem = problemOf(shift, others);
  return problem === undefined ? ok({ ...shift, state: { is: 'SCHEDULED' }, changed: stamp }) : err(problem);
}

/**
 * Takes a shift out of the plan. Visits in it must have been moved before, so that nobody comes to an empty room; a vet
 * may take back their own proposal only.
 */
export function cancelShift(
  shift: Shift,
  reason: string,
  planner: Planner,
  booked: readonly Span[],
  stamp: Stamp,
): Result<Shift, Failure<'NOT_ALLOWED' | 'SHIFT_STATE_WRONG' | 'SHIFT_HAS_BOOKINGS' | 'REASON_MISSING'>> {
  const own = shift.state.is === 'PROPOSED' && shift.staff === planner.id;
  if (!own && !mayPublish(planner)) return err(failure('NOT_ALLOWED'));
  if (shift.state.is !== 'PROPOSED' && shift.state.is !== 'SCHEDULED') {
    return err(failure('SHIFT_STATE_WRONG', { state: shift.state.is }));
  }
  const count = countInside(shiftSpan(shift), booked);
  if (count > 0) return err(failure('SHIFT_HAS_BOOKINGS', { count }));
  const why = tidyLine(reason, 500);
  if (why === '') return err(failure('REASON_MISSING'));
  return ok({ ...shift, state: { is: 'CANCELLED', reason: why }, changed: stamp });
}

/** Closes a shift that was worked. Repeating it changes nothing. */
export function completeShift(shift: Shift, stamp: Stamp): Result<Shift, Failure<'SHIFT_STATE_WRONG'>> {
  if (shift.state.is === 'COMPLETED') return ok(shift);
  if (shift.state.is !== 'SCHEDULED') return err(failure('SHIFT_STATE_WRONG', { state: shift.state.is }));
  return ok({ ...shift, state: { is: 'COMPLETED' }, changed: stamp });
}

/** When somebody works on a day, and when they rest. */
export type ShiftHours = Pick<Shift, 'from' | 'to' | 'breaks'>;

export function hoursOf({ from, to, breaks }: Shift): ShiftHours {
  return { from, to, breaks };
}

/**
 * Gives a shift other hours or breaks. Visits that are booked in it stay inside of it, and no break is put where
 * one is booked.
 */
export function changeHours(
  shift: Shift,
  hours: ShiftHours,
  others: readonly Shift[],
  booked: readonly Span[],
  stamp: Stamp,
): Result<
  Shift,
  Failure<'SHIFT_STATE_WRONG' | 'SHIFT_EMPTY' | 'BREAK_OUTSIDE_SHIFT' | 'SHIFT_OVERLAPS' | 'SHIFT_HAS_BOOKINGS'>
> {
  if (shift.state.is !== 'PROPOSED' && shift.state.is !== 'SCHEDULED') {
    return err(failure('SHIFT_STATE_WRONG', { state: shift.state.is }));
  }
  const { from, to, breaks } = hours;
  if (from >= to) return err(failure('SHIFT_EMPTY'));
  const changed: Shift = { ...shift, from, to, breaks: [...breaks], changed: stamp };
  const problem = problemOf(changed, others);
  if (problem !== undefined) return err(problem);
  const [before, after] = [shiftSpan(shift), shiftSpan(changed)];
  const cutOff = booked.filter((one) => overlaps(before, one) && !covers(after, one)).length;
  const known = breakSpans(shift);
  const added = breakSpans(changed).filter((one) => !known.some((old) => sameSpan(old, one)));
  const count = added.reduce((all, one) => all + countInside(one, booked), cutOff);
  return count > 0 ? err(failure('SHIFT_HAS_BOOKINGS', { count })) : ok(changed);
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function countInside(span: Span, booked: readonly Span[]): number {
  return booked.filter((one) => overlaps(span, one)).length;
}
