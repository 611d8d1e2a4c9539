import { zone } from '../../base/zone.ts';
import type { Stamp } from '../document.ts';
import type { Client } from './client.ts';

/**
 * A person asked to be forgotten (C-53, §7.7). The entry stays, because money and medical facts point to its id; all
 * that tells who it was is gone, on every device and for good: merging it with an edit from elsewhere erases it again.
 * What was agreed to stays without a name, as the proof that it was lawful.
 */
export function eraseClient(client: Client, stamp: Stamp): Client {
  if (client.state.status === 'ERASED') return client;
  return withoutPerson({ ...client, state: { status: 'ERASED', erased: stamp }, changed: stamp });
}

/** The entry as it stands after the erasure. */
export function withoutPerson(client: Client): Client {
  const { id, state, consents, v, created, changed } = client;
  return {
    id,
    name: { given: '–', family: '–' },
    state,
    phones: [],
    addresses: [],
    language: 'ru',
    zone: zone('UTC'),
    consents,
    notifications: { channels: {}, topics: {} },
    discounts: [],
    notTheSameAs: [],
    v,
    created,
    changed,
  };
}
