import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { type Client, clients } from '@lapka/shared/domain/clients/client.ts';
import { keepApart as decide, separateClients } from '@lapka/shared/domain/clients/same-person.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import type { CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { settleDuplicates } from './settle-duplicates.ts';

export const keepApart: CommandFor<'clients', 'keepApart'> = {
  run(transactor, input, { stamp }) {
    const [client, other] = [found(transactor, clients, input.client), found(transactor, clients, input.other)];
    if (!client.ok) return client;
    if (!other.ok) return other;
    return mapOk(apart(client.value, other.value, stamp), (both) => {
      for (const entry of both) transactor.put(clients, entry);
      settleDuplicates(transactor, client.value.id, other.value.id, 'TWO_PEOPLE', stamp);
      return { client: client.value.id };
    });
  },
};

/** Two entries that were joined by mistake are separated; others are only remembered as different. */
function apart(a: Client, b: Client, stamp: Stamp) {
  const [merged, survivor] = a.state.status === 'MERGED' ? [a, b] : [b, a];
  if (merged.state.status !== 'MERGED') return decide(a, b, stamp);
  const separated = separateClients(merged, survivor, stamp);
  return separated.ok ? ok([separated.value.merged, separated.value.survivor] as const) : separated;
}
