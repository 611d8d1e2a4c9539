import { ORPCError } from '@orpc/client';
import { failure } from '@lapka/shared/base/failure.ts';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { sentence } from '@lapka/shared/domain/failures.ts';
import { currentLanguage } from '../text/i18n.ts';

/** The sentence a person reads about a failed call, in their language. */
export function failureText(error: Error): string {
  const details = error instanceof ORPCError ? jsonObjectSchema.safeParse(error.data).data : undefined;
  const code = error instanceof ORPCError ? String(error.code) : 'BUG';
  return sentence(failure(code, details), currentLanguage());
}
