import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { amountSchema, priceSchema } from '../amounts.ts';
import { documentFields } from '../document.ts';

/** Takes back lines of an issued invoice, whole or in part. It is never changed. */
export const creditNoteSchema = z.strictObject({
  id: idSchema('CreditNote'),
  kind: z.literal('CREDIT_NOTE'),
  location: idSchema('Location'),
  date: civilDateSchema,
  invoice: idSchema('Invoice'),
  number: z.string().min(1).max(40),
  lines: z
    .array(z.strictObject({ line: idSchema('InvoiceLine'), amount: priceSchema }))
    .min(1)
    .max(200),
  total: amountSchema,
  reason: z.string().max(500).regex(/\S/),
  state: z.strictObject({ status: z.literal('ISSUED') }),
  ...documentFields,
});
