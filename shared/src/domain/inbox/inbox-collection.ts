import type { CollectionDefinition } from '../collection.ts';
import { inbox, type InboxEntry, inboxSchema } from './inbox.ts';
import { acceptInbox } from './inbox-acceptance.ts';
import { mergeInbox } from './inbox-merge.ts';
import { inboxVersion } from './version.ts';

export const inboxCollection: CollectionDefinition<InboxEntry> = {
  key: inbox,
  schema: inboxSchema,
  version: inboxVersion,
  upgrades: {},
  indexes: [
    ['kind', 'state.status'],
    ['kind', 'standing.status'],
    ['kind', 'last.side', 'last.at'],
    ['subject.id'],
    ['to.staff', 'created.at'],
    ['to.role', 'created.at'],
    ['thread', 'sentAt'],
    ['client'],
    ['pet'],
    ['to.client'],
  ],
  keys: () => [],
  searchEntry: () => undefined,
  needs: () => [],
  accept: acceptInbox,
  merge: mergeInbox,
  serverStore: 'documents',
};
