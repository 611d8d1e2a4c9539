import { mapOk } from '@lapka/shared/base/result.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { preference, preferenceId, preferences, setPreference } from '@lapka/shared/domain/settings/preferences.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { protocolOf } from '@lapka/shared/domain/vaccinations/protocol.ts';
import { foundOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';

const { vaccinationProtocols } = preferences;
const everywhere = { of: 'ORGANISATION' as const };

export const changeProtocol: CommandFor<'catalogue', 'changeProtocol'> = {
  run(transactor, { seen, protocol }, { stamp }) {
    const stored = foundOf(transactor, settings, 'PREFERENCE', preferenceId(vaccinationProtocols.key, everywhere));
    const current = preference(stored.ok ? [stored.value] : [], vaccinationProtocols);
    // A vaccine nobody has a protocol for yet was seen as nothing.
    const fresh = stillAsSeen(protocolOf(current, protocol.vaccine) ?? {}, seen);
    if (!fresh.ok) return fresh;
    const others = current.filter(({ vaccine }) => vaccine !== protocol.vaccine);
    const request = {
      key: vaccinationProtocols.key,
      scope: everywhere,
      value: { type: 'JSON' as const, value: [...others, protocol] },
    };
    return mapOk(setPreference(stored.ok ? stored.value : undefined, request, stamp), (changed) => {
      transactor.put(settings, changed);
      return { vaccine: protocol.vaccine };
    });
  },
};
