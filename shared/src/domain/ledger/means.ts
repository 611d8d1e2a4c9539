import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { lineText } from '../../base/text.ts';
import { priceSchema, signedAmountSchema } from '../amounts.ts';

/**
 * In which shift of which desk something was taken or given. LATE: it reached the books after that shift was closed, so
 * the desk's next shift counts it, visibly.
 */
export const drawerSchema = z.discriminatedUnion('counted', [
  z.strictObject({ counted: z.literal('IN_SHIFT'), till: idSchema('Till'), desk: idSchema('Device') }),
  z.strictObject({ counted: z.literal('LATE'), missed: idSchema('Till'), desk: idSchema('Device') }),
]);
export type Drawer = z.infer<typeof drawerSchema>;

export const gatewayIdSchema = lineText(120);
export const referenceSchema = lineText(120, 0);

/** By which of the eight methods something was paid (C-19), with what only that method has. */
export const paymentMeansSchema = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('CASH'),
    drawer: drawerSchema,
    tendered: priceSchema,
    change: priceSchema,
    /** What the invoice lost by rounding to the coins there are; below zero when it gained. */
    rounding: signedAmountSchema,
  }),
  z.strictObject({ method: z.literal('CARD'), drawer: drawerSchema, slip: referenceSchema }),
  z.strictObject({ method: z.literal('ONLINE'), gatewayId: gatewayIdSchema, paidAt: instantSchema }),
  z.strictObject({ method: z.literal('WALLET'), client: idSchema('Client') }),
  z.strictObject({ method: z.literal('PACKAGE'), package: idSchema('ClientPackage'), booking: idSchema('Booking') }),
  z.strictObject({ method: z.literal('PLAN'), subscription: idSchema('Subscription') }),
  z.strictObject({ method: z.literal('TRANSFER'), reference: referenceSchema }),
  z.strictObject({ method: z.literal('ON_ACCOUNT'), client: idSchema('Client'), approvedBy: idSchema('Staff') }),
]);
export type PaymentMeans = z.infer<typeof paymentMeansSchema>;
export type PaymentMethod = PaymentMeans['method'];

/** How money went back to a client. */
export const refundMeansSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('CASH'), drawer: drawerSchema }),
  z.strictObject({ method: z.literal('CARD'), drawer: drawerSchema, slip: referenceSchema }),
  z.strictObject({ method: z.literal('ONLINE'), gatewayId: gatewayIdSchema }),
  z.strictObject({ method: z.literal('WALLET'), client: idSchema('Client') }),
  z.strictObject({ method: z.literal('PACKAGE'), package: idSchema('ClientPackage'), booking: idSchema('Booking') }),
  z.strictObject({ method: z.literal('PLAN'), subscription: idSchema('Subscription') }),
  z.strictObject({ method: z.literal('TRANSFER'), reference: referenceSchema }),
  z.strictObject({ method: z.literal('ON_ACCOUNT'), client: idSchema('Client') }),
]);
export type RefundMeans = z.infer<typeof refundMeansSchema>;

/** How money gets into a wallet or out of it. */
export const walletMeansSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('CASH'), drawer: drawerSchema }),
  z.strictObject({ method: z.literal('CARD'), drawer: drawerSchema }),
  z.strictObject({ method: z.literal('ONLINE'), gatewayId: gatewayIdSchema }),
  z.strictObject({ method: z.literal('TRANSFER'), reference: referenceSchema }),
]);
export type WalletMeans = z.infer<typeof walletMeansSchema>;
