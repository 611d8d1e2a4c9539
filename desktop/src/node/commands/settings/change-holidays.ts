import { derivedId } from '@lapka/shared/base/id.ts';
import { ok } from '@lapka/shared/base/result.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { changeHoliday } from '@lapka/shared/domain/settings/setup-rules.ts';
import { foundOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';

export const changeHolidays: CommandFor<'settings', 'changeHolidays'> = {
  target: (_reader, { location }) => ({ location }),

  run(transactor, { location: id, days }, { stamp }) {
    const location = foundOf(transactor, settings, 'LOCATION', id);
    if (!location.ok) return location;
    for (const day of days) {
      const stored = foundOf(transactor, settings, 'HOLIDAY', derivedId('Holiday', id, day.date));
      const known = stored.ok ? stored.value : undefined;
      transactor.put(settings, changeHoliday(location.value, known, day, stamp));
    }
    return ok({ location: id });
  },
};
