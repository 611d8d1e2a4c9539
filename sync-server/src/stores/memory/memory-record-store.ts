import type { RecordRevision, RecordStore } from '../record-store.ts';
import { revisionName } from '../record-revision.ts';
import { RecordsUnavailable } from '../store-errors.ts';
import { frozenCopy } from './frozen-copy.ts';

export interface MemoryRecordStore extends RecordStore {
  /** Lets a test take the store away and bring it back. */
  setAvailable(available: boolean): void;
  /** How many revisions there are, also those that no head names. */
  size(): number;
}

/** Keeps revisions for as long as the process lives: for tests and simulations. */
export function memoryRecordStore(): MemoryRecordStore {
  const revisions = new Map<string, RecordRevision>();
  let available = true;
  const reach = (): void => {
    if (!available) throw new RecordsUnavailable('taken away');
  };
  return {
    append: async (clinic, added) => {
      reach();
      for (const revision of added) {
        const name = `${clinic}/${revisionName(revision)}`;
        if (!revisions.has(name)) revisions.set(name, frozenCopy(revision));
      }
    },
    fetch: async (clinic, keys) => {
      reach();
      const names = new Set(keys.map((key) => `${clinic}/${revisionName(key)}`));
      return [...names].flatMap((name) => revisions.get(name) ?? []);
    },
    setAvailable: (is) => {
      available = is;
    },
    size: () => revisions.size,
    close: () => Promise.resolve(),
  };
}
