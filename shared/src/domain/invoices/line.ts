import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { add, type Money, times } from '../../base/money.ts';
import { percentSchema } from '../../base/percent.ts';
import { largestAmount, positiveQuantitySchema, priceSchema } from '../amounts.ts';
import { serviceCategorySchema, unitSchema } from '../catalogue/catalogue.ts';
import { stampSchema } from '../document.ts';
import { codeSchema, nameSchema } from '../names.ts';
import { reasonSchema } from '../reason.ts';

/** What a line is for, with what a promotion's scope asks about. */
export const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('SERVICE'), service: idSchema('Service'), category: serviceCategorySchema }),
  z.strictObject({
    kind: z.literal('PRODUCT'),
    product: idSchema('Product'),
    category: idSchema('ProductCategory').nullable(),
    manufacturer: idSchema('Manufacturer').nullable(),
    unit: unitSchema,
    /** From which batches it was taken; they are also in the movements of stock. */
    batches: z.array(z.strictObject({ batch: idSchema('Batch'), quantity: positiveQuantitySchema })).max(20),
  }),
  z.strictObject({
    kind: z.literal('PACKAGE'),
    template: idSchema('PackageTemplate'),
    package: idSchema('ClientPackage'),
  }),
  z.strictObject({ kind: z.literal('PLAN'), subscription: idSchema('Subscription') }),
]);
export type LineItem = z.infer<typeof itemSchema>;

/** What pays for a line, or a part of it, before any discount (C-23). */
export const coverSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('NOTHING') }),
  z.strictObject({ by: z.literal('PACKAGE'), package: idSchema('ClientPackage') }),
  z.strictObject({ by: z.literal('PLAN'), subscription: idSchema('Subscription'), item: idSchema('PlanItem') }),
  /** A plan's share off, such as 10 % on diets. */
  z.strictObject({ by: z.literal('PLAN_SHARE'), subscription: idSchema('Subscription'), share: percentSchema }),
]);
export type Cover = z.infer<typeof coverSchema>;

/**
 * One thing that is charged. What it was and cost is copied once and never edited: a mistake is struck out, with
 * who and why, and entered again.
 */
export const lineSchema = z
  .strictObject({
    id: idSchema('InvoiceLine'),
    item: itemSchema,
    code: codeSchema,
    name: nameSchema,
    quantity: positiveQuantitySchema,
    unitPrice: priceSchema,
    /** The way to a home visit, charged once. */
    travel: priceSchema,
    /** ESTIMATE: priced by a weight nobody knows yet; it cannot be issued so (C-01). */
    certainty: z.enum(['FIRM', 'ESTIMATE']),
    /** Controlled drugs, packages and plans are never discounted (C-23). */
    discountable: z.boolean(),
    cover: coverSchema,
    added: stampSchema,
    charge: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('CHARGED') }),
      z.strictObject({ state: z.literal('STRUCK'), struck: stampSchema, reason: reasonSchema }),
    ]),
  })
  .refine(({ unitPrice, travel }) => unitPrice.currency === travel.currency, { error: 'two currencies' })
  .refine(({ unitPrice, quantity, travel }) => (unitPrice.minor / 1000) * quantity + travel.minor <= largestAmount, {
    error: 'too large',
  });
export type InvoiceLine = z.infer<typeof lineSchema>;

/** unit price × quantity + the way. */
export function grossOf({ unitPrice, quantity, travel }: InvoiceLine): Money {
  return add(times(unitPrice, quantity), travel);
}
