import { collectionKey } from '@lapka/shared/domain/collection-key.ts';
import { stockLevels } from '@lapka/shared/domain/stock/levels.ts';
import type { Batch, StockEntry } from '@lapka/shared/domain/stock/stock.ts';
import type { LedgerEntry } from '@lapka/shared/domain/ledger/ledger.ts';
import type { StoryDesk } from './story-desk.ts';

/** How much a desk knows to be there of some batches. */
export function levelsOf(desk: StoryDesk, ...wanted: readonly Batch[]): Record<string, string> {
  const entries = desk.node.store.read((reader) => reader.find(collectionKey<StockEntry>('stock'), {}));
  const levels = stockLevels(entries);
  return Object.fromEntries(
    wanted.map(({ id, lot }) => {
      const there = levels.filter(({ batch }) => batch === id).reduce((sum, { quantity }) => sum + quantity, 0);
      return [lot, String(there / 1000)];
    }),
  );
}

/** The sides of all entries of a desk's ledger cancel out, or the books are wrong. */
export function booksBalance(desk: StoryDesk): boolean {
  const entries = desk.node.store.read((reader) => reader.find(collectionKey<LedgerEntry>('ledger'), {}));
  return entries.flatMap(({ postings }) => postings).reduce((sum, { amount }) => sum + amount.minor, 0) === 0;
}
