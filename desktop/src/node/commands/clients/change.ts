import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { changeClient, detailsOfClient } from '@lapka/shared/domain/clients/client-rules.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';
import { clientContext, typedClient } from './client-surroundings.ts';

export const change: CommandFor<'clients', 'change'> = {
  run(transactor, { client, seen, ...form }, context) {
    const typed = typedClient(form, context);
    const surroundings = clientContext(transactor, context);
    const changed = changeOne(transactor, clients, client, (stored) =>
      andThen(stillAsSeen(detailsOfClient(stored), seen), () => changeClient(stored, typed, surroundings)),
    );
    return mapOk(changed, () => ({ client }));
  },
};
