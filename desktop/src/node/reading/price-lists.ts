import type { PriceListId } from '@lapka/shared/domain/catalogue/price-terms.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { priceChain } from '@lapka/shared/domain/catalogue/prices.ts';
import type { Location } from '@lapka/shared/domain/settings/settings.ts';
import type { StoreReader } from '../store/store.ts';

/** The price lists that count at a location, nearest first: its own, else the clinic's first one. */
export function priceListsAt(reader: StoreReader, location: Location): PriceListId[] {
  const lists = reader
    .find(catalogue, { where: { kind: 'PRICE_LIST' }, sort: { by: 'code' } })
    .flatMap((entry) => (entry.kind === 'PRICE_LIST' ? [entry] : []));
  const start = location.priceList ?? lists.find(({ parent }) => parent === null)?.id;
  return start === undefined ? [] : priceChain(start, lists);
}
