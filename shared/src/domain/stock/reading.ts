import type { Product } from '../catalogue/catalogue.ts';
import type { World } from '../world.ts';
import { type BatchId, stock, type StockEntry } from './stock.ts';

/** The batches of a product and everything that moved of it: what its levels are made of. */
export function entriesOfProduct(world: World, product: Product['id']): readonly StockEntry[] {
  return world.byKey(stock, 'product', product);
}

/** A batch and everything that moved of it. */
export function entriesOfBatch(world: World, batch: BatchId): readonly StockEntry[] {
  return world.byKey(stock, 'batch', batch);
}

/** A receipt, stocktake, transfer, invoice or record, with the steps, counts and movements that belong to it. */
export function entriesOfPaper(world: World, paper: string): readonly StockEntry[] {
  return world.byKey(stock, 'paper', paper);
}
