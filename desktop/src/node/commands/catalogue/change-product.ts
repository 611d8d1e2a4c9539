import { andThen, mapOk, ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { changeProductStatus, checkProduct } from '@lapka/shared/domain/catalogue/product-rules.ts';
import { knownOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { putEntry, signed } from './put-entry.ts';

export const changeProduct: CommandFor<'catalogue', 'changeProduct'> = {
  run(transactor, { product: id, seen, ...details }, { ids, stamp }) {
    const stored = knownOf(transactor, catalogue, 'PRODUCT', id);
    if (!stored.ok) return stored;
    const before = stored.value;
    const entry = {
      ...signed(before, stamp),
      ...details,
      id: id ?? ids.next<'Product'>(),
      kind: 'PRODUCT' as const,
      prices: before?.prices ?? [],
    };
    const way = () => (before === undefined ? ok(entry) : changeProductStatus(before, entry.status, stamp));
    const put = putEntry(transactor, { stored: before, seen, make: () => andThen(way(), () => checkProduct(entry)) });
    return mapOk(put, () => ({ product: entry.id }));
  },
};
