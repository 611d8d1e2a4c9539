import { addDays, addMonths, type CivilDate, monthOf, parseCivilDate, yearOf } from './civil-date.ts';
import { err, ok, type Result } from './result.ts';
import { type WallTime, wallTimeSchema } from './wall-time.ts';

/** A clock time as people type it in a hurry: `9`, `930`, `9:30`, `9.30`, `1430`. */
export function parseTypedTime(text: string): Result<WallTime, 'NOT_A_TIME'> {
  const match = /^(\d{1,2})(?:[:.,\s]?([0-5]\d))?$/.exec(text.trim());
  if (match === null) return err('NOT_A_TIME');
  const [, hour = '', minute = '00'] = match;
  const parsed = wallTimeSchema.safeParse(`${hour.padStart(2, '0')}:${minute}`);
  return parsed.success ? ok(parsed.data) : err('NOT_A_TIME');
}

/**
 * A day as people type it: `17` is the next 17th from today on, `17.11` the 17 November of this year, `17.11.26` and
 * `17.11.2026` say it all, `+7` is in a week, and the ISO form is understood too.
 */
export function parseTypedDate(text: string, today: CivilDate): Result<CivilDate, 'NOT_A_DAY'> {
  const typed = text.trim();
  if (/^\+\d{1,3}$/.test(typed)) return ok(addDays(today, Number(typed.slice(1))));
  const iso = parseCivilDate(typed);
  if (iso.ok) return iso;
  const match = /^(\d{1,2})(?:[./\s-](\d{1,2})(?:[./\s-](\d{2}|\d{4}))?)?$/.exec(typed);
  if (match === null) return err('NOT_A_DAY');
  const [, day = '', month, year] = match;
  if (month === undefined) return nextDayOfMonth(day, today);
  const fullYear = year === undefined ? yearOf(today) : year.length === 2 ? 2000 + Number(year) : Number(year);
  return dayOf(fullYear, Number(month), day);
}

function nextDayOfMonth(day: string, today: CivilDate): Result<CivilDate, 'NOT_A_DAY'> {
  const here = dayOf(yearOf(today), monthOf(today), day);
  if (here.ok && here.value >= today) return here;
  const next = addMonths(today, 1);
  return dayOf(yearOf(next), monthOf(next), day);
}

function dayOf(year: number, month: number, day: string): Result<CivilDate, 'NOT_A_DAY'> {
  const parsed = parseCivilDate(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
  return parsed.ok ? parsed : err('NOT_A_DAY');
}
