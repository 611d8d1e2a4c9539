import type { IdMaker } from '@lapka/shared/base/id.ts';
import { connect, type FileKey } from './driver.ts';
import { setFact, type StoreIdentity } from './facts.ts';
import { withSettings } from './settings.ts';
import { moveFile, removeDatabase } from './store-folder.ts';
import { StoreFile } from './store-file.ts';
import { applicationId, fixedTables, layoutVersion } from './tables.ts';

/**
 * Makes an empty database and puts it in its place when it is complete. A crash on the way leaves nothing there, so what
 * is found there later was once whole.
 */
export function createDatabase(path: string, key: FileKey | undefined, ids: IdMaker): void {
  const temporary = `${path}.new`;
  removeDatabase(temporary);
  const file = new StoreFile(() => withSettings(connect(temporary, { key })));
  createTables(file, ids);
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
  moveFile(temporary, path);
}

/** Makes the tables every file has, and gives the store its names. */
export function createTables(file: StoreFile, ids: IdMaker): StoreIdentity {
  const identity = { store: ids.next<'Store'>(), incarnation: ids.next<'Incarnation'>() };
  file.transact(() => {
    file.execute(fixedTables);
    file.execute(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${layoutVersion}`);
    setFact(file, 'store', identity.store);
    setFact(file, 'incarnation', identity.incarnation);
    setFact(file, 'inUse', 'no');
  });
  return identity;
}
