import { z } from 'zod';
import { instantSchema } from '../../base/instant.ts';
import { amountSchema } from '../amounts.ts';
import { gatewayIdSchema, referenceSchema } from './means.ts';

/** What the person at the desk enters. Paying by package or plan is not chosen here: it follows from the lines. */
export const paymentWishSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('CASH'), tendered: amountSchema }),
  z.strictObject({ method: z.literal('CARD'), amount: amountSchema, slip: referenceSchema }),
  z.strictObject({
    method: z.literal('ONLINE'),
    amount: amountSchema,
    gatewayId: gatewayIdSchema,
    paidAt: instantSchema,
  }),
  z.strictObject({ method: z.literal('WALLET'), amount: amountSchema }),
  z.strictObject({ method: z.literal('TRANSFER'), amount: amountSchema, reference: referenceSchema }),
  z.strictObject({ method: z.literal('ON_ACCOUNT'), amount: amountSchema }),
]);
export type PaymentWish = z.infer<typeof paymentWishSchema>;

/** By which way a client gives or gets the money of a wallet. */
export const walletWaySchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.enum(['CASH', 'CARD']) }),
  z.strictObject({ method: z.literal('ONLINE'), gatewayId: gatewayIdSchema }),
  z.strictObject({ method: z.literal('TRANSFER'), reference: referenceSchema }),
]);
export type WalletWay = z.infer<typeof walletWaySchema>;
