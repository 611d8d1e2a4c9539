import { addDays, type CivilDate, daysBetween, weekdayOf } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Holiday } from '../settings/settings.ts';
import type { Shift, ShiftTemplate } from './shift.ts';
import { planShift, type PlanContext, type PlanRefusal } from './shift-plan-rules.ts';

export interface GeneratedShifts {
  readonly shifts: readonly Shift[];
  /** Days for which a template made nothing, and why; a day that has its shift already is not told. */
  readonly skipped: readonly {
    readonly template: ShiftTemplate['id'];
    readonly date: CivilDate;
    readonly why: Skipped;
  }[];
}

export type Skipped = 'CLOSED' | PlanRefusal['code'];

/** Days; a year ahead is more than any clinic plans. */
const longestPlan = 370;

/**
 * Makes the dated shifts of one location from its weekly templates, `until` included (C-40). The id of a shift follows
 * from template and date: two desks that do this at once make the same shifts, a second run adds nothing, and a shift
 * that was cancelled does not come back.
 */
export function generateShifts(
  templates: readonly ShiftTemplate[],
  from: CivilDate,
  until: CivilDate,
  holidays: readonly Holiday[],
  context: PlanContext,
): Result<GeneratedShifts, Failure<'SHIFT_PLAN_TOO_LONG'>> {
  if (until > addDays(from, longestPlan)) return err(failure('SHIFT_PLAN_TOO_LONG', { days: longestPlan }));
  const closed = new Set(
    holidays
      .filter(({ location, hours }) => location === context.location.id && hours.length === 0)
      .map(({ date }) => date),
  );
  const known = new Map(context.others.map((shift) => [shift.id, shift]));
  const shifts: Shift[] = [];
  const skipped: GeneratedShifts['skipped'][number][] = [];
  for (let date = from; date <= until; date = addDays(date, 1)) {
    for (const template of templates) {
      if (template.location !== context.location.id || !makesShiftOn(template, date)) continue;
      const id = derivedId('Shift', template.id, date);
      if (known.has(id)) continue;
      if (closed.has(date)) {
        skipped.push({ template: template.id, date, why: 'CLOSED' });
        continue;
      }
      const request = { ...template, id, date, origin: { by: 'TEMPLATE', template: template.id } } as const;
      const planned = planShift(request, { ...context, others: [...known.values()] });
      if (!planned.ok) {
        skipped.push({ template: template.id, date, why: planned.error.code });
        continue;
      }
      for (const shift of planned.value.shifts) {
        known.set(shift.id, shift);
        shifts.push(shift);
      }
    }
  }
  return ok({ shifts, skipped });
}

/** Whether a template's weekday, dates and rhythm of weeks meet on a day. */
export function makesShiftOn(template: ShiftTemplate, date: CivilDate): boolean {
  if (weekdayOf(date) !== template.weekday || date < template.validFrom) return false;
  if (template.validUntil !== undefined && date > template.validUntil) return false;
  const mondayOf = (day: CivilDate): CivilDate => addDays(day, 1 - weekdayOf(day));
  return (daysBetween(mondayOf(template.validFrom), mondayOf(date)) / 7) % template.everyWeeks === 0;
}
