import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';

/**
 * Numbers people read out on the phone (C-52). Each device writes its own series letter into them, so two desks without
 * a connection never give the same number: booking `L1-A-261116-003`, invoice `L1-A-000417`.
 */
export const seriesSchema = z
  .string()
  .regex(/^[A-HJ-NP-Z]{1,2}$/)
  .brand<'Series'>();
export type Series = z.infer<typeof seriesSchema>;

export const locationCodeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{0,4}$/)
  .brand<'LocationCode'>();
export type LocationCode = z.infer<typeof locationCodeSchema>;

export const bookingCodeSchema = z
  .string()
  .max(24)
  .regex(/^[A-Z][A-Z0-9]{0,4}-[A-HJ-NP-Z]{1,2}-\d{6}-\d{3,4}$/);
export const invoiceNumberSchema = z
  .string()
  .max(24)
  .regex(/^[A-Z][A-Z0-9]{0,4}-[A-HJ-NP-Z]{1,2}-\d{6,8}$/);

/** I and O look like 1 and 0 on a receipt. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('');

/** The next free series of the organisation; a revoked device keeps its own for ever, because its numbers are out there. */
export function nextSeries(everUsed: readonly Series[]): Result<Series, Failure<'SERIES_USED_UP'>> {
  const used = new Set<string>(everUsed);
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const free = [...letters, ...pairs].find((series) => !used.has(series));
  return free === undefined ? err(failure('SERIES_USED_UP')) : ok(seriesSchema.parse(free));
}

/** The booking code of a device, location and day; numbers start at 1 every day. */
export function bookingCode(
  location: LocationCode,
  series: Series,
  day: CivilDate,
  number: number,
): Result<string, Failure<'NUMBERS_USED_UP'>> {
  const isPossible = Number.isInteger(number) && number >= 1 && number <= 9_999;
  if (!isPossible) return err(failure('NUMBERS_USED_UP', { series }));
  return ok(`${location}-${series}-${day.slice(2).replaceAll('-', '')}-${String(number).padStart(3, '0')}`);
}

/** The invoice number of a device; it counts on for ever. */
export function invoiceNumber(
  location: LocationCode,
  series: Series,
  number: number,
): Result<string, Failure<'NUMBERS_USED_UP'>> {
  const isPossible = Number.isInteger(number) && number >= 1 && number <= 99_999_999;
  if (!isPossible) return err(failure('NUMBERS_USED_UP', { series }));
  return ok(`${location}-${series}-${String(number).padStart(6, '0')}`);
}

export type HumanCode =
  | { readonly kind: 'BOOKING'; readonly code: string; readonly series: Series; readonly day: CivilDate }
  | { readonly kind: 'INVOICE'; readonly code: string; readonly series: Series };

/** What stands for a Latin letter when the keyboard is Cyrillic: the letter that looks like it. */
const lookalikes: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};

/** Reads a code as people type it: small letters, spaces or long dashes for dashes, Cyrillic letters that look alike. */
export function parseHumanCode(text: string): Result<HumanCode, Failure<'NOT_A_CODE'>> {
  if (text.length > 40) return err(failure('NOT_A_CODE'));
  const code = text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s‐-―−-]+/g, '-')
    .replaceAll(/[А-Я]/g, (letter) => lookalikes[letter] ?? letter);
  const parts = /^[A-Z][A-Z0-9]{0,4}-([A-HJ-NP-Z]{1,2})-(\d{6,8})(?:-\d{3,4})?$/.exec(code);
  const series = seriesSchema.safeParse(parts?.[1]);
  const digits = parts?.[2];
  if (digits === undefined || !series.success) return err(failure('NOT_A_CODE'));
  if (invoiceNumberSchema.safeParse(code).success) return ok({ kind: 'INVOICE', code, series: series.data });
  const day = parseCivilDate(`20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`);
  if (!bookingCodeSchema.safeParse(code).success || !day.ok) return err(failure('NOT_A_CODE'));
  return ok({ kind: 'BOOKING', code, series: series.data, day: day.value });
}
