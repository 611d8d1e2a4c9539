import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { positiveQuantitySchema, priceSchema } from '../../domain/amounts.ts';
import { codeSchema } from '../../domain/names.ts';
import { movementSchema, positionSchema } from '../../domain/stock/movement.ts';
import { receiptSchema, receiptStepSchema, stocktakeSchema } from '../../domain/stock/papers.ts';
import { command } from '../define.ts';
import { typedLine, typedText } from '../typed.ts';
import { lineCodes, reverseCodes, takeCodes } from './codes.ts';
import { goodsSchema } from './goods.ts';

const product = idSchema('Product');
const batch = idSchema('Batch');
const movements = z.strictObject({ movements: z.array(idSchema('Movement')) });
const lying = { product, batch, position: positionSchema };
/** Somebody else has said at this desk that they watched; see `witness`. */
const witness = idSchema('Witness').nullable();
const witnessCodes = ['WITNESS_NEEDED', 'WITNESS_IS_ACTOR', 'WITNESS_UNKNOWN'] as const;
const movingCodes = ['NOT_FOUND', 'NOT_ENOUGH_STOCK', 'NOTHING_TO_MOVE', 'SAME_PLACE'] as const;
const { codes, serials } = movementSchema.shape;
const { supplier, stockroom, date, lines } = receiptSchema.shape;

const arrivalSchema = z.strictObject({
  product,
  pack: codeSchema.nullable(),
  count: positiveQuantitySchema,
  /** As it is printed; empty for what is only counted. */
  lot: typedLine,
  expiry: civilDateSchema.nullable(),
  shelf: positionSchema.shape.shelf,
  state: z.enum(['AVAILABLE', 'QUARANTINE', 'DAMAGED']),
  /** Of one base unit. */
  cost: priceSchema.nullable(),
  codes,
  serials,
  /** The line of the order it came for. */
  line: z.string().max(60).optional(),
});

