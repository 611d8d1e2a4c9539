import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { lineText } from '../../base/text.ts';
import { positiveQuantitySchema } from '../amounts.ts';
import { codeSchema, nameSchema } from '../names.ts';
import { entryFields } from './entry-fields.ts';
import { unitPriceSchema } from './price-terms.ts';

/** What a quantity of a product counts (C-50). */
export const unitSchema = z.enum([
  'DOSE',
  'TABLET',
  'CAPSULE',
  'ML',
  'VIAL',
  'AMPOULE',
  'PIPETTE',
  'BOTTLE',
  'BAG',
  'CAN',
  'PACK',
  'KIT',
  'PIECE',
]);
export type Unit = z.infer<typeof unitSchema>;

/** A pack that is bought or sold as one thing: a blister of ten, a box of thirty. */
export const packSchema = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  /** How many base units are in it. */
  units: positiveQuantitySchema,
  barcodes: z.array(lineText(48, 4)).max(20),
  active: z.boolean(),
});
export type Pack = z.infer<typeof packSchema>;

/** What is given, used up or sold. Quantities are in the base unit; `step` is the smallest part it can be split in. */
export const productSchema = z.strictObject({
  id: idSchema('Product'),
  kind: z.literal('PRODUCT'),
  sort: z.enum(['MEDICINE', 'VACCINE', 'SUPPLY', 'FOOD', 'RETAIL']),
  category: idSchema('ProductCategory').nullable(),
  manufacturer: idSchema('Manufacturer').nullable(),
  unit: unitSchema,
  step: positiveQuantitySchema,
  packs: z.array(packSchema).max(20),
  barcodes: z.array(lineText(48, 4)).max(20),
  /** On a vet's prescription only, or free to sell. */
  supply: z.enum(['RX', 'FREE']),
  /** Counted to the drop, drawn with a witness, never discounted (§7.4, C-23). */
  controlled: z.boolean(),
  antimicrobial: z.boolean(),
  cold: z.boolean(),
  /** LOT: by batch and expiry. SERIAL: every piece has its number. NONE: just a count (C-49). */
  tracking: z.enum(['LOT', 'SERIAL', 'NONE']),
  /** The vaccine of the clinic's protocols this product is a dose of. */
  vaccine: codeSchema.nullable(),
  /** For the label: active substance, strength, form, warnings, how to keep it, days before milk or meat. */
  label: z.strictObject({
    substance: lineText(200, 0),
    strength: lineText(80, 0),
    form: lineText(80, 0),
    warnings: z.array(lineText(200)).max(10),
    storage: lineText(200, 0),
    withdrawal: lineText(200, 0),
  }),
  /** Below this many base units in a stockroom somebody should order. */
  minimum: quantitySchema.refine((value) => value >= 0),
  prices: z.array(unitPriceSchema).max(500),
  status: z.enum(['ACTIVE', 'DRAFT', 'PENDING_MODERATION', 'REJECTED', 'ARCHIVED']),
  ...entryFields,
});
export type Product = z.infer<typeof productSchema>;
export type ProductStatus = Product['status'];
