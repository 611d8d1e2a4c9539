import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { knownOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { putEntry, signed } from './put-entry.ts';

export const changePlan: CommandFor<'catalogue', 'changePlan'> = {
  run(transactor, { plan: id, seen, ...details }, { ids, stamp }) {
    const stored = knownOf(transactor, catalogue, 'PLAN', id);
    if (!stored.ok) return stored;
    const entry = {
      ...signed(stored.value, stamp),
      ...details,
      id: id ?? ids.next<'Plan'>(),
      kind: 'PLAN' as const,
      prices: stored.value?.prices ?? [],
    };
    const put = putEntry(transactor, { stored: stored.value, seen, make: () => ok(entry) });
    return mapOk(put, () => ({ plan: entry.id }));
  },
};
