import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** E-mail as it is compared: trimmed and in small letters. */
export const emailSchema = z
  .string()
  .max(254)
  .regex(/^[^\s@<>"]{1,64}@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/)
  .refine((text) => text === text.trim().toLowerCase())
  .brand<'Email'>();
export type Email = z.infer<typeof emailSchema>;

export function parseEmail(text: string): Result<Email, Failure<'NOT_AN_EMAIL'>> {
  const parsed = emailSchema.safeParse(text.length > 300 ? '' : text.trim().toLowerCase());
  return parsed.success ? ok(parsed.data) : err(failure('NOT_AN_EMAIL'));
}
