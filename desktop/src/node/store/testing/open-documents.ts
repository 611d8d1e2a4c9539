import { randomInt } from 'node:crypto';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { openMemoryStore } from '../open-store.ts';
import type { LocalStore } from '../local-store.ts';

/** A store without collections of its own, to run RxDB's storage on. */
export function emptyStore(): LocalStore {
  const random = { uint32: () => randomInt(2 ** 32) };
  return openMemoryStore({ collections: [], clock: new FakeClock(), random, logger: silentLogger });
}
