import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { unitSchema } from '../../domain/catalogue/catalogue.ts';
import { codeSchema, nameSchema } from '../../domain/names.ts';
import { personNameSchema } from '../../domain/people/person-name.ts';
import { positionSchema } from '../../domain/stock/movement.ts';
import { query } from '../define.ts';

const lyingSchema = z.strictObject({
  batch: idSchema('Batch'),
  lot: z.string(),
  expiry: civilDateSchema.nullable(),
  position: positionSchema,
  quantity: quantitySchema,
});

const goodsSchema = z.strictObject({
  product: idSchema('Product'),
  code: codeSchema,
  name: nameSchema,
  unit: unitSchema,
});

export const stockQueries = {
  /** Every product of this place with how much of it may be used and the least there should be. */
  levels: query({
    input: {},
    output: z.array(goodsSchema.extend({ usable: quantitySchema, minimum: quantitySchema, isLow: z.boolean() })),
    reads: ['stock', 'catalogue'],
    right: 'stock.read',
  }),
  /** What expires within two months or has expired, and what is below zero, at this place (R-093, C-51). */
  alerts: query({
    input: {},
    output: z.array(
      goodsSchema.extend({
        alert: z.enum(['LOW', 'NEAR_EXPIRY', 'EXPIRED', 'NEGATIVE']),
        lying: lyingSchema.nullable(),
      }),
    ),
    reads: ['stock', 'catalogue'],
    right: 'stock.read',
  }),
  /** Where the batches of a product lie at this place, first expiring first. */
  batches: query({
    input: { product: idSchema('Product') },
    output: z.array(lyingSchema),
    reads: ['stock', 'catalogue'],
    right: 'stock.read',
  }),
  /** The journal of a controlled drug, batch by batch, row by row with the running balance (§7.4). */
  journal: query({
    input: { product: idSchema('Product') },
    output: z.array(
      z.strictObject({
        batch: idSchema('Batch'),
        lot: z.string(),
        rows: z.array(
          z.strictObject({
            movement: idSchema('Movement'),
            at: instantSchema,
            what: z.string(),
            change: quantitySchema,
            left: quantitySchema,
            by: personNameSchema.optional(),
            witness: personNameSchema.optional(),
            pet: z.string().optional(),
            owner: personNameSchema.optional(),
          }),
        ),
      }),
    ),
    reads: ['stock', 'staff', 'pets', 'clients', 'catalogue'],
    right: 'controlled.read',
    errors: ['NOT_FOUND', 'NOT_CONTROLLED'],
  }),
};
