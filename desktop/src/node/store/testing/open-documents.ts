import { randomInt } from 'node:crypto';
import { createIdMaker } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import type { LocalStore } from '../local-store.ts';
import { openMemoryStore, openStore, type OpenStoreOptions, type StoreParts } from '../open-store.ts';

/** A store without collections of its own, to run RxDB's storage on. */
export function emptyStore(): LocalStore {
  return openMemoryStore(storeParts());
}

/** Opens the store of a folder, which must open. */
export async function storeIn(folder: string, options: Partial<OpenStoreOptions> = {}): Promise<LocalStore> {
  const opened = await openStore({ folder, key: undefined, ballastBytes: 0, ...storeParts(), ...options });
  if (!opened.ok) throw new Error(`the store did not open: ${opened.error.code}`);
  return opened.value;
}

export function storeParts(): StoreParts {
  const clock = new FakeClock();
  const ids = createIdMaker(clock, { uint32: () => randomInt(2 ** 32) });
  return { collections: [], program: '1', clock, scheduler: clock, ids, logger: silentLogger };
}
