import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { formatQuantity, ofThousandths, type Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { divideRounded, toSafeNumber } from '../../base/rounding.ts';
import { positiveQuantitySchema } from '../amounts.ts';
import type { Frequency } from './prescription.ts';

/** How a medicine is dosed, in milligrams, and how it can be divided: half a tablet, a tenth of a millilitre. */
export const doseRuleSchema = z.strictObject({
  perKg: positiveQuantitySchema,
  /** Between which milligrams per kilogram a dose is safe; the rounded dose must lie there, too. */
  leastPerKg: positiveQuantitySchema,
  mostPerKg: positiveQuantitySchema,
  /** Milligrams at once that are never exceeded, however heavy the animal. */
  mostAtOnce: positiveQuantitySchema.optional(),
  /** Milligrams in one unit: a tablet, a millilitre. */
  strength: positiveQuantitySchema,
  step: positiveQuantitySchema,
});
export type DoseRule = z.infer<typeof doseRuleSchema>;

export interface Dose {
  /** How many units to give: tablets, millilitres. */
  readonly units: Quantity;
  readonly milligrams: Quantity;
  readonly perKg: Quantity;
}

export type DoseRefusal = Failure<'WEIGHT_UNKNOWN' | 'DOSE_OUT_OF_RANGE' | 'DOSE_NOT_DIVISIBLE'>;

/**
 * The dose by weight: milligrams per kilogram × weight, in units rounded to what can be divided. The nearest step is
 * taken; when that leaves the safe range, the next one on the other side; and when neither is safe, it is refused.
 */
export function doseByWeight(weight: Quantity | undefined, rule: DoseRule): Result<Dose, DoseRefusal> {
  if (weight === undefined || weight <= 0) return err(failure('WEIGHT_UNKNOWN'));
  if (rule.perKg < rule.leastPerKg || rule.perKg > rule.mostPerKg) return err(outOfRange(rule));
  // Millionths of a milligram on both sides, so nothing is rounded before the step is chosen.
  const wanted = BigInt(rule.perKg) * BigInt(weight);
  const perStep = BigInt(rule.strength) * BigInt(rule.step);
  const nearest = divideRounded(wanted, perStep);
  const other = nearest * perStep > wanted ? nearest - 1n : nearest + 1n;
  const steps = [nearest, other].find((each) => each > 0n && isSafe(each * perStep, BigInt(weight), rule));
  if (steps === undefined) {
    return err(failure('DOSE_NOT_DIVISIBLE', { step: formatQuantity(rule.step, 'en'), ...range(rule) }));
  }
  const units = steps * BigInt(rule.step);
  const milligrams = divideRounded(steps * perStep, 1000n);
  if (units > largest || milligrams > largest) return err(outOfRange(rule));
  return ok({
    units: ofThousandths(toSafeNumber(units)),
    milligrams: ofThousandths(toSafeNumber(milligrams)),
    perKg: ofThousandths(toSafeNumber(divideRounded(steps * perStep, BigInt(weight)))),
  });
}

/** A hundred thousand units or milligrams: no animal takes more, and more would not fit a document. */
const largest = 100_000_000n;

/**
 * How much to hand out for a course, rounded up to what can be divided. As needed counts as often as allowed; a course of
 * so many days holds that many times 24 hours.
 */
export function amountForCourse(
  units: Quantity,
  frequency: Frequency,
  days: number,
  step: Quantity,
): Result<Quantity, Failure<'COURSE_TOO_LARGE'>> {
  const needed = BigInt(units) * BigInt(timesIn(frequency, days));
  const steps = (needed + BigInt(step) - 1n) / BigInt(step);
  if (steps * BigInt(step) > largest) return err(failure('COURSE_TOO_LARGE', { days }));
  return ok(ofThousandths(toSafeNumber(steps * BigInt(step))));
}

export function timesIn(frequency: Frequency, days: number): number {
  switch (frequency.every) {
    case 'ONCE':
      return 1;
    case 'HOURS':
      return Math.ceil((days * 24) / frequency.hours);
    case 'DAYS':
      return Math.ceil(days / frequency.days);
    case 'AS_NEEDED':
      return days * frequency.mostPerDay;
  }
}

function isSafe(given: bigint, weight: bigint, { leastPerKg, mostPerKg, mostAtOnce }: DoseRule): boolean {
  if (given < BigInt(leastPerKg) * weight || given > BigInt(mostPerKg) * weight) return false;
  return mostAtOnce === undefined || given <= BigInt(mostAtOnce) * 1000n;
}

function outOfRange(rule: DoseRule): DoseRefusal {
  return failure('DOSE_OUT_OF_RANGE', { perKg: formatQuantity(rule.perKg, 'en'), ...range(rule) });
}

function range({ leastPerKg, mostPerKg }: DoseRule): { least: string; most: string } {
  return { least: formatQuantity(leastPerKg, 'en'), most: formatQuantity(mostPerKg, 'en') };
}
