import { z } from 'zod';
import { failure, type Failure } from '../base/failure.ts';
import { sha256Hex } from '../base/hash.ts';
import { jsonText } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';

/**
 * What a person saw of something before changing it, in a few letters. A form gets the mark with what it shows and sends
 * it back; the mark is another one exactly when somebody changed what was shown, and not when something beside it did
 * (R-017).
 */
export const seenSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .brand<'Seen'>();
export type Seen = z.infer<typeof seenSchema>;

export function seenOf(shown: object): Seen {
  return seenSchema.parse(sha256Hex(jsonText(shown)).slice(0, 16));
}

/** Whether what was shown is still what is there. */
export function stillAsSeen(current: object, seen: Seen): Result<void, Failure<'CHANGED_MEANWHILE'>> {
  return seenOf(current) === seen ? ok() : err(failure('CHANGED_MEANWHILE'));
}
