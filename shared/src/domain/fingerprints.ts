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
  settings: [{ ...first, sha256: '46e1bcd0d93a4d4c7d1794b09431a3669353f61ebeb216d2c765a143bb221dd8' }],
  staff: [{ ...first, sha256: 'ebbdd34bea8df0ce529c5588403c3cf90824a1f0697cecd7f3fdb8511d8356a3' }],
  catalogue: [{ ...first, sha256: 'c15949736a8efcb05ebf3c90f892179150426d62a4cc3dd36380c9168a8a937a' }],
  clients: [{ ...first, sha256: '0e100291a45360e16c568982c74944b3a679771a7797f33e01ecc28faa164d5c' }],
  pets: [{ ...first, sha256: '535108dfb52cbdf46e8455673ee54cf91f2ae3801b0fc9d459425b1bc2cf9b37' }],
  shifts: [{ ...first, sha256: '1b341b536720f6909e3f3e23b3d8c933ea4d2440e781671943df7d9f63e9506b' }],
  bookings: [{ ...first, sha256: '4d45fa1032a9829992851b43edeb66897812cc960de5764099a489302199b0c3' }],
  records: [{ ...first, sha256: '39a5fcc97f5a44588565c1af85f830fc399746dddeda2fbae575ce6e84053c33' }],
  invoices: [{ ...first, sha256: '450048918d651424b59fb8353fa7b65bdefc7f46b3cf87352fa057eef7ef6dd3' }],
  ledger: [{ ...first, sha256: '595d4a4fd0fe9ef10d93351f657e4e8baa75843f12af6061e7888f3effe68269' }],
  stock: [{ ...first, sha256: 'a04430b23ad6cc28ae834314e152b62b07180659afa61476c54c45e1cad7e3f2' }],
  inbox: [{ ...first, sha256: 'ef4b13b0ae34d90b4b133a831d3a0536da0b8c1d6c3bd1e50e8511fac19072c8' }],
};
