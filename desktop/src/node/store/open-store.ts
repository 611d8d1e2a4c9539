import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Random } from '@lapka/shared/base/random.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { clinicDatabase, filledSchemaOf } from './documents/definition-schema.ts';
import { DocumentStore } from './documents/document-store.ts';
import type { DocumentTable } from './documents/document-table.ts';
import { keyProjection } from './documents/key-projection.ts';
import { type Connection, connect, type FileKey, pageSize } from './file/driver.ts';
import { StoreFile } from './file/store-file.ts';
import { applicationId, fixedTables, layoutVersion } from './file/tables.ts';
import { LocalStore } from './local-store.ts';
import { shapeOfSchema } from './rx-storage/schema-shape.ts';

export interface OpenStoreOptions {
  readonly folder: string;
  readonly key?: FileKey;
  readonly collections: readonly AnyCollection[];
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

export function openStore({ folder, key, ...rest }: OpenStoreOptions): LocalStore {
  mkdirSync(folder, { recursive: true });
  return storeOn(() => prepared(connect(join(folder, 'lapka.db'), { key })), rest);
}

/** A store that is gone when it is closed, for tests that have no use for a file. */
export function openMemoryStore(options: Omit<OpenStoreOptions, 'folder' | 'key'>): LocalStore {
  return storeOn(() => prepared(connect(':memory:', {})), options);
}

type StoreParts = Omit<OpenStoreOptions, 'folder' | 'key'>;

function storeOn(connection: () => Connection, { collections, clock, random, logger }: StoreParts): LocalStore {
  const file = new StoreFile(connection);
  const [version] = file.statement<readonly [number]>('PRAGMA user_version').get() ?? [0];
  if (version === 0) {
    file.transact(() => {
      file.execute(fixedTables);
      file.execute(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${layoutVersion}`);
    });
  }
  const documents = new DocumentStore(file, logger, random.uint32().toString(36));
  const tables = new Map<CollectionName, DocumentTable>();
  for (const definition of collections) {
    const named = { databaseName: clinicDatabase, collectionName: definition.key.name };
    const table = documents.catalogue.table(shapeOfSchema(named, filledSchemaOf(definition)));
    table.projectWith(keyProjection(file, table, definition));
    tables.set(definition.key.name, table);
  }
  return new LocalStore({ documents, tables, clock, logger });
}

function prepared(connection: Connection): Connection {
  connection.pragma(`page_size = ${pageSize}`);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('cache_size = -65536');
  connection.pragma('temp_store = MEMORY');
  return connection;
}
