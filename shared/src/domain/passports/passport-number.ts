import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';

/**
 * The number of a passport as it is compared (C-30): capitals, no spaces or dashes, leading zeros kept. What was typed is
 * kept beside it.
 */
export const passportNumberSchema = z
  .string()
  .max(40)
  .regex(/^[A-ZА-ЯЁ0-9/]{3,40}$/)
  .brand<'PassportNumber'>();
export type PassportNumber = z.infer<typeof passportNumberSchema>;

export function parsePassportNumber(text: string): Result<PassportNumber, Failure<'NOT_A_PASSPORT_NUMBER'>> {
  if (text.length > 80) return err(failure('NOT_A_PASSPORT_NUMBER'));
  const written = text
    .replaceAll(/[№#]/g, '')
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐-―−._]/g, '');
  const parsed = passportNumberSchema.safeParse(inOneAlphabet(written));
  return parsed.success && /\d/.test(parsed.data) ? ok(parsed.data) : err(failure('NOT_A_PASSPORT_NUMBER'));
}

const latinLookalikes = new Map(
  Object.entries({ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' }),
);

/** A number whose Cyrillic letters all look like Latin ones is the Latin number: nobody sees which was typed. */
function inOneAlphabet(text: string): string {
  const latin = text.replaceAll(/[А-ЯЁ]/g, (letter) => latinLookalikes.get(letter) ?? letter);
  return /[А-ЯЁ]/.test(latin) ? text : latin;
}
