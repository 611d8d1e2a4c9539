import { mapOk } from '@lapka/shared/base/result.ts';
import { changeNotifications as decide } from '@lapka/shared/domain/clients/client-rules.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const changeNotifications: CommandFor<'clients', 'changeNotifications'> = {
  run(transactor, { client, notifications }, { stamp }) {
    const changed = changeOne(transactor, clients, client, (stored) => decide(stored, notifications, stamp));
    return mapOk(changed, () => ({ client }));
  },
};
