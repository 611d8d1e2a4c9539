import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { lineText, longText } from '../../base/text.ts';
import { positiveQuantitySchema, priceSchema } from '../amounts.ts';
import { documentFields } from '../document.ts';
import { positionSchema } from './movement.ts';

/** What one pack says of itself. The same batch is the same document, whichever desk meets it first (C-49). */
export const batchSchema = z.strictObject({
  id: idSchema('Batch'),
  kind: z.literal('BATCH'),
  product: idSchema('Product'),
  date: civilDateSchema,
  /** `NOBATCH` where the product is only counted. */
  lot: lineText(60),
  /** The last day it may be used. */
  expiry: civilDateSchema.nullable(),
  ...documentFields,
});

/** What was ordered from a supplier (E-066). How much has come is told by the movements that name it. */
export const receiptSchema = z.strictObject({
  id: idSchema('Receipt'),
  kind: z.literal('RECEIPT'),
  supplier: idSchema('Supplier'),
  stockroom: idSchema('Stockroom'),
  /** The day it is expected. */
  date: civilDateSchema,
  note: longText(1_000, 0),
  lines: z
    .array(
      z.strictObject({
        line: lineText(60),
        product: idSchema('Product'),
        expected: positiveQuantitySchema,
        cost: priceSchema.nullable(),
      }),
    )
    .min(1)
    .max(300),
  ...documentFields,
});

/** A word about a receipt: it is on its way, nothing more will come, or it was called off. */
export const receiptStepSchema = z.strictObject({
  id: idSchema('StockStep'),
  kind: z.literal('RECEIPT_STEP'),
  receipt: idSchema('Receipt'),
  date: civilDateSchema,
  step: z.enum(['IN_TRANSIT', 'CLOSED', 'CANCELLED']),
  reason: lineText(500, 0),
  ...documentFields,
});

/** A count of a stockroom, or of some products in it. */
export const stocktakeSchema = z.strictObject({
  id: idSchema('Stocktake'),
  kind: z.literal('STOCKTAKE'),
  stockroom: idSchema('Stockroom'),
  date: civilDateSchema,
  mode: z.enum(['FULL', 'CYCLE_COUNT']),
  /** What a cycle count is about; empty for a full count. */
  products: z.array(idSchema('Product')).max(500),
  ...documentFields,
});

export const stocktakeStepSchema = z.strictObject({
  id: idSchema('StockStep'),
  kind: z.literal('STOCKTAKE_STEP'),
  stocktake: idSchema('Stocktake'),
  date: civilDateSchema,
  step: z.enum(['IN_PROGRESS', 'COMPLETED', 'CANCELLED']),
  reason: lineText(500, 0),
  ...documentFields,
});

/** What somebody counted. Counted again, the later count stands. */
export const countSchema = z.strictObject({
  id: idSchema('Count'),
  kind: z.literal('COUNT'),
  stocktake: idSchema('Stocktake'),
  date: civilDateSchema,
  product: idSchema('Product'),
  batch: idSchema('Batch'),
  position: positionSchema,
  /** What the books said at that moment. */
  system: quantitySchema,
  counted: quantitySchema.refine((value) => value >= 0),
  /** counted − system. */
  discrepancy: quantitySchema,
  ...documentFields,
});

/** The marking system was told that packs with codes were used (§7.4). */
export const markingSentSchema = z.strictObject({
  id: idSchema('StockStep'),
  kind: z.literal('MARKING_SENT'),
  movement: idSchema('Movement'),
  date: civilDateSchema,
  answer: lineText(200, 0),
  ...documentFields,
});
