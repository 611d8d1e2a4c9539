import { mergeAppended } from '../append-only.ts';
import type { CollectionDefinition } from '../collection.ts';
import { ledger, type LedgerEntry, ledgerEntrySchema, ledgerVersion } from './ledger.ts';
import { acceptEntry, entryNeeds } from './ledger-acceptance.ts';
import { ledgerKeys } from './ledger-keys.ts';

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
  serverStore: 'documents',
};
