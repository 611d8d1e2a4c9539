import { mapOk } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { checkPackage } from '@lapka/shared/domain/catalogue/entry-rules.ts';
import { knownOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { putEntry, signed } from './put-entry.ts';

export const changePackage: CommandFor<'catalogue', 'changePackage'> = {
  run(transactor, { package: id, seen, ...details }, { ids, stamp }) {
    const stored = knownOf(transactor, catalogue, 'PACKAGE', id);
    if (!stored.ok) return stored;
    const entry = {
      ...signed(stored.value, stamp),
      ...details,
      id: id ?? ids.next<'PackageTemplate'>(),
      kind: 'PACKAGE' as const,
    };
    const put = putEntry(transactor, { stored: stored.value, seen, make: () => checkPackage(entry) });
    return mapOk(put, () => ({ package: entry.id }));
  },
};
