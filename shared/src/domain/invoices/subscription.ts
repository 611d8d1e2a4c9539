import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { percentSchema } from '../../base/percent.ts';
import { lineText } from '../../base/text.ts';
import { amountSchema } from '../amounts.ts';
import { documentFields } from '../document.ts';
import { codeSchema, nameSchema } from '../names.ts';

/**
 * A pet's wellness plan: what it costs each month and what it includes each year, as they were when it began. On the
 * first of a month every active one is invoiced.
 */
export const subscriptionSchema = z.strictObject({
  id: idSchema('Subscription'),
  kind: z.literal('SUBSCRIPTION'),
  location: idSchema('Location'),
  /** The day it began; its years are counted from here. */
  date: civilDateSchema,
  client: idSchema('Client'),
  pet: idSchema('Pet'),
  plan: idSchema('Plan'),
  code: codeSchema,
  name: nameSchema,
  monthly: amountSchema,
  included: z
    .array(
      z.strictObject({
        id: idSchema('PlanItem'),
        name: nameSchema,
        services: z.array(idSchema('Service')).min(1).max(30),
        perYear: z.int().min(1).max(100),
      }),
    )
    .max(20),
  discounts: z.array(z.strictObject({ category: idSchema('ProductCategory'), share: percentSchema })).max(20),
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('ACTIVE') }),
    z.strictObject({ status: z.literal('PAUSED'), from: civilDateSchema }),
    z.strictObject({ status: z.literal('ENDED'), on: civilDateSchema, reason: lineText(500, 0) }),
  ]),
  ...documentFields,
});
