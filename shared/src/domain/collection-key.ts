/** The twelve collections: the units of sync, of rights and of conflict. */
export const collectionNames = [
  'settings',
  'staff',
  'catalogue',
  'clients',
  'pets',
  'shifts',
  'bookings',
  'records',
  'invoices',
  'ledger',
  'stock',
  'inbox',
] as const;

export type CollectionName = (typeof collectionNames)[number];

/**
 * The name of a collection together with the type of its documents, so that `reader.get(pets, id)` answers a pet. It is
 * apart from the definition, so that two nouns may speak of each other without importing each other's rules.
 */
export interface CollectionKey<Document extends { readonly id: string }> {
  readonly name: CollectionName;
  /** Carries the type only; never there. */
  readonly document?: Document;
}

export function collectionKey<Document extends { readonly id: string }>(name: CollectionName): CollectionKey<Document> {
  return { name };
}
