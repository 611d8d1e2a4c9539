import { mapOk } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { joinClients } from '@lapka/shared/domain/clients/same-person.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { settleDuplicates } from './settle-duplicates.ts';

export const merge: CommandFor<'clients', 'merge'> = {
  run(transactor, input, { stamp }) {
    const [client, other] = [found(transactor, clients, input.client), found(transactor, clients, input.other)];
    if (!client.ok) return client;
    if (!other.ok) return other;
    return mapOk(joinClients(client.value, other.value, stamp), ({ survivor, merged }) => {
      transactor.put(clients, survivor);
      transactor.put(clients, merged);
      settleDuplicates(transactor, survivor.id, merged.id, 'JOINED', stamp);
      return { survivor: survivor.id };
    });
  },
};
