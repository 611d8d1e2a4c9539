import { failure, type Failure } from '../base/failure.ts';
import { err, ok, type Result } from '../base/result.ts';
import { lineText, tidyLine } from '../base/text.ts';

const longest = 500;

/** Why somebody did something. */
export const reasonSchema = lineText(longest).regex(/\S/);

/** A typed reason as it is kept, or a refusal where nothing was said. */
export function statedReason(text: string): Result<string, Failure<'REASON_MISSING'>> {
  const reason = tidyLine(text, longest);
  return reason === '' ? err(failure('REASON_MISSING')) : ok(reason);
}
