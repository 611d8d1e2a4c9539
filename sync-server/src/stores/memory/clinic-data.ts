import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentKey, DomainEvent } from '@lapka/shared/domain/collection.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { ChainedEntry } from '../audit-chain.ts';
import type { Envelope } from '../document-store.ts';

/** A document in its place; of a medical record only the name of its text is here. */
export interface Row extends Envelope {
  readonly id: string;
  readonly keys: readonly DocumentKey[];
  readonly held: { readonly document: DocumentFields } | { readonly content: string };
}

/**
 * Everything one clinic has. A transaction changes a copy, which takes this one's place at the commit; so whoever reads
 * goes on seeing one moment.
 */
export class ClinicData {
  head = 0;
  readonly rows = new Map<CollectionName, ReadonlyMap<string, Row>>();
  /** Which document holds a unique key, by the name of the key. */
  readonly holders = new Map<string, string>();
  readonly trail = new Map<string, readonly Row[]>();
  readonly pushes = new Map<string, JsonObject>();
  readonly taken = new Set<string>();
  readonly audit: ChainedEntry[] = [];
  /** What the transaction that made this copy has published. */
  readonly published: DomainEvent[] = [];

  copy(): ClinicData {
    const copy = new ClinicData();
    copy.head = this.head;
    for (const [name, rows] of this.rows) copy.rows.set(name, rows);
    for (const [name, holder] of this.holders) copy.holders.set(name, holder);
    for (const [record, rows] of this.trail) copy.trail.set(record, rows);
    for (const [name, answer] of this.pushes) copy.pushes.set(name, answer);
    for (const name of this.taken) copy.taken.add(name);
    copy.audit.push(...this.audit);
    return copy;
  }

  rowsOf(collection: CollectionName): ReadonlyMap<string, Row> {
    return this.rows.get(collection) ?? new Map<string, Row>();
  }
}
