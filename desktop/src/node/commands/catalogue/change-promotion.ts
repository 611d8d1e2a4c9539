import { mapOk } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { checkPromotion } from '@lapka/shared/domain/catalogue/entry-rules.ts';
import { knownOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { putEntry, signed } from './put-entry.ts';

export const changePromotion: CommandFor<'catalogue', 'changePromotion'> = {
  run(transactor, { promotion: id, seen, ...details }, { ids, stamp }) {
    const stored = knownOf(transactor, catalogue, 'PROMOTION', id);
    if (!stored.ok) return stored;
    const entry = {
      ...signed(stored.value, stamp),
      ...details,
      id: id ?? ids.next<'Promotion'>(),
      kind: 'PROMOTION' as const,
    };
    const put = putEntry(transactor, { stored: stored.value, seen, make: () => checkPromotion(entry) });
    return mapOk(put, () => ({ promotion: entry.id }));
  },
};
