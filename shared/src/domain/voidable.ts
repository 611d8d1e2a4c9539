import { z } from 'zod';
import { type Stamp, stampOrder, stampSchema } from './document.ts';
import type { Policy } from './merging.ts';

/**
 * Some entries of the medical book are facts: a dose, a measurement, a file. A fact is never edited away. A mistake is
 * voided, with who, when and why, and stays in the book. Two people may void the same entry; both reasons are kept.
 */
export const voidSchema = z.strictObject({ stamp: stampSchema, reason: z.string().min(1).max(500) });
export type Void = z.infer<typeof voidSchema>;

/** The fields that make an entry a voided one. The list is longer than one only when devices voided it independently. */
export const voidedFields = { status: z.literal('VOIDED'), voids: z.array(voidSchema).min(1).max(50) };

export function voidedBy(stamp: Stamp, reason: string): { status: 'VOIDED'; voids: Void[]; changed: Stamp } {
  return { status: 'VOIDED', voids: [{ stamp, reason }], changed: stamp };
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
