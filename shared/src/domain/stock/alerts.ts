import { type CivilDate, daysBetween } from '../../base/civil-date.ts';
import type { Quantity } from '../../base/quantity.ts';
import type { Product } from '../catalogue/catalogue.ts';
import { boundedQuantity, isExpired, type StockLevel } from './levels.ts';
import type { Batch } from './stock.ts';

/** Something about stock that somebody should know. */
export type StockAlert =
  | { readonly alert: 'LOW'; readonly product: Product['id']; readonly usable: Quantity; readonly minimum: Quantity }
  | { readonly alert: 'NEAR_EXPIRY' | 'EXPIRED'; readonly level: StockLevel; readonly expiry: CivilDate }
  | { readonly alert: 'NEGATIVE'; readonly level: StockLevel };

/** A batch is near its end in its last two months. */
const nearDays = 60;

/**
 * What is below its minimum, near its end, expired and not yet in quarantine, or below zero, in a fixed order. Only what
 * may be used counts towards the minimum.
 */
export function stockAlerts(
  products: readonly Product[],
  batches: readonly Batch[],
  levels: readonly StockLevel[],
  today: CivilDate,
): StockAlert[] {
  const known = new Map(batches.map((batch) => [batch.id, batch]));
  const usable = new Map<string, number>();
  const byBatch = levels.flatMap((level): StockAlert[] => {
    if (level.quantity < 0) return [{ alert: 'NEGATIVE', level }];
    const batch = known.get(level.batch);
    if (batch === undefined || level.position.state !== 'AVAILABLE') return [];
    const { expiry } = batch;
    const expired = isExpired(batch, today);
    if (!expired) usable.set(level.product, (usable.get(level.product) ?? 0) + level.quantity);
    if (expiry === null || daysBetween(today, expiry) > nearDays) return [];
    return [{ alert: expired ? 'EXPIRED' : 'NEAR_EXPIRY', level, expiry }];
  });
  const low = products.flatMap(({ id, minimum, status }): StockAlert[] => {
    const there = boundedQuantity(usable.get(id) ?? 0);
    return status === 'ACTIVE' && there < minimum ? [{ alert: 'LOW', product: id, usable: there, minimum }] : [];
  });
  return [...low, ...byBatch];
}
