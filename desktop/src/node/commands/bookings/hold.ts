import { plusDays } from '@lapka/shared/base/instant.ts';
import { mapOk } from '@lapka/shared/base/result.ts';
import { slotSearch } from '@lapka/shared/domain/bookings/slot-search.ts';
import { takeHold } from '@lapka/shared/domain/holds/hold-rules.ts';
import { preference, preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { holdsHere, keepHolds } from '../../reading/holds.ts';
import type { CommandFor } from '../command.ts';

export const hold: CommandFor<'bookings', 'hold'> = {
  target: (_reader, { slot }) => ({ location: slot.location }),

  run(transactor, { services, home, slot }, { ids, now, stamp, told }) {
    const { location, vet, start } = slot;
    const search = slotSearch(transactor, { location, services, home, from: start, below: plusDays(start, 14) }, []);
    if (!search.ok) return search;
    const stored = transactor.find(settings, { where: { kind: 'PREFERENCE' } });
    const seconds = preference(stored, preferences.holdSeconds, location);
    const holds = holdsHere(transactor, now);
    const request = { id: ids.next<'Hold'>(), vet, start, by: stamp.by, device: stamp.device };
    return mapOk(takeHold(request, { search: search.value, holds, seconds, now }), (taken) => {
      keepHolds(transactor, [...holds, taken]);
      transactor.afterCommit(() => told(['bookings']));
      return { hold: taken.id, expires: taken.expires, room: taken.room ?? null };
    });
  },
};
