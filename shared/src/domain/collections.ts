import { bookingsCollection } from './bookings/booking-collection.ts';
import { catalogueCollection } from './catalogue/catalogue-collection.ts';
import { clientsCollection } from './clients/client-collection.ts';
import type { AnyCollection } from './collection.ts';
import type { CollectionName } from './collection-key.ts';
import { inboxCollection } from './inbox/inbox-collection.ts';
import { invoicesCollection } from './invoices/invoices-collection.ts';
import { ledgerCollection } from './ledger/ledger-collection.ts';
import { petsCollection } from './pets/pet-collection.ts';
import { recordCollection } from './records/record-collection.ts';
import { settingsCollection } from './settings/settings-collection.ts';
import { shiftsCollection } from './shifts/shift-collection.ts';
import { staffCollection } from './staff/staff-collection.ts';
import { stockCollection } from './stock/stock-collection.ts';

/** The registry: what every layer knows about a collection. */
export const collections: readonly AnyCollection[] = [
  settingsCollection,
  staffCollection,
  catalogueCollection,
  clientsCollection,
  petsCollection,
  shiftsCollection,
  bookingsCollection,
  recordCollection,
  invoicesCollection,
  ledgerCollection,
  stockCollection,
  inboxCollection,
];

export function collectionNamed(name: CollectionName): AnyCollection | undefined {
  return collections.find(({ key }) => key.name === name);
}
