import {
  ensureRxStorageInstanceParamsAreCorrect,
  META_INSTANCE_SCHEMA_TITLE,
  type RxStorage,
  type RxStorageInstanceCreationParams,
  RXDB_VERSION,
} from 'rxdb';
import type { DocumentStore } from '../documents/document-store.ts';
import { shapeOfSchema } from './schema-shape.ts';
import { type NoOptions, SqliteStorageInstance, type StorageInternals } from './sqlite-storage-instance.ts';

export type SqliteStorage = RxStorage<StorageInternals, NoOptions>;

/**
 * RxDB's storage on one file of ours. All collections of all databases it is used for, and what replication remembers,
 * share the file and its one connection; closing the file is up to whoever opened it.
 */
export function sqliteStorage(documents: DocumentStore): SqliteStorage {
  return {
    // RxDB lets one database of a name and storage be open in a process; each file is a storage of its own.
    name: `lapka-sqlite-${documents.token}`,
    rxdbVersion: RXDB_VERSION,
    async createStorageInstance<Document>(params: RxStorageInstanceCreationParams<Document, NoOptions>) {
      ensureRxStorageInstanceParamsAreCorrect(params);
      const shape = shapeOfSchema(params, params.schema);
      const isMemory = params.schema.title === META_INSTANCE_SCHEMA_TITLE;
      const remembers = isMemory ? documents.catalogue.rememberedBy(shape) : undefined;
      const table = documents.catalogue.table({ ...shape, ...(remembers !== undefined && { remembers }) });
      return new SqliteStorageInstance<Document>(params, documents, table);
    },
  };
}
