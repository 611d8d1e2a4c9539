import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { currencySchema } from '../../base/money.ts';
import { lineText } from '../../base/text.ts';
import { documentFields } from '../document.ts';
import { lineSchema } from './line.ts';

/**
 * A sale being rung up. Each person has one at a desk at a time; the others are parked under a few words ("lady with the
 * black cat") until somebody goes on with them. Prices stay as they were when a thing was added, until the draft expires
 * (R-091).
 */
export const draftSaleSchema = z.strictObject({
  id: idSchema('DraftSale'),
  kind: z.literal('DRAFT_SALE'),
  location: idSchema('Location'),
  date: civilDateSchema,
  desk: idSchema('Device'),
  staff: idSchema('Staff'),
  client: idSchema('Client').nullable(),
  label: lineText(200, 0),
  currency: currencySchema,
  lines: z.array(lineSchema).max(600),
  expires: instantSchema,
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('ACTIVE') }),
    z.strictObject({ status: z.literal('PARKED') }),
    z.strictObject({ status: z.literal('SOLD'), invoice: idSchema('Invoice') }),
    z.strictObject({ status: z.literal('DISCARDED') }),
  ]),
  ...documentFields,
});
