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
  settings: [{ ...first, sha256: '591522bac21407e7e122109074bb0a83b3a104e81fac7090d9e71e4464ffe231' }],
  staff: [{ ...first, sha256: 'e2b3be6dc9238c9e91bc91496bea3ef4a03cc3ce6349e6eea4b2e6fd8b2329b9' }],
  catalogue: [{ ...first, sha256: 'b28c6cd4e3135094bb98299ae01168515db74114d0744d589fed92a0ba6e2993' }],
  clients: [{ ...first, sha256: 'be5a72daa9e5a6a8d2750e6b0a3d7e98232cbf0e227f8cd695c77ea5e3bae81c' }],
  pets: [{ ...first, sha256: '3c0010fe19d9a1d131830caa9b989b4f8526b0b21a8d5d779dc9202f3a9929b0' }],
  shifts: [{ ...first, sha256: '1b341b536720f6909e3f3e23b3d8c933ea4d2440e781671943df7d9f63e9506b' }],
  bookings: [{ ...first, sha256: '76a4012e542fccb843c5d1a0240d1aac335f53a87c0f51cd568c8248286f26e4' }],
  records: [{ ...first, sha256: '61683123e8691a356045f4b088ca3a00994efad3649735cb899ffb53746a2fa1' }],
  invoices: [{ ...first, sha256: '6c78a1e9d601253eb6773696bb5f8ad9a4e7cbaff466febe9403900d474100aa' }],
  ledger: [{ ...first, sha256: '0f8298d5131a29ce79aca46e0e8c05ccb4b0a89cb7fa12e72b31475573bebe4a' }],
  stock: [{ ...first, sha256: 'f537d07bb39184f2a7585c1c3b5feafd595f5aafbcdc00bb5d7bc4908fa2bec9' }],
  inbox: [{ ...first, sha256: 'bd154c1531e411f474b232ae8cefec80416e39eb70d05875c3774c21d62f360d' }],
};
