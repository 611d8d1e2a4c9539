/**
 * The Gregorian calendar by arithmetic and not by Temporal: screens compare thousands of moments, and every document
 * that comes from elsewhere is looked at, each with several days and moments in it.
 */

/** Days since 1970-01-01. The year is taken to begin in March, so a leap day is its last. */
export function daysOf(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}

export function civilOf(days: number): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Whether the calendar has such a day; `text` begins with it as `2026-11-16`. */
export function isDay(text: string): boolean {
  const [year, month, dayOfMonth] = [numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2)];
  if (month < 1 || month > 12 || dayOfMonth < 1) return false;
  if (month !== 2) return dayOfMonth <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return dayOfMonth <= (isLeap ? 29 : 28);
}

/** The number that so many digits of a text make. */
export function numberAt(text: string, from: number, digits: number): number {
  let value = 0;
  for (let index = from; index < from + digits; index++) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
}
