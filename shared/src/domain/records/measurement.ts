import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { quantity, type Quantity, quantitySchema } from '../../base/quantity.ts';
import { lineText } from '../../base/text.ts';
import { actorSchema } from '../document.ts';
import { weightLimits } from '../pets/weight.ts';

/**
 * One thing measured on an animal at one moment. Two temperatures half an hour apart are two measurements, and both are
 * kept. Numbers are in the unit of their kind; limits that only a slip of the finger exceeds are refused (§7.3).
 */
export const measurementUnits = {
  WEIGHT: 'kg',
  TEMPERATURE: '°C',
  HEART_RATE: '1/min',
  RESPIRATORY_RATE: '1/min',
  CAPILLARY_REFILL: 's',
  BLOOD_PRESSURE: 'mmHg',
} as const;

export type NumericMeasure = keyof typeof measurementUnits;

/** Least and most that is accepted as typed. */
export const hardLimits: Readonly<Record<NumericMeasure, { readonly least: Quantity; readonly most: Quantity }>> = {
  WEIGHT: weightLimits,
  TEMPERATURE: { least: quantity(30), most: quantity(43) },
  HEART_RATE: { least: quantity(1), most: quantity(900) },
  RESPIRATORY_RATE: { least: quantity(1), most: quantity(400) },
  CAPILLARY_REFILL: { least: quantity(0), most: quantity(20) },
  BLOOD_PRESSURE: { least: quantity(10), most: quantity(400) },
};

const score = { score: quantitySchema, of: z.int().min(1).max(100) };

/** What is typed: any number, so that a slip of the finger is answered in words and not by a broken form. */
export const typedMeasureSchema = z.discriminatedUnion('what', [
  numeric('WEIGHT'),
  numeric('TEMPERATURE'),
  numeric('HEART_RATE'),
  numeric('RESPIRATORY_RATE'),
  numeric('CAPILLARY_REFILL'),
  numeric('BLOOD_PRESSURE'),
  z.strictObject({
    what: z.literal('MUCOUS_MEMBRANES'),
    finding: z.enum(['PINK_MOIST', 'PALE', 'RED', 'BLUE', 'YELLOW', 'GREY', 'DRY']),
  }),
  /** Value and scale, "5 of 9": a 5 alone says nothing. */
  z.strictObject({ what: z.literal('BODY_CONDITION'), ...score }),
  z.strictObject({
    what: z.literal('MUSCLE_CONDITION'),
    finding: z.enum(['NORMAL', 'MILD_LOSS', 'MODERATE_LOSS', 'SEVERE_LOSS']),
  }),
  z.strictObject({ what: z.literal('PAIN'), ...score, scale: lineText(60) }),
]);
export type Measured = z.infer<typeof typedMeasureSchema>;
export type NumericMeasured = Extract<Measured, { value: Quantity }>;

/** What is stored: only what the limits allow. */
export const measuredSchema = typedMeasureSchema.refine(isWithinLimits, { error: 'outside the limits' });

export const measurementSchema = z.strictObject({
  id: idSchema('Measurement'),
  at: instantSchema,
  by: actorSchema,
  measured: measuredSchema,
  /** How it was taken, what made it doubtful. */
  remark: lineText(200, 0).optional(),
});
export type Measurement = z.infer<typeof measurementSchema>;

/** The measurements of one kind, the latest last. */
export function measurementsOf<What extends Measured['what']>(
  measurements: readonly Measurement[],
  what: What,
): (Measurement & { readonly measured: Extract<Measured, { what: What }> })[] {
  return measurements
    .filter(
      (each): each is Measurement & { measured: Extract<Measured, { what: What }> } => each.measured.what === what,
    )
    .toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
}

export function isWithinLimits(measured: Measured): boolean {
  if ('score' in measured) return measured.score >= 0 && measured.score <= measured.of * 1000;
  if (!('value' in measured)) return true;
  const { least, most } = hardLimits[measured.what];
  return measured.value >= least && measured.value <= most;
}

function numeric<const What extends NumericMeasure>(what: What) {
  return z.strictObject({ what: z.literal(what), value: quantitySchema });
}
