import type { Instant } from '@lapka/shared/base/instant.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentKey, DomainEvent } from '@lapka/shared/domain/collection.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { ChainedEntry } from '../audit-chain.ts';
import type { DeskCopy, Envelope } from '../document-store.ts';

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
  /** The time line it was last changed on, and its head when that began. */
  epoch = '';
  epochStart = 0;
  readonly copies = new Map<string, DeskCopy>();
  readonly floors = new Map<CollectionName, number>();
  readonly rows = new Map<CollectionName, ReadonlyMap<string, Row>>();
  /** Which document holds a unique key, by the name of the key. */
  readonly holders = new Map<string, string>();
  readonly trail = new Map<string, readonly Row[]>();
  readonly pushes = new Map<string, { readonly answer: JsonObject; readonly at: Instant }>();
  readonly taken = new Set<string>();
  readonly audit: ChainedEntry[] = [];
  /** Where the transaction that made this copy has changed something, and what it has published. */
  readonly changed = new Set<CollectionName>();
  readonly published: DomainEvent[] = [];

  copy(): ClinicData {
    const copy = new ClinicData();
    copy.head = this.head;
    copy.epoch = this.epoch;
    copy.epochStart = this.epochStart;
    for (const [incarnation, known] of this.copies) copy.copies.set(incarnation, known);
    for (const [collection, floor] of this.floors) copy.floors.set(collection, floor);
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
