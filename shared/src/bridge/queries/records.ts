import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { codeSchema, nameSchema } from '../../domain/names.ts';
import { query } from '../define.ts';

export const recordQueries = {
  /** The vaccines of this place that an animal can get, each with the batches at hand, first expiring first (V6). */
  vaccines: query({
    input: { pet: idSchema('Pet') },
    output: z.array(
      z.strictObject({
        product: idSchema('Product'),
        code: codeSchema,
        name: nameSchema,
        batches: z.array(
          z.strictObject({
            batch: idSchema('Batch'),
            lot: z.string(),
            expiry: civilDateSchema.nullable(),
            quantity: quantitySchema,
          }),
        ),
      }),
    ),
    reads: ['catalogue', 'stock', 'pets', 'settings'],
    right: 'records.read',
    errors: ['NOT_FOUND'],
  }),
};
