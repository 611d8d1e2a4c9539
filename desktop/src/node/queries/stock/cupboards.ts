import { catalogue, type Product } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { stockLevels, type StockLevel } from '@lapka/shared/domain/stock/levels.ts';
import { type Batch, stock, type StockEntry } from '@lapka/shared/domain/stock/stock.ts';
import { stockroomsAt } from '../../reading/stockrooms.ts';
import type { StoreReader } from '../../store/store.ts';
import type { QueryContext } from '../query.ts';

/** What lies in the cupboards of a place, of one product or of all. */
export interface Cupboards {
  readonly levels: readonly StockLevel[];
  readonly batches: readonly Batch[];
}

export function cupboardsAt(
  reader: StoreReader,
  { desk }: QueryContext,
  entries: readonly StockEntry[] = everyEntry(reader),
): Cupboards {
  const here = new Set<string>(stockroomsAt(reader, desk.location).map(({ id }) => id));
  return {
    levels: stockLevels(entries).filter(({ position }) => here.has(position.stockroom)),
    batches: entries.filter((entry) => entry.kind === 'BATCH'),
  };
}

/** Batches and movements; counts and papers do not say what there is. */
function everyEntry(reader: StoreReader): readonly StockEntry[] {
  return reader.find(stock, { where: { kind: { in: ['BATCH', 'MOVEMENT'] } } });
}

export function productsInUse(reader: StoreReader): Product[] {
  return reader
    .find(catalogue, { where: { kind: 'PRODUCT', status: 'ACTIVE' }, sort: { by: 'code' } })
    .filter((entry) => entry.kind === 'PRODUCT');
}

export function goodsLine({ id, code, name, unit }: Product) {
  return { product: id, code, name, unit };
}

export function lyingLine({ batch, position, quantity }: StockLevel, known: Batch | undefined) {
  return { batch, lot: known?.lot ?? '', expiry: known?.expiry ?? null, position, quantity };
}
