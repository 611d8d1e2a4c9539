import { accepted } from './acceptance.ts';
import { bookingsCollection } from './bookings/booking-collection.ts';
import { catalogue, catalogueEntrySchema } from './catalogue/catalogue.ts';
import { clientsCollection } from './clients/client-collection.ts';
import type { AnyCollection, CollectionDefinition } from './collection.ts';
import type { CollectionName } from './collection-key.ts';
import { type DocumentFields, stampOrder } from './document.ts';
import { petsCollection } from './pets/pet-collection.ts';
import { recordCollection } from './records/record-collection.ts';
import { settingsCollection } from './settings/settings-collection.ts';
import { shiftsCollection } from './shifts/shift-collection.ts';
import { staffCollection } from './staff/staff-collection.ts';

/** The registry: what every layer knows about a collection. */
export const collections: readonly AnyCollection[] = [
  settingsCollection,
  staffCollection,
  plain({ key: catalogue, schema: catalogueEntrySchema, version: 1, indexes: [['kind']] }),
  clientsCollection,
  petsCollection,
  shiftsCollection,
  bookingsCollection,
  recordCollection,
];

export function collectionNamed(name: CollectionName): AnyCollection | undefined {
  return collections.find(({ key }) => key.name === name);
}

type Given<Document extends DocumentFields> = Pick<
  CollectionDefinition<Document>,
  'key' | 'schema' | 'version' | 'indexes'
>;

/** A collection in which the later change wins and nothing clashes. */
function plain<Document extends DocumentFields>(given: Given<Document>): CollectionDefinition<Document> {
  return {
    ...given,
    upgrades: {},
    keys: () => [],
    searchEntry: () => undefined,
    needs: () => [],
    accept: () => accepted,
    merge: (_base, ours, theirs) => (stampOrder(ours.changed) > stampOrder(theirs.changed) ? ours : theirs),
    serverStore: 'documents',
  };
}
