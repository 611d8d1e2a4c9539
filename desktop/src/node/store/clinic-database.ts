import {
  createRxDatabase,
  defaultHashSha256,
  type RxCollection,
  type RxCollectionCreator,
  type RxDatabase,
} from 'rxdb';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { sha256Hex } from '@lapka/shared/base/hash.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { conflictHandler } from './conflict-handler.ts';
import { clinicDatabase, schemaOf } from './documents/definition-schema.ts';
import type { PlainDocument } from './documents/stored-document.ts';
import type { LocalStore } from './local-store.ts';
import { sqliteStorage } from './rx-storage/sqlite-storage.ts';

/** RxDB over the store's own tables: what replication runs on. */
export interface ClinicDatabase {
  readonly collections: ReadonlyMap<CollectionName, RxCollection<PlainDocument>>;
  close(): Promise<void>;
}

/**
 * Opens RxDB on an open store. It sees what commands write through the change stream, and commands see what it writes at
 * once. Closing it leaves the store open.
 */
export async function openClinicDatabase(
  store: LocalStore,
  definitions: readonly AnyCollection[],
): Promise<ClinicDatabase> {
  const releases = new Releases();
  const database: RxDatabase = await createRxDatabase({
    name: clinicDatabase,
    storage: sqliteStorage(store.documents),
    multiInstance: false,
    eventReduce: false,
    closeDuplicates: false,
    // The same hash as the system's, and at once: that one comes back at a moment of its own.
    hashFunction: (input) => (typeof input === 'string' ? Promise.resolve(sha256Hex(input)) : defaultHashSha256(input)),
  });
  releases.add(async () => void (await database.close()));
  const wanted: Record<string, RxCollectionCreator<PlainDocument>> = {};
  for (const definition of definitions) {
    wanted[definition.key.name] = { schema: schemaOf(definition), conflictHandler, autoMigrate: false };
  }
  const made = await database.addCollections(wanted);
  const collections = new Map<CollectionName, RxCollection<PlainDocument>>();
  for (const { key } of definitions) {
    const collection = made[key.name];
    if (collection !== undefined) collections.set(key.name, collection);
  }
  return { collections, close: () => releases.close() };
}
