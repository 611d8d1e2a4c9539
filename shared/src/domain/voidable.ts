import { z } from 'zod';
import { failure, type Failure } from '../base/failure.ts';
import { err, ok, type Result } from '../base/result.ts';
import { longText, tidyText } from '../base/text.ts';
import { type Stamp, stampOrder, stampSchema } from './document.ts';
import type { Policy } from './merging.ts';

const longestReason = 500;

/**
 * Some entries of the medical book are facts: a dose, a measurement, a file. A fact is never edited away. A mistake is
 * voided, with who, when and why, and stays in the book. Two people may void the same entry; both reasons are kept.
 */
export const voidSchema = z.strictObject({ stamp: stampSchema, reason: longText(longestReason) });
export type Void = z.infer<typeof voidSchema>;

/** The fields that make an entry a voided one. The list is longer than one only when devices voided it independently. */
export const voidedFields = { status: z.literal('VOIDED'), voids: z.array(voidSchema).min(1).max(50) };

export type VoidedFields = { readonly status: 'VOIDED'; voids: Void[]; readonly changed: Stamp };

/** Those fields, with the reason as somebody typed it. Without a reason nothing is voided. */
export function voidedBy(stamp: Stamp, typed: string): Result<VoidedFields, Failure<'REASON_MISSING'>> {
  const reason = tidyText(typed, longestReason);
  if (reason === '') return err(failure('REASON_MISSING'));
  return ok({ status: 'VOIDED', voids: [{ stamp, reason }], changed: stamp });
}

/** The policy for the fields `status` and `voids` together: a void is never lost, whatever the other side did. */
export const keepVoids: Policy<object> = (field, merging) => {
  const voids = new Map(
    [...voidsIn(field.ours), ...voidsIn(field.theirs)].map((each) => [stampOrder(each.stamp), each]),
  );
  const inOrder = [...voids].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  return merging.joined(field, { status: 'VOIDED', voids: inOrder });
};

function voidsIn(value: object | undefined): readonly Void[] {
  const parsed = z.object({ voids: z.array(voidSchema) }).safeParse(value);
  return parsed.success ? parsed.data.voids : [];
}
