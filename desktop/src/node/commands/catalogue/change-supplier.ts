import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { changeSupplierStatus } from '@lapka/shared/domain/catalogue/entry-rules.ts';
import { knownOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { putEntry, signed } from './put-entry.ts';

export const changeSupplier: CommandFor<'catalogue', 'changeSupplier'> = {
  run(transactor, { supplier: id, seen, ...details }, { ids, stamp }) {
    const stored = knownOf(transactor, catalogue, 'SUPPLIER', id);
    if (!stored.ok) return stored;
    const before = stored.value;
    const entry = {
      ...signed(before, stamp),
      ...details,
      id: id ?? ids.next<'Supplier'>(),
      kind: 'SUPPLIER' as const,
      sealedBankDetails: before?.sealedBankDetails ?? null,
    };
    const way = () => (before === undefined ? ok(entry) : changeSupplierStatus(before, entry.status, stamp));
    const put = putEntry(transactor, { stored: before, seen, make: () => mapOk(way(), () => entry) });
    return mapOk(put, () => ({ supplier: entry.id }));
  },
};
