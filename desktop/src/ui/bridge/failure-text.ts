import { currentLanguage } from '../text/i18n.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { sentenceOnScreen } from '@lapka/shared/bridge/bridge-failures.ts';
import { ORPCError } from '@orpc/client';

/** The sentence a person reads about a failed call, in their language. */
export function failureText(error: Error): string {
  const details = error instanceof ORPCError ? jsonObjectSchema.safeParse(error.data).data : undefined;
  const code = error instanceof ORPCError ? String(error.code) : 'LINE_LOST';
  return sentenceOnScreen(failure(code, details), currentLanguage());
}
