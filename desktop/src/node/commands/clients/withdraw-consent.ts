import { mapOk } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { withdrawConsent as decide } from '@lapka/shared/domain/clients/consent-rules.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const withdrawConsent: CommandFor<'clients', 'withdrawConsent'> = {
  run(transactor, { client, purpose, channel }, { stamp }) {
    const changed = changeOne(transactor, clients, client, (stored) => decide(stored, purpose, channel, stamp));
    return mapOk(changed, () => ({ client }));
  },
};
