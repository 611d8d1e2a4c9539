import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { currencySchema } from '../../base/money.ts';
import { lineText } from '../../base/text.ts';
import { codeSchema } from '../names.ts';
import { entryFields, listingSchema } from './entry-fields.ts';

/** A named set of prices in one currency. What it does not price itself, it takes from `parent`. */
export const priceListSchema = z.strictObject({
  id: idSchema('PriceList'),
  kind: z.literal('PRICE_LIST'),
  currency: currencySchema,
  parent: idSchema('PriceList').nullable(),
  ...entryFields,
});
export type PriceList = z.infer<typeof priceListSchema>;

/** A branch of the tree products are sorted in. */
export const productCategorySchema = z.strictObject({
  id: idSchema('ProductCategory'),
  kind: z.literal('PRODUCT_CATEGORY'),
  parent: idSchema('ProductCategory').nullable(),
  ...entryFields,
});
export type ProductCategory = z.infer<typeof productCategorySchema>;

export const manufacturerSchema = z.strictObject({
  id: idSchema('Manufacturer'),
  kind: z.literal('MANUFACTURER'),
  ...entryFields,
});

/** Whom the clinic buys from. */
export const supplierSchema = z.strictObject({
  id: idSchema('Supplier'),
  kind: z.literal('SUPPLIER'),
  status: z.enum(['ACTIVE', 'SUSPENDED', 'ARCHIVED']),
  contacts: z.array(z.strictObject({ name: lineText(120), phone: lineText(24, 0), email: lineText(200, 0) })).max(20),
  /** Sealed by the node before it is stored; never plain text. */
  sealedBankDetails: lineText(4_000, 0).nullable(),
  ...entryFields,
});
export type Supplier = z.infer<typeof supplierSchema>;

/** A room or cupboard where stock is kept, with its shelves. */
export const stockroomSchema = z.strictObject({
  id: idSchema('Stockroom'),
  kind: z.literal('STOCKROOM'),
  location: idSchema('Location'),
  shelves: z
    .array(z.strictObject({ code: codeSchema, sort: z.enum(['SHELF', 'PALLET', 'FLOOR', 'BIN', 'FRIDGE', 'SAFE']) }))
    .max(200),
  status: listingSchema,
  ...entryFields,
});
export type Stockroom = z.infer<typeof stockroomSchema>;
