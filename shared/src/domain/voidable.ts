import { z } from 'zod';
import { type Stamp, stampOrder, stampSchema } from './document.ts';

/**
 * Some entries of the medical book are facts: a dose, a measurement, a file. A fact is never edited away. A mistake is
 * voided, with who, when and why, and stays in the book. Two people may void the same entry; both reasons are kept.
 */
export const voidSchema = z.strictObject({ stamp: stampSchema, reason: z.string().min(1).max(500) });
export type Void = z.infer<typeof voidSchema>;

export const voidedFields = { status: z.literal('VOIDED'), voids: z.array(voidSchema).min(1).max(50) };

/** The voids of both sides, each once, the earliest first. */
export function uniteVoids(ours: readonly Void[], theirs: readonly Void[]): Void[] {
  const byOrder = new Map([...ours, ...theirs].map((each) => [stampOrder(each.stamp), each]));
  return [...byOrder].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** The fields that make an entry a voided one. */
export function voidedBy(stamp: Stamp, reason: string): { status: 'VOIDED'; voids: Void[]; changed: Stamp } {
  return { status: 'VOIDED', voids: [{ stamp, reason }], changed: stamp };
}
