import { mapOk } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { giveConsent as decide } from '@lapka/shared/domain/clients/consent-rules.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const giveConsent: CommandFor<'clients', 'giveConsent'> = {
  run(transactor, { client, ...said }, { ids, stamp }) {
    const consent = { id: ids.next<'Consent'>(), ...said };
    const changed = changeOne(transactor, clients, client, (stored) => decide(stored, consent, stamp));
    return mapOk(changed, () => ({ client }));
  },
};
