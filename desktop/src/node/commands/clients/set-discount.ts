import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { mapOk } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { setDiscount as decide } from '@lapka/shared/domain/clients/consent-rules.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const setDiscount: CommandFor<'clients', 'setDiscount'> = {
  run(transactor, { client, discount: { id, percent, from, ...optional } }, { ids, stamp }) {
    const discount = { id: id ?? ids.next<'Discount'>(), percent, from, ...onlyDefined(optional) };
    const changed = changeOne(transactor, clients, client, (stored) => decide(stored, discount, stamp));
    return mapOk(changed, () => ({ client }));
  },
};
