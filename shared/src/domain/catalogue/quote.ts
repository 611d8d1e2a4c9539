import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { geoPositionSchema } from '../../base/geo-position.ts';
import { idSchema } from '../../base/id.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { lineText } from '../../base/text.ts';
import { priceSchema } from '../amounts.ts';
import { stampSchema } from '../document.ts';
import { codeSchema, nameSchema } from '../names.ts';
import { weightSchema } from './price-terms.ts';
import { serviceCategorySchema } from './service.ts';

/** Kilometres to the owner's home as they were when the quote was made (C-04). */
const distanceSchema = quantitySchema.refine((value) => value >= 0 && value <= 1_000_000, { error: 'not a distance' });

/**
 * What a visit will cost, worked out once when it is booked and kept with the booking for ever (R-040, C-05). A quote
 * copies everything it used: the price, the weight, the distance. A price list that changes later, a corrected distance
 * or a grown puppy never change it; extra work becomes invoice lines.
 *
 * A service priced by weight for an animal nobody has weighed yet makes the quote an estimate: it can be booked and not
 * be checked out (C-01).
 */
export const quotePlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CLINIC') }),
  z.strictObject({
    kind: z.literal('HOME'),
    address: lineText(300),
    coordinates: geoPositionSchema,
    distance: distanceSchema,
  }),
]);
export type QuotePlace = z.infer<typeof quotePlaceSchema>;

/** What the animal's weight added to the base price. UNKNOWN makes an estimate. */
export const quotedWeightSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('NONE') }),
  z.strictObject({ mode: z.literal('PER_KG'), weight: weightSchema, perKg: priceSchema, amount: priceSchema }),
  z.strictObject({
    mode: z.literal('TIER'),
    weight: weightSchema,
    from: quantitySchema,
    below: quantitySchema.nullable(),
    amount: priceSchema,
  }),
  z.strictObject({ mode: z.literal('UNKNOWN') }),
]);

export const quoteLineSchema = z.strictObject({
  service: idSchema('Service'),
  code: codeSchema,
  name: nameSchema,
  category: serviceCategorySchema,
  /** The price of the list this was worked out from. */
  price: idSchema('Price'),
  base: priceSchema,
  weight: quotedWeightSchema,
  /** Base and weight of one. */
  unitPrice: priceSchema,
  quantity: z.int().min(1).max(99),
  /** The way to a home visit, on the line that carries it. */
  travel: priceSchema,
  /** unitPrice × quantity + travel. */
  total: priceSchema,
});
export type QuoteLine = z.infer<typeof quoteLineSchema>;

export const quoteSchema = z.strictObject({
  version: z.int().min(1).max(1_000),
  made: stampSchema,
  /** Why it was made anew; empty for the first one. */
  reason: lineText(500, 0),
  /** The day whose prices were used. */
  date: civilDateSchema,
  place: quotePlaceSchema,
  lines: z.array(quoteLineSchema).min(1).max(20),
  total: priceSchema,
  certainty: z.enum(['FIRM', 'ESTIMATE']),
});
export type Quote = z.infer<typeof quoteSchema>;