export const stockCommands = {
  /** Notes what was ordered from a supplier. */
  order: command({
    input: { supplier, stockroom, date, note: typedText, lines },
    output: z.strictObject({ receipt: idSchema('Receipt') }),
    errors: ['NOT_FOUND', 'SUPPLIER_NOT_ACTIVE', 'RECEIPT_LINES_UNCLEAR'],
  }),
  /** An order is on its way, was called off, or nothing more of it will come. */
  stepOrder: command({
    input: { receipt: idSchema('Receipt'), step: receiptStepSchema.shape.step, reason: typedLine },
    output: z.strictObject({ receipt: idSchema('Receipt') }),
    errors: ['NOT_FOUND', 'STATUS_CHANGE_REFUSED', 'REASON_MISSING'],
  }),
  /** Takes goods into the books, of an order or without one. */
  receive: command({
    input: { stockroom, receipt: idSchema('Receipt').optional(), arrivals: z.array(arrivalSchema).min(1).max(300) },
    output: movements,
    errors: [
      'NOT_FOUND',
      'NOTHING_TO_MOVE',
      'BATCH_MISSING',
      'EXPIRY_MISSING',
      'STOCK_BATCH_EXPIRED',
      'SERIALS_DO_NOT_MATCH',
      'PACK_UNKNOWN',
      'AMOUNT_TOO_LARGE',
    ],
  }),
  /** Hands something out to an owner, or uses it up in a treatment; charged on the invoice of the visit when wished. */
  dispense: command({
    input: {
      goods: goodsSchema,
      how: z.enum(['DISPENSE', 'USE']),
      visit: z.strictObject({ booking: idSchema('Booking'), charge: z.boolean() }).nullable(),
    },
    output: movements.extend({ invoice: idSchema('Invoice').nullable() }),
    errors: [...takeCodes, ...lineCodes, 'NO_PRICE', 'PRODUCT_NOT_SOLD'],
  }),
  /** Sends something to another stockroom, or puts it on another shelf of its own. */
  transfer: command({
    input: {
      ...lying,
      quantity: positiveQuantitySchema,
      to: z.strictObject({ stockroom, shelf: positionSchema.shape.shelf }),
    },
    output: movements,
    errors: movingCodes,
  }),
  /** Receives what another stockroom sent. */
  receiveTransfer: command({
    input: {
      movement: idSchema('Movement'),
      quantity: positiveQuantitySchema,
      shelf: positionSchema.shape.shelf,
      state: z.enum(['AVAILABLE', 'DAMAGED']),
    },
    output: movements,
    errors: [...movingCodes, 'NOT_A_TRANSFER'],
  }),
  /** Sets the books right: something broke, something was found. */
  adjust: command({
    input: { ...lying, change: quantitySchema, reason: typedLine, witness },
    output: movements,
    errors: [...movingCodes, ...witnessCodes, 'REASON_MISSING'],
  }),
  /** Puts something into quarantine or marks it damaged, or makes it usable again. */
  quarantine: command({
    input: {
      ...lying,
      quantity: positiveQuantitySchema,
      state: z.enum(['AVAILABLE', 'QUARANTINE', 'DAMAGED']),
      reason: typedLine,
    },
    output: movements,
    errors: movingCodes,
  }),
  /** Takes a movement back that was a mistake. */
  reverse: command({
    input: { movement: idSchema('Movement'), reason: typedLine },
    output: movements,
    errors: ['NOT_FOUND', 'CONTROLLED_NEEDS_JOURNAL', ...reverseCodes],
  }),
  /** Somebody says that they watch what a colleague is about to do with a controlled drug; good for ten minutes (§7.4). */
  witness: command({
    input: { product },
    output: z.strictObject({ witness: idSchema('Witness') }),
    errors: ['NOT_FOUND'],
  }),
  /** Draws a controlled drug for a patient; what is left in the syringe and thrown away needs a witness (§7.4). */
  drawControlled: command({
    input: { goods: goodsSchema, wasted: quantitySchema.refine((value) => value >= 0), pet: idSchema('Pet'), witness },
    output: movements,
    errors: [...takeCodes, ...witnessCodes, 'PATIENT_NEEDED', 'NOT_CONTROLLED'],
  }),
  /** Takes back a row of a controlled drug's journal; it takes two people and stays readable. */
  reverseControlled: command({
    input: { movement: idSchema('Movement'), reason: typedLine, witness },
    output: movements,
    errors: ['NOT_FOUND', 'NOT_CONTROLLED', ...reverseCodes, 'WITNESS_UNKNOWN'],
  }),
  /** Begins to count a stockroom, or some products in it. */
  startCount: command({
    input: { stockroom, mode: stocktakeSchema.shape.mode, products: stocktakeSchema.shape.products },
    output: z.strictObject({ stocktake: idSchema('Stocktake') }),
    errors: ['NOT_FOUND', 'STATUS_CHANGE_REFUSED'],
  }),
  /** Enters what was counted of a batch at a place. */
  count: command({
    input: { stocktake: idSchema('Stocktake'), ...lying, counted: quantitySchema },
    output: z.strictObject({ count: idSchema('Count'), system: quantitySchema, discrepancy: quantitySchema }),
    errors: ['NOT_FOUND', 'STOCKTAKE_NOT_RUNNING', 'NOT_PART_OF_STOCKTAKE', 'NEGATIVE_COUNT'],
  }),
  /** Completes a count: what was found becomes what is in the books. */
  finishCount: command({
    input: { stocktake: idSchema('Stocktake'), witness },
    output: movements,
    errors: ['NOT_FOUND', 'STOCKTAKE_NOT_RUNNING', ...witnessCodes],
  }),
  cancelCount: command({
    input: { stocktake: idSchema('Stocktake'), reason: typedLine },
    output: z.strictObject({ stocktake: idSchema('Stocktake') }),
    errors: ['NOT_FOUND', 'STATUS_CHANGE_REFUSED', 'REASON_MISSING'],
  }),
};
