import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { type Instant, instantSchema } from '../../base/instant.ts';
import { formatQuantity, quantity, type Quantity, quantityParts, quantitySchema } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** One point of the weight curve. Weights of a visit carry the visit's record, so that each is here once. */
export const weightSchema = z.strictObject({
  id: idSchema('Weight'),
  /** When the animal stood on the scales, not when somebody typed it. */
  at: instantSchema,
  kilograms: quantitySchema,
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('VISIT'), record: idSchema('Record') }),
    z.strictObject({ kind: z.literal('SCALES') }),
    z.strictObject({ kind: z.literal('TOLD_BY_OWNER') }),
  ]),
});
export type Weight = z.infer<typeof weightSchema>;
export type WeightId = Id<'Weight'>;

/** Anything outside is a typing error (§7.3). */
export const weightLimits = { least: quantity(0.01), most: quantity(120) } as const;

/** A change by more than this asks whether it is meant (§7.3). */
const surprisingPercent = 15;

/** The weight by the latest exam, also when an older exam arrives later (R-024, story 8); then the newer entry. */
export function currentWeight({ weights }: { readonly weights: readonly Weight[] }): Weight | undefined {
  return weightCurve(weights).at(-1);
}

/** Oldest first. */
export function weightCurve(weights: readonly Weight[]): readonly Weight[] {
  const orderOf = ({ at, id }: Weight): string => `${at} ${id}`;
  return weights.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** The weight that was valid at a moment: the last one before it. */
export function weightBefore(weights: readonly Weight[], moment: Instant): Weight | undefined {
  return weightCurve(weights).findLast(({ at }) => at <= moment);
}

/** Whether a weight is possible, and whether somebody has to say that it is meant. */
export function checkWeight(
  weights: readonly Weight[],
  kilograms: Quantity,
  at: Instant,
  confirmed: boolean,
): Result<void, Failure<'MEASUREMENT_OUT_OF_LIMITS' | 'WEIGHT_CHANGE_UNCONFIRMED'>> {
  const { least, most } = weightLimits;
  if (kilograms < least || kilograms > most) {
    return err(failure('MEASUREMENT_OUT_OF_LIMITS', { least: shown(least), most: shown(most) }));
  }
  const before = weightBefore(weights, at);
  if (before === undefined || confirmed) return ok();
  const [was, is] = [quantityParts(before.kilograms).thousandths, quantityParts(kilograms).thousandths];
  if (Math.abs(is - was) * 100 <= was * surprisingPercent) return ok();
  const change = Math.round(((is - was) / was) * 100);
  return err(failure('WEIGHT_CHANGE_UNCONFIRMED', { before: shown(before.kilograms), change }));
}

function shown(amount: Quantity): string {
  return formatQuantity(amount, 'en');
}
