import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Stamp } from '../document.ts';
import type { CatalogueEntry, Plan, Product } from './catalogue.ts';
import type { UnitPrice } from './price-terms.ts';

/** What a form shows of an entry: all but its prices, which have a form of their own, and what nobody may read. */
export function detailsOfEntry(entry: CatalogueEntry): object {
  const {
    id: _id,
    kind: _kind,
    v: _v,
    created: _created,
    changed: _changed,
    merged: _merged,
    ext: _ext,
    ...shown
  } = entry;
  const hidden = new Set(['prices', 'sealedBankDetails']);
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !hidden.has(name)));
}

/** As many as years of monthly changes; the schema leaves room for those a merge adds. */
const mostPrices = 100;

export function hasRoomForPrice({
  prices,
}: {
  readonly prices: readonly unknown[];
}): Result<void, Failure<'TOO_MANY_ENTRIES'>> {
  return prices.length < mostPrices ? ok() : err(failure('TOO_MANY_ENTRIES', { list: 'prices', most: mostPrices }));
}

/** The product or plan with one more price. Old prices stay: they are what things cost then. */
export function addUnitPrice<Priced extends Product | Plan>(priced: Priced, price: UnitPrice, stamp: Stamp): Priced {
  return { ...priced, prices: [...priced.prices, price], changed: stamp };
}
