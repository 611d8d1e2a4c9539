import { z } from 'zod';
import { jsonValueSchema } from '../../base/json.ts';
import { lineText, longText } from '../../base/text.ts';

/** Area and name in lower case: `booking.holdSeconds`. */
export const preferenceKeySchema = z
  .string()
  .max(80)
  .regex(/^[a-z]+(?:\.[a-z][A-Za-z0-9]*)+$/);

/** A typed value. A secret is kept only as the server's seal of it; no desk can read it. */
export const preferenceValueSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('STRING'), value: longText(10_000, 0) }),
  z.strictObject({ type: z.literal('NUMBER'), value: z.number() }),
  z.strictObject({ type: z.literal('BOOLEAN'), value: z.boolean() }),
  z.strictObject({ type: z.literal('JSON'), value: jsonValueSchema }),
  z.strictObject({ type: z.literal('SECRET'), sealed: lineText(10_000) }),
]);
export type PreferenceValue = z.infer<typeof preferenceValueSchema>;
