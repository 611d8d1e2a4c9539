import type { CollectionName } from './collection-key.ts';

/** One version of what a collection stores. Lines are only added: documents of every version are out there. */
export interface SchemaVersion {
  readonly version: number;
  readonly date: string;
  readonly reason: string;
  /** SHA-256 of the canonical JSON schema. */
  readonly sha256: string;
}

const first = { version: 1, date: '2026-11-16', reason: 'the first one' } as const;

/**
 * The versions of every stored schema. Whoever changes a schema adds a line here, raises the version in the definition
 * and writes the upgrade from the version before, with an old document that the test can try it on.
 */
export const fingerprints: Readonly<Record<CollectionName, readonly SchemaVersion[]>> = {
  settings: [{ ...first, sha256: '' }],
  staff: [{ ...first, sha256: '' }],
  catalogue: [{ ...first, sha256: '' }],
  clients: [{ ...first, sha256: '' }],
  pets: [{ ...first, sha256: '' }],
  shifts: [{ ...first, sha256: '' }],
  bookings: [{ ...first, sha256: '' }],
  records: [{ ...first, sha256: '' }],
  invoices: [{ ...first, sha256: '' }],
  ledger: [{ ...first, sha256: '' }],
  stock: [{ ...first, sha256: '' }],
  inbox: [{ ...first, sha256: '' }],
};
