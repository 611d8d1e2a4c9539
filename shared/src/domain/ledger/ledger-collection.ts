import { mergeAppended } from '../append-only.ts';
import type { CollectionDefinition } from '../collection.ts';
import { acceptEntry, entryNeeds } from './ledger-acceptance.ts';
import { ledgerEvents } from './ledger-events.ts';
import { ledgerKeys } from './ledger-keys.ts';
import { ledger, type LedgerEntry, ledgerEntrySchema, ledgerVersion } from './ledger.ts';

export const ledgerCollection: CollectionDefinition<LedgerEntry> = {
  key: ledger,
  schema: ledgerEntrySchema,
  version: ledgerVersion,
  upgrades: {},
  indexes: [
    ['location', 'date'],
    ['kind', 'created.at'],
  ],
  keys: ledgerKeys,
  searchEntry: () => undefined,
  needs: entryNeeds,
  accept: acceptEntry,
  merge: mergeAppended,
  events: ledgerEvents,
  serverStore: 'documents',
};
