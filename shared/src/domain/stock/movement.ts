import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';
import { positiveQuantitySchema, priceSchema } from '../amounts.ts';
import { documentFields } from '../document.ts';
import { codeSchema } from '../names.ts';
import { reasonSchema } from '../reason.ts';

/** Where something is kept, and whether it may be used. IN_TRANSIT: on its way to this stockroom. */
export const positionSchema = z.strictObject({
  stockroom: idSchema('Stockroom'),
  /** Null: no shelf in particular. */
  shelf: codeSchema.nullable(),
  state: z.enum(['AVAILABLE', 'RESERVED', 'QUARANTINE', 'DAMAGED', 'IN_TRANSIT']),
});
export type Position = z.infer<typeof positionSchema>;

const from = { from: positionSchema };
const to = { to: positionSchema };

/** What happened to a quantity, and between which places. */
export const moveSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('RECEIVE'), ...to }),
  z.strictObject({ type: z.literal('PICK'), ...from, ...to }),
  z.strictObject({ type: z.literal('SHIP'), ...from }),
  z.strictObject({ type: z.literal('TRANSFER'), ...from, ...to, reason: lineText(500, 0) }),
  z.strictObject({ type: z.literal('ADJUSTMENT_IN'), ...to, reason: reasonSchema }),
  z.strictObject({ type: z.literal('ADJUSTMENT_OUT'), ...from, reason: reasonSchema }),
  /** Given or sold to an owner. */
  z.strictObject({ type: z.literal('DISPENSE'), ...from }),
  /** Used up in a treatment. */
  z.strictObject({ type: z.literal('USE'), ...from }),
  z.strictObject({ type: z.literal('WASTE'), ...from, reason: reasonSchema }),
  /** Takes another movement back. Null where that one had no such side. */
  z.strictObject({
    type: z.literal('REVERSAL'),
    reverses: idSchema('Movement'),
    from: positionSchema.nullable(),
    to: positionSchema.nullable(),
    reason: reasonSchema,
  }),
]);
export type Move = z.infer<typeof moveSchema>;

/** Why it moved: the paper behind it. */
export const aboutSchema = z.discriminatedUnion('paper', [
  z.strictObject({ paper: z.literal('NONE') }),
  z.strictObject({ paper: z.literal('RECEIPT'), receipt: idSchema('Receipt'), line: lineText(60, 0) }),
  z.strictObject({ paper: z.literal('INVOICE'), invoice: idSchema('Invoice'), line: idSchema('InvoiceLine') }),
  z.strictObject({ paper: z.literal('RECORD'), record: idSchema('Record') }),
  z.strictObject({ paper: z.literal('STOCKTAKE'), stocktake: idSchema('Stocktake') }),
  z.strictObject({ paper: z.literal('TRANSFER'), transfer: idSchema('Transfer') }),
]);
export type About = z.infer<typeof aboutSchema>;

/** What a controlled drug's journal needs beside the movement: for whom, and who watched (§7.4). */
export const controlSchema = z.discriminatedUnion('controlled', [
  z.strictObject({ controlled: z.literal('NO') }),
  z.strictObject({
    controlled: z.literal('YES'),
    pet: idSchema('Pet').nullable(),
    client: idSchema('Client').nullable(),
    witness: idSchema('Staff').nullable(),
  }),
]);
export type Control = z.infer<typeof controlSchema>;

/** A quantity of one batch came, went or changed its place. Never changed or removed; a mistake is reversed (C-48). */
export const movementSchema = z.strictObject({
  id: idSchema('Movement'),
  kind: z.literal('MOVEMENT'),
  product: idSchema('Product'),
  batch: idSchema('Batch'),
  date: civilDateSchema,
  /** In base units of the product (C-50). */
  quantity: positiveQuantitySchema,
  move: moveSchema,
  about: aboutSchema,
  control: controlSchema,
  /** Of one base unit, as they were then; null where nobody knew. */
  cost: priceSchema.nullable(),
  price: priceSchema.nullable(),
  /** DataMatrix codes of the packs, and serial numbers of single pieces. */
  codes: z.array(lineText(200)).max(200),
  serials: z.array(lineText(60)).max(1_000),
  ...documentFields,
});
export type Movement = z.infer<typeof movementSchema>;

export function fromOf(move: Move): Position | null {
  return 'from' in move ? move.from : null;
}

export function toOf(move: Move): Position | null {
  return 'to' in move ? move.to : null;
}
