import { mergeAppended } from '../append-only.ts';
import type { CollectionDefinition, DocumentKey } from '../collection.ts';
import { acceptStockEntry, stockNeeds } from './stock-acceptance.ts';
import { type About, stock, type StockEntry, stockEntrySchema, stockVersion } from './stock.ts';

export const stockCollection: CollectionDefinition<StockEntry> = {
  key: stock,
  schema: stockEntrySchema,
  version: stockVersion,
  upgrades: {},
  indexes: [['kind', 'date']],
  keys: stockKeys,
  searchEntry: (entry) => (entry.kind === 'BATCH' ? { kind: 'BATCH', words: [], codes: [entry.lot] } : undefined),
  needs: stockNeeds,
  accept: acceptStockEntry,
  merge: mergeAppended,
  serverStore: 'documents',
};

/** By what entries are found: product, batch, the paper they belong to, the codes and numbers of single packs. */
export function stockKeys(entry: StockEntry): DocumentKey[] {
  const key = (name: string, value: string): DocumentKey => ({ key: name, value });
  switch (entry.kind) {
    case 'BATCH':
      return [key('product', entry.product), key('batch', entry.id), key('lot', entry.lot)];
    case 'MOVEMENT':
      return [
        key('product', entry.product),
        key('batch', entry.batch),
        ...paperOf(entry.about).map((paper) => key('paper', paper)),
        ...[...new Set(entry.codes)].map((code) => key('code', code)),
        ...[...new Set(entry.serials)].map((serial) => key('serial', serial)),
      ];
    case 'RECEIPT':
    case 'STOCKTAKE':
      return [key('paper', entry.id)];
    case 'RECEIPT_STEP':
      return [key('paper', entry.receipt)];
    case 'STOCKTAKE_STEP':
    case 'COUNT':
      return [key('paper', entry.stocktake)];
    case 'MARKING_SENT':
      return [key('marked', entry.movement)];
  }
}

function paperOf(about: About): string[] {
  switch (about.paper) {
    case 'NONE':
      return [];
    case 'RECEIPT':
      return [about.receipt];
    case 'INVOICE':
      return [about.invoice];
    case 'RECORD':
      return [about.record];
    case 'STOCKTAKE':
      return [about.stocktake];
    case 'TRANSFER':
      return [about.transfer];
  }
}
