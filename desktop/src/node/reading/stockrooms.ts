import type { Quantity } from '@lapka/shared/base/quantity.ts';
import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { catalogue, type Stockroom } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { stockroomFor } from '@lapka/shared/domain/stock/fefo.ts';
import { stockLevels } from '@lapka/shared/domain/stock/levels.ts';
import type { BatchId, StockEntry } from '@lapka/shared/domain/stock/stock.ts';
import type { StoreReader } from '../store/store.ts';

/** The stockrooms of a place that are in use. */
export function stockroomsAt(reader: StoreReader, location: LocationId): Stockroom[] {
  return reader
    .find(catalogue, { where: { kind: 'STOCKROOM' }, sort: { by: 'code' } })
    .filter((entry) => entry.kind === 'STOCKROOM')
    .filter((stockroom) => stockroom.location === location && stockroom.status === 'ACTIVE');
}

/** Which stockroom of a place something is taken from when nobody says; where there is none of it, the first one. */
export function stockroomWith(
  reader: StoreReader,
  location: LocationId,
  entries: readonly StockEntry[],
  wanted: { readonly quantity: Quantity; readonly batch: BatchId | null; readonly today: CivilDate },
): Stockroom['id'] | undefined {
  const here = stockroomsAt(reader, location).map(({ id }) => id);
  const batches = entries.filter((entry) => entry.kind === 'BATCH');
  return stockroomFor(stockLevels(entries), batches, wanted, here) ?? here[0];
}
