import { z } from 'zod';
import { lineText } from '../base/text.ts';

/** A short name people use for a thing on lists, labels and tills: `CONS-1`, `V-RAB`. Upper case, unique per kind. */
export const codeSchema = z
  .string()
  .max(24)
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,23}$/);

const wordsSchema = lineText(160).regex(/\S/);

/** A name in both languages of the clinic; the second is a copy of the first where nobody translated it. */
export const nameSchema = z.strictObject({ ru: wordsSchema, en: wordsSchema });
export type LocalName = z.infer<typeof nameSchema>;
