import { ORPCError } from '@orpc/client';
import { sentenceOf } from '@lapka/shared/base/failure.ts';
import { baseFailures } from '@lapka/shared/base/failures.ts';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { currentLanguage } from '../text/i18n.ts';

/** The sentence a person reads about a failed call, in their language. */
export function failureText(error: Error): string {
  const { code, data } =
    error instanceof ORPCError
      ? { code: String(error.code), data: jsonObjectSchema.safeParse(error.data) }
      : unknownFailure;
  const text = Object.entries(baseFailures).find(([known]) => known === code)?.[1] ?? baseFailures.BUG;
  return sentenceOf(text, data?.data ?? {}, currentLanguage());
}

const unknownFailure = { code: 'BUG', data: undefined };
