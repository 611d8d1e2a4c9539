import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { changeDevice } from '@lapka/shared/domain/settings/setup-rules.ts';
import { foundOf } from '../../reading/found.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const change: CommandFor<'devices', 'change'> = {
  run(transactor, { device, ...to }, { stamp }) {
    const location = foundOf(transactor, settings, 'LOCATION', to.location);
    if (!location.ok) return location;
    const changed = changeOneOf(transactor, settings, 'DEVICE', device, (stored) =>
      ok(changeDevice(stored, to, stamp)),
    );
    return mapOk(changed, () => ({ device }));
  },
};
