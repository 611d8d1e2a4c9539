import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { knownOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { putEntry, signed } from './put-entry.ts';

export const changeService: CommandFor<'catalogue', 'changeService'> = {
  run(transactor, { service: id, seen, ...details }, { ids, stamp }) {
    const stored = knownOf(transactor, catalogue, 'SERVICE', id);
    if (!stored.ok) return stored;
    const entry = {
      ...signed(stored.value, stamp),
      ...details,
      id: id ?? ids.next<'Service'>(),
      kind: 'SERVICE' as const,
      prices: stored.value?.prices ?? [],
    };
    const put = putEntry(transactor, { stored: stored.value, seen, make: () => ok(entry) });
    return mapOk(put, () => ({ service: entry.id }));
  },
};
