import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { ofThousandths, type Quantity } from '@lapka/shared/base/quantity.ts';
import type { ProductId } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import { usableLevels } from '@lapka/shared/domain/stock/fefo.ts';
import { stockLevels } from '@lapka/shared/domain/stock/levels.ts';
import { entriesOfProduct } from '@lapka/shared/domain/stock/reading.ts';
import type { BatchId } from '@lapka/shared/domain/stock/stock.ts';
import type { StoreReader } from '../store/store.ts';
import { stockroomsAt } from './stockrooms.ts';

export interface BatchAtHand {
  readonly batch: BatchId;
  readonly lot: string;
  readonly expiry: CivilDate | null;
  readonly quantity: Quantity;
}

/** The batches of a product that may be used at a place today, first expiring first, each once. */
export function batchesAtHand(
  reader: StoreReader,
  product: ProductId,
  location: LocationId,
  today: CivilDate,
): BatchAtHand[] {
  const entries = entriesOfProduct(reader, product);
  const batches = new Map(entries.filter((entry) => entry.kind === 'BATCH').map((batch) => [batch.id, batch]));
  const levels = stockLevels(entries);
  const there = new Map<BatchId, number>();
  for (const { id: stockroom } of stockroomsAt(reader, location)) {
    for (const { batch, quantity } of usableLevels(levels, batches, { stockroom, today, batch: null })) {
      there.set(batch, (there.get(batch) ?? 0) + quantity);
    }
  }
  return [...there]
    .flatMap(([id, thousandths]) => {
      const known = batches.get(id);
      if (known === undefined) return [];
      const { lot, expiry } = known;
      return [{ batch: id, lot, expiry, quantity: ofThousandths(thousandths) }];
    })
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function orderOf({ expiry, lot }: BatchAtHand): string {
  return `${expiry ?? '9999-12-31'} ${lot}`;
}
