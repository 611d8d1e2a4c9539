import type { CollectionDefinition } from '../collection.ts';
import { type Client, clients, clientSchema, clientVersion } from './client.ts';
import { acceptClient, clientNeeds } from './client-acceptance.ts';
import { mergeClients } from './client-merge.ts';
import { duplicateKeys } from './duplicates.ts';

export const clientsCollection: CollectionDefinition<Client> = {
  key: clients,
  schema: clientSchema,
  version: clientVersion,
  upgrades: {},
  indexes: [],
  keys: (client) => [
    ...duplicateKeys(client),
    ...(client.state.status === 'MERGED' ? client.state.into : []).map((value) => ({ key: 'mergedInto', value })),
  ],
  searchEntry: ({ name, latinName, phones, state, email }) =>
    state.status === 'ACTIVE' || state.status === 'ARCHIVED'
      ? {
          kind: 'CLIENT',
          words: [name.family, name.given, name.patronymic, latinName, email].filter((word) => word !== undefined),
          codes: phones.map(({ number }) => number),
        }
      : undefined,
  needs: clientNeeds,
  accept: acceptClient,
  merge: mergeClients,
  serverStore: 'documents',
};
