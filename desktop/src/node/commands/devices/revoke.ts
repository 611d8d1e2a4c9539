import { mapOk } from '@lapka/shared/base/result.ts';
import { revokeDevice } from '@lapka/shared/domain/settings/devices.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const revoke: CommandFor<'devices', 'revoke'> = {
  run(transactor, { device, reason }, { stamp }) {
    const changed = changeOneOf(transactor, settings, 'DEVICE', device, (stored) =>
      revokeDevice(stored, reason, stamp),
    );
    return mapOk(changed, () => ({ device }));
  },
};
