import type { Result } from '../base/result.ts';

/** What a decision gave, where a test knows that it is not refused. */
export function given<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
}

/** The code a decision was refused with, or `ok`. */
export function codeOf(result: Result<unknown, { readonly code: string }>): string {
  return result.ok ? 'ok' : result.error.code;
}

/** Whether a decision was refused or gave something that can be stored. */
export function isRefusedOrFits(
  result: Result<unknown, unknown>,
  schema: { readonly safeParse: (value: unknown) => { readonly success: boolean } },
): boolean {
  return !result.ok || schema.safeParse(result.value).success;
}
