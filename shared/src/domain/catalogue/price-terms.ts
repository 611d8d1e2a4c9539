import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { priceSchema } from '../amounts.ts';

/** A weight in kilograms as prices use it: a gram to a ton. */
export const weightSchema = quantitySchema.refine((value) => value > 0 && value <= 1_000_000, {
  error: 'not a weight',
});

/** `[from, below)` in kilograms; the last bracket may be open (C-02). */
export const weightTierSchema = z.strictObject({
  from: quantitySchema.refine((value) => value >= 0),
  below: quantitySchema.nullable(),
  amount: priceSchema,
});
export type WeightTier = z.infer<typeof weightTierSchema>;

/** How the weight of the animal changes a price: not at all, by each kilogram, or by a bracket's amount (C-01). */
export const weightPriceSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('NONE') }),
  z.strictObject({ mode: z.literal('PER_KG'), perKg: priceSchema }),
  z.strictObject({ mode: z.literal('TIER'), tiers: z.array(weightTierSchema).min(1).max(30) }),
]);
export type WeightPrice = z.infer<typeof weightPriceSchema>;

/** What a service costs: base + weight + distance. `perKm` null: the way is not charged (C-03, R-038). */
export const serviceTermsSchema = z.strictObject({
  base: priceSchema,
  weight: weightPriceSchema,
  perKm: priceSchema.nullable(),
});
export type ServiceTerms = z.infer<typeof serviceTermsSchema>;

const dated = {
  id: idSchema('Price'),
  list: idSchema('PriceList'),
  validFrom: civilDateSchema,
};

/** A price of one list, valid from a day until the next one of the same list. */
export const servicePriceSchema = z.strictObject({ ...dated, terms: serviceTermsSchema });
export type ServicePrice = z.infer<typeof servicePriceSchema>;

/** The price of one base unit of a product, or of one month of a plan. */
export const unitPriceSchema = z.strictObject({ ...dated, price: priceSchema });
export type UnitPrice = z.infer<typeof unitPriceSchema>;

export type PriceId = ServicePrice['id'];
export type PriceListId = ServicePrice['list'];
