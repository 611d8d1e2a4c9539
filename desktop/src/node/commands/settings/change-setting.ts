import { mapOk } from '@lapka/shared/base/result.ts';
import { preferenceId, setPreference } from '@lapka/shared/domain/settings/preferences.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { foundOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';

export const changeSetting: CommandFor<'settings', 'changeSetting'> = {
  run(transactor, request, { stamp }) {
    const stored = foundOf(transactor, settings, 'PREFERENCE', preferenceId(request.key, request.scope));
    return mapOk(setPreference(stored.ok ? stored.value : undefined, request, stamp), (preference) => {
      transactor.put(settings, preference);
      return { preference: preference.id };
    });
  },
};
