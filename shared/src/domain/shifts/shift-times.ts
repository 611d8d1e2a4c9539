import { addDays } from '../../base/civil-date.ts';
import { overlaps, type Span, spanOfDay } from '../../base/span.ts';
import type { Shift } from './shift.ts';

export function shiftSpan(shift: Pick<Shift, 'date' | 'from' | 'to' | 'zone'>): Span {
  return spanOfDay(shift.date, shift.from, shift.to, shift.zone);
}

export function breakSpans(shift: Pick<Shift, 'date' | 'breaks' | 'zone'>): Span[] {
  return shift.breaks.map(({ from, to }) => spanOfDay(shift.date, from, to, shift.zone));
}

/** Whether the shift keeps its person busy, or did. */
export function isWorked(shift: Shift): boolean {
  return shift.state.is !== 'CANCELLED';
}

/** The shift of the same person, at any location, that shares time with this one: nobody is in two places at once. */
export function clashingShift(wanted: Shift, others: readonly Shift[]): Shift | undefined {
  const span = shiftSpan(wanted);
  // Zones are compared only where the dates are near, which leaves a handful of a year's shifts.
  const [dayBefore, dayAfter] = [addDays(wanted.date, -1), addDays(wanted.date, 1)];
  return others.find(
    (other) =>
      other.staff === wanted.staff &&
      other.id !== wanted.id &&
      other.date >= dayBefore &&
      other.date <= dayAfter &&
      isWorked(other) &&
      overlaps(span, shiftSpan(other)),
  );
}

/** One unbroken stretch of work: a shift, or the two halves of a night together. */
export interface Run {
  readonly shifts: readonly Shift[];
  readonly span: Span;
}

export function runsOf(shifts: readonly Shift[]): Run[] {
  const known = new Map(shifts.map((shift) => [shift.id, shift]));
  return shifts.flatMap((shift) => {
    const span = shiftSpan(shift);
    const other = shift.night === undefined ? undefined : known.get(shift.night.other);
    if (other?.night?.other !== shift.id) return [{ shifts: [shift], span }];
    if (shift.night?.part === 'MORNING') return [];
    return [{ shifts: [shift, other], span: { start: span.start, end: shiftSpan(other).end } }];
  });
}
