import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { type FileEntry, type FileIndex, received } from '../file-index.ts';

type Kept = FileEntry & { readonly clinic: ClinicId };

export function memoryFileIndex(): FileIndex {
  const kept = new Map<string, Kept>();
  const nameOf = (clinic: ClinicId, hash: string): string => `${clinic} ${hash}`;
  return {
    find: async (clinic, hash) => kept.get(nameOf(clinic, hash)),
    begin: async (clinic, wanted, at) => {
      const name = nameOf(clinic, wanted.hash);
      const entry = kept.get(name) ?? { ...wanted, clinic, ends: [], touchedAt: at, storedAt: null };
      kept.set(name, entry);
      return entry;
    },
    advance: async (clinic, hash, { from, to }, at) => {
      const entry = kept.get(nameOf(clinic, hash));
      if (entry === undefined || entry.storedAt !== null || received(entry) !== from) return false;
      kept.set(nameOf(clinic, hash), { ...entry, ends: [...entry.ends, to], touchedAt: at });
      return true;
    },
    stored: async (clinic, hash, at) => {
      const entry = kept.get(nameOf(clinic, hash));
      if (entry !== undefined) kept.set(nameOf(clinic, hash), { ...entry, storedAt: entry.storedAt ?? at });
    },
    drop: async (clinic, hash) => {
      if (kept.get(nameOf(clinic, hash))?.storedAt === null) kept.delete(nameOf(clinic, hash));
    },
    idleUploads: async (since, limit) =>
      [...kept.values()]
        .filter(({ storedAt, touchedAt }) => storedAt === null && touchedAt < since)
        .slice(0, limit)
        .map(({ clinic, hash }) => ({ clinic, hash })),
    storedAfter: async (clinic, hash, limit) =>
      [...kept.values()]
        .filter((entry) => entry.clinic === clinic && entry.storedAt !== null && entry.hash > hash)
        .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
        .slice(0, limit),
  };
}
