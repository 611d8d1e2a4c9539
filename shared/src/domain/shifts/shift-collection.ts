import type { CollectionDefinition } from '../collection.ts';
import { acceptRosterEntry, rosterNeeds } from './shift-acceptance.ts';
import { mergeRoster } from './shift-merge.ts';
import { type RosterEntry, rosterEntrySchema, shifts, shiftsVersion } from './shift.ts';

export const shiftsCollection: CollectionDefinition<RosterEntry> = {
  key: shifts,
  schema: rosterEntrySchema,
  version: shiftsVersion,
  upgrades: {},
  indexes: [['date', 'location'], ['staff', 'date'], ['kind']],
  keys: () => [],
  searchEntry: () => undefined,
  needs: rosterNeeds,
  accept: acceptRosterEntry,
  merge: mergeRoster,
  serverStore: 'documents',
};
