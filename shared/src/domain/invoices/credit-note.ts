import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';
import { amountSchema, priceSchema } from '../amounts.ts';
import { documentFields } from '../document.ts';
import { reasonSchema } from '../reason.ts';

/** Takes back lines of an issued invoice, whole or in part. It is never changed. */
export const creditNoteSchema = z.strictObject({
  id: idSchema('CreditNote'),
  kind: z.literal('CREDIT_NOTE'),
  location: idSchema('Location'),
  date: civilDateSchema,
  invoice: idSchema('Invoice'),
  number: lineText(40),
  lines: z
    .array(z.strictObject({ line: idSchema('InvoiceLine'), amount: priceSchema }))
    .min(1)
    .max(200),
  total: amountSchema,
  reason: reasonSchema,
  state: z.strictObject({ status: z.literal('ISSUED'), numberShared: z.boolean() }),
  ...documentFields,
});
