import { mapOk } from '@lapka/shared/base/result.ts';
import { archiveClient } from '@lapka/shared/domain/clients/client-rules.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const archive: CommandFor<'clients', 'archive'> = {
  run(transactor, { client, status }, { stamp }) {
    const changed = changeOne(transactor, clients, client, (stored) => archiveClient(stored, status, stamp));
    return mapOk(changed, () => ({ client }));
  },
};
