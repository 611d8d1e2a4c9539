import { assert } from '@lapka/shared/base/assert.ts';
import { type Connection, pageSize } from './driver.ts';
import type { StoreFile } from './store-file.ts';

/**
 * Makes a connection work as the store promises. `synchronous` must be said here: the driver's own choice for WAL is one
 * that loses the last commits with the power. The two about fullfsync matter on macOS only.
 */
export function withSettings(connection: Connection): Connection {
  const settings = [
    `page_size = ${pageSize}`,
    'journal_mode = WAL',
    'synchronous = FULL',
    'fullfsync = ON',
    'checkpoint_fullfsync = ON',
    'wal_autocheckpoint = 2000',
    'journal_size_limit = 33554432',
    'cache_size = -65536',
    'temp_store = MEMORY',
    'secure_delete = FAST',
    'foreign_keys = ON',
    'trusted_schema = OFF',
    'cell_size_check = ON',
  ];
  try {
    for (const setting of settings) connection.pragma(setting);
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

/** To be called after a write: before the first one the driver claims what it does not do. */
export function assertDurable(file: StoreFile): void {
  assert(file.pragma('synchronous') === 2, 'the store file is not written durably');
  assert(file.pragma('journal_mode') === 'wal', 'the store file is not in WAL mode');
}
