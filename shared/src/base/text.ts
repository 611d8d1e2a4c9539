import { z } from 'zod';

/**
 * Text a person typed, up to so many UTF-16 units. NUL and halves of surrogate pairs are refused: JSON carries them, but
 * Postgres cannot store them, and one such letter would hold up a whole push.
 */
export function textSchema(longest: number): z.ZodType<string, string> {
  return z.string().max(longest).refine(isStorable, { error: 'letters that cannot be stored' });
}

/** Text that says something: more than spaces. */
export function wordsSchema(longest: number): z.ZodType<string, string> {
  return textSchema(longest).refine((text) => /\S/.test(text), { error: 'nothing but spaces' });
}

/** Pasted text without what cannot be stored: NUL goes, a half of a surrogate pair becomes the replacement character. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}
