import { mapOk } from '@lapka/shared/base/result.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { changeOpeningHours } from '@lapka/shared/domain/settings/setup-rules.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const changeHours: CommandFor<'settings', 'changeHours'> = {
  target: (_reader, { location }) => ({ location }),

  run(transactor, { location, seen, hours }, { stamp }) {
    const changed = changeOneOf(transactor, settings, 'LOCATION', location, (stored) =>
      mapOk(stillAsSeen(stored.hours, seen), () => changeOpeningHours(stored, hours, stamp)),
    );
    return mapOk(changed, () => ({ location }));
  },
};
