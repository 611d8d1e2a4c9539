import { randomInt } from 'node:crypto';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import type { LocalStore } from '../local-store.ts';
import { openMemoryStore, openStore } from '../open-store.ts';

/** A store without collections of its own, to run RxDB's storage on. */
export function emptyStore(): LocalStore {
  return openMemoryStore(options());
}

export function storeIn(folder: string): LocalStore {
  return openStore({ folder, ...options() });
}

function options() {
  const random = { uint32: () => randomInt(2 ** 32) };
  return { collections: [], clock: new FakeClock(), random, logger: silentLogger };
}
