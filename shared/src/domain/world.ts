import type { CollectionKey } from './collection-key.ts';
import type { Find } from './find.ts';

/**
 * What a rule may look at: the documents as they are at this moment, without waiting. At the desk this is the open
 * transaction on the local store; on the server it is what was fetched under the clinic's lock.
 */
export interface World {
  get<Document extends { readonly id: string }>(
    collection: CollectionKey<Document>,
    id: Document['id'],
  ): Document | undefined;
  find<Document extends { readonly id: string }>(collection: CollectionKey<Document>, find: Find): readonly Document[];
  /** Documents that hold a value in one of their many-valued keys: a passport number, a chip, a phone. */
  byKey<Document extends { readonly id: string }>(
    collection: CollectionKey<Document>,
    key: string,
    value: string,
  ): readonly Document[];
}

/** One question to a world, as data, for stores that must fetch before a rule may run. */
export type Need =
  | { readonly kind: 'get'; readonly collection: CollectionKey<{ readonly id: string }>; readonly id: string }
  | { readonly kind: 'find'; readonly collection: CollectionKey<{ readonly id: string }>; readonly find: Find }
  | {
      readonly kind: 'byKey';
      readonly collection: CollectionKey<{ readonly id: string }>;
      readonly key: string;
      readonly value: string;
    };
