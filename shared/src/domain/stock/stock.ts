import { z } from 'zod';
import { collectionKey } from '../collection-key.ts';
import { movementSchema } from './movement.ts';
import {
  batchSchema,
  countSchema,
  markingSentSchema,
  receiptSchema,
  receiptStepSchema,
  stocktakeSchema,
  stocktakeStepSchema,
} from './papers.ts';

/**
 * What is in the clinic's cupboards, as a book of movements. Each says how much of which batch came, went or changed its
 * place, who did it and why; what there is of anything is their sum (C-48). Entries are only added; a mistake is taken
 * back by a reversal. Receipts and counts are kept the same way: as what was ordered or counted, and the steps after it.
 */
export const stockEntrySchema = z.discriminatedUnion('kind', [
  batchSchema,
  movementSchema,
  receiptSchema,
  receiptStepSchema,
  stocktakeSchema,
  stocktakeStepSchema,
  countSchema,
  markingSentSchema,
]);
export type StockEntry = z.infer<typeof stockEntrySchema>;
export type StockEntryOf<Kind extends StockEntry['kind']> = Extract<StockEntry, { kind: Kind }>;

export type Batch = StockEntryOf<'BATCH'>;
export type BatchId = Batch['id'];
export type Movement = StockEntryOf<'MOVEMENT'>;
export type MovementId = Movement['id'];
export type Receipt = StockEntryOf<'RECEIPT'>;
export type Stocktake = StockEntryOf<'STOCKTAKE'>;
export type Count = StockEntryOf<'COUNT'>;

export type { About, Control, Move, Position } from './movement.ts';

export const stock = collectionKey<StockEntry>('stock');
export const stockVersion = 1;

/** The lot of what is only counted (C-49). */
export const noBatch = 'NOBATCH';
