import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { positiveQuantitySchema } from '../../domain/amounts.ts';
import { codeSchema } from '../../domain/names.ts';
import { movementSchema } from '../../domain/stock/movement.ts';

const { codes, serials } = movementSchema.shape;

/** How much of a product, in packs or base units, and what was scanned of it. */
export const goodsSchema = z.strictObject({
  product: idSchema('Product'),
  /** The pack that is counted; null: base units (C-50). */
  pack: codeSchema.nullable(),
  count: positiveQuantitySchema,
  /** The batch somebody scanned; null: whichever expires first. */
  batch: idSchema('Batch').nullable(),
  /** Where it is taken from; not there: from the stockroom of this place that has it. */
  stockroom: idSchema('Stockroom').optional(),
  codes,
  serials,
});
export type Goods = z.infer<typeof goodsSchema>;
