import { z } from 'zod';
import { civilDateSchema, civilDate } from '../../base/civil-date.ts';
import { quantity, type Quantity, quantitySchema } from '../../base/quantity.ts';
import { lineText } from '../../base/text.ts';
import { speciesSchema } from '../pets/pet.ts';

/**
 * Between which values a healthy animal is found (§7.3). Sources differ widely, so these only ever warn, a missing range
 * never warns, and the chief vet of a clinic edits and signs off the table.
 */
export const vitalRangeSchema = z.strictObject({
  species: speciesSchema,
  /** Only for this kind of the species: a rodent may be a guinea pig or a mouse. */
  breed: lineText(80).optional(),
  /** Only for animals from or below this age, and of or below this weight. */
  fromMonths: z.int().min(0).max(600).optional(),
  belowMonths: z.int().min(1).max(600).optional(),
  fromWeight: quantitySchema.optional(),
  belowWeight: quantitySchema.optional(),
  what: z.enum(['TEMPERATURE', 'HEART_RATE', 'RESPIRATORY_RATE', 'CAPILLARY_REFILL']),
  least: quantitySchema,
  most: quantitySchema,
  note: z.strictObject({ ru: lineText(200), en: lineText(200) }).optional(),
});
export type VitalRange = z.infer<typeof vitalRangeSchema>;

export const vitalTableSchema = z.strictObject({
  version: lineText(40),
  validFrom: civilDateSchema,
  ranges: z.array(vitalRangeSchema).max(500),
});
export type VitalTable = z.infer<typeof vitalTableSchema>;

type Span = readonly [least: number, most: number];
type Kind = Pick<VitalRange, 'species' | 'breed' | 'fromMonths' | 'belowMonths' | 'fromWeight' | 'belowWeight'>;

const disputed = {
  ru: 'Источники расходятся, предупреждаем только о явных отклонениях.',
  en: 'Sources disagree; only values far outside are pointed out.',
};
const stressed = { ru: 'Стресс повышает все показатели.', en: 'Stress raises all values.' };
const puppy = { ru: 'У щенков пульс до 220.', en: 'Puppies may reach 220.' };

/** Narrower rows come first: the first one that fits an animal counts. */
export const defaultVitalTable: VitalTable = {
  version: 'LAPKA-2026',
  validFrom: civilDate('2026-01-01'),
  ranges: [
    row({ species: 'DOG', belowMonths: 12 }, 'HEART_RATE', [60, 220], puppy),
    row({ species: 'DOG', fromMonths: 12, fromWeight: quantity(25) }, 'HEART_RATE', [60, 100]),
    row({ species: 'DOG', fromMonths: 12, belowWeight: quantity(10) }, 'HEART_RATE', [100, 140]),
    row({ species: 'DOG' }, 'TEMPERATURE', [37.5, 39.2]),
    row({ species: 'DOG' }, 'HEART_RATE', [60, 140]),
    row({ species: 'DOG' }, 'RESPIRATORY_RATE', [10, 30]),
    row({ species: 'DOG' }, 'CAPILLARY_REFILL', [0, 2]),
    row({ species: 'CAT' }, 'TEMPERATURE', [37.5, 39.2], stressed),
    row({ species: 'CAT' }, 'HEART_RATE', [140, 220], stressed),
    row({ species: 'CAT' }, 'RESPIRATORY_RATE', [16, 40], stressed),
    row({ species: 'CAT' }, 'CAPILLARY_REFILL', [0, 2]),
    row({ species: 'RABBIT' }, 'TEMPERATURE', [38.5, 40]),
    row({ species: 'RABBIT' }, 'HEART_RATE', [120, 325], disputed),
    row({ species: 'RABBIT' }, 'RESPIRATORY_RATE', [30, 60]),
    row({ species: 'FERRET' }, 'TEMPERATURE', [37.8, 40]),
    row({ species: 'FERRET' }, 'HEART_RATE', [200, 400]),
    row({ species: 'FERRET' }, 'RESPIRATORY_RATE', [33, 36]),
    row({ species: 'RODENT', breed: 'GUINEA_PIG' }, 'TEMPERATURE', [37.2, 39.5]),
    row({ species: 'RODENT', breed: 'GUINEA_PIG' }, 'HEART_RATE', [130, 310], disputed),
    row({ species: 'RODENT', breed: 'GUINEA_PIG' }, 'RESPIRATORY_RATE', [42, 150], disputed),
  ],
};

function row(kind: Kind, what: VitalRange['what'], [least, most]: Span, note?: VitalRange['note']): VitalRange {
  return { ...kind, what, least: quantity(least), most: quantity(most), ...(note !== undefined && { note }) };
}

/** What the ranges depend on; unknown age and weight fit only rows that do not ask for them. */
export interface MeasuredAnimal {
  readonly species: VitalRange['species'];
  readonly breed?: string | undefined;
  readonly ageMonths?: number | undefined;
  readonly weight?: Quantity | undefined;
}

export function rangeFor(table: VitalTable, animal: MeasuredAnimal, what: VitalRange['what']): VitalRange | undefined {
  return table.ranges.find((range) => range.what === what && fits(range, animal));
}

function fits(range: VitalRange, { species, breed, ageMonths, weight }: MeasuredAnimal): boolean {
  return (
    range.species === species &&
    (range.breed === undefined || range.breed === breed) &&
    within(ageMonths, range.fromMonths, range.belowMonths) &&
    within(weight, range.fromWeight, range.belowWeight)
  );
}

function within(value: number | undefined, from: number | undefined, below: number | undefined): boolean {
  if (from === undefined && below === undefined) return true;
  return value !== undefined && (from === undefined || value >= from) && (below === undefined || value < below);
}
