import { Releases } from '@lapka/shared/base/disposal.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { type ClinicDatabase, openClinicDatabase } from './clinic-database.ts';
import { type StoreKeyFailure, storeKey } from './keys/key-ring.ts';
import type { KeyWrap } from './keys/key-wrap.ts';
import type { LocalStore } from './local-store.ts';
import { openStore, type OpenStoreOptions } from './open-store.ts';
import { type RescueReport, rescueStore } from './rescue/rescue-store.ts';
import type { StoreOpenFailure, StoreOpenFailureCode } from './store-failures.ts';

export interface ClinicStoreOptions extends Omit<OpenStoreOptions, 'key'> {
  /** The ways this computer keeps the key of the file, the likeliest first. */
  readonly wraps: readonly KeyWrap[];
}

export interface ClinicStore {
  readonly store: LocalStore;
  readonly database: ClinicDatabase;
  /** Set when the file could not be used as it was and was put together again: people must be told. */
  readonly rescued: RescueReport | undefined;
  close(): Promise<void>;
}

/** What a desk does about these by itself, offline too: the file is aside, and everything readable is made use of. */
const rescuable: readonly StoreOpenFailureCode[] = [
  'STORE_FILE_MISSING',
  'STORE_FILE_EMPTY',
  'STORE_FILE_DAMAGED',
  'STORE_FILE_OLD',
  'STORE_LOG_MISSING',
];

/** Everything a desk keeps, ready for use: its key, its store – rescued if need be – and RxDB over it for replication. */
export async function openClinicStore(
  options: ClinicStoreOptions,
): Promise<Result<ClinicStore, StoreOpenFailure | StoreKeyFailure>> {
  const key = await storeKey(options.folder, options.wraps);
  if (!key.ok) return key;
  const withKey = { ...options, key: key.value };
  let rescued: RescueReport | undefined;
  let opened = await openStore(withKey);
  if (!opened.ok && rescuable.includes(opened.error.code)) {
    const report = rescueStore(withKey);
    if (!report.ok) return err(opened.error);
    rescued = report.value;
    options.logger.error('store.rescued', {
      code: opened.error.code,
      documents: rescued.documents,
      unsent: rescued.unsent,
      missing: rescued.missing.length,
    });
    opened = await openStore(withKey);
  }
  if (!opened.ok) return opened;
  const releases = new Releases();
  const store = releases.use(opened.value);
  const database = releases.use(await openClinicDatabase(store, options.collections));
  return ok({ store, database, rescued, close: () => releases.close() });
}
