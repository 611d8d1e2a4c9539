import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { percentSchema } from '../../base/percent.ts';
import { amountSchema } from '../amounts.ts';
import { nameSchema } from '../names.ts';
import { speciesSchema } from '../pets/pet.ts';
import { entryFields, listingSchema } from './entry-fields.ts';
import { unitPriceSchema } from './price-terms.ts';
import { serviceCategorySchema } from './service.ts';

/** Several visits bought at once for less: "5 for the price of 4". */
export const packageTemplateSchema = z.strictObject({
  id: idSchema('PackageTemplate'),
  kind: z.literal('PACKAGE'),
  services: z.array(idSchema('Service')).min(1).max(20),
  visits: z.int().min(1).max(100),
  paidVisits: z.int().min(1).max(100),
  /** How long the visits can be used; null: without end. */
  validMonths: z.int().min(1).max(120).nullable(),
  status: listingSchema,
  ...entryFields,
});
export type PackageTemplate = z.infer<typeof packageTemplateSchema>;

/** A wellness plan: a monthly price, and what a pet gets for it in a year. */
export const planSchema = z.strictObject({
  id: idSchema('Plan'),
  kind: z.literal('PLAN'),
  species: z.union([z.literal('ALL'), z.array(speciesSchema).min(1).max(8)]),
  included: z
    .array(
      z.strictObject({
        id: idSchema('PlanItem'),
        name: nameSchema,
        services: z.array(idSchema('Service')).min(1).max(30),
        perYear: z.int().min(1).max(100),
      }),
    )
    .max(20),
  discounts: z.array(z.strictObject({ category: idSchema('ProductCategory'), share: percentSchema })).max(20),
  prices: z.array(unitPriceSchema).max(200),
  status: listingSchema,
  ...entryFields,
});
export type Plan = z.infer<typeof planSchema>;

/** What a promotion is limited to; an empty list is everything. */
export const promotionScopeSchema = z
  .array(
    z.discriminatedUnion('of', [
      z.strictObject({ of: z.literal('SERVICE'), service: idSchema('Service') }),
      z.strictObject({ of: z.literal('SERVICE_CATEGORY'), category: serviceCategorySchema }),
      z.strictObject({ of: z.literal('PRODUCT'), product: idSchema('Product') }),
      z.strictObject({ of: z.literal('PRODUCT_CATEGORY'), category: idSchema('ProductCategory') }),
      z.strictObject({ of: z.literal('MANUFACTURER'), manufacturer: idSchema('Manufacturer') }),
    ]),
  )
  .max(100);
export type PromotionScope = z.infer<typeof promotionScopeSchema>;

/** What a promotion takes off. FREE_TRAVEL waives the distance part of a home visit (C-24). */
export const promotionEffectSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('PERCENTAGE'), share: percentSchema }),
  z.strictObject({ type: z.literal('FIXED_AMOUNT'), amount: amountSchema }),
  z.strictObject({ type: z.literal('FREE_TRAVEL') }),
]);
export type PromotionEffect = z.infer<typeof promotionEffectSchema>;

/** Something off for a while, by code. Both days are included; null limits do not limit. */
export const promotionSchema = z.strictObject({
  id: idSchema('Promotion'),
  kind: z.literal('PROMOTION'),
  effect: promotionEffectSchema,
  scope: promotionScopeSchema,
  from: civilDateSchema,
  until: civilDateSchema,
  totalLimit: z.int().min(0).max(1_000_000).nullable(),
  perClientLimit: z.int().min(0).max(1_000_000).nullable(),
  minimum: amountSchema.nullable(),
  status: listingSchema,
  ...entryFields,
});
export type Promotion = z.infer<typeof promotionSchema>;
