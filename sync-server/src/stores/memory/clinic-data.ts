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
  /** When each event was taken, by the names of the consumer and the event. */
  readonly taken = new Map<string, Instant>();
  readonly audit: ChainedEntry[] = [];
  /** Where the transaction that works on this copy has changed something, and what it has published. */
  readonly changed = new Set<CollectionName>();
  readonly published: DomainEvent[] = [];

  copy(): ClinicData {
    const copy = new ClinicData();
    copy.become(this);
    return copy;
  }

  /** Takes over everything another one has. */
  become(other: ClinicData): void {
    this.head = other.head;
    this.epoch = other.epoch;
    this.epochStart = other.epochStart;
    replaceAll(this.copies, other.copies);
    replaceAll(this.floors, other.floors);
    replaceAll(this.rows, other.rows);
    replaceAll(this.holders, other.holders);
    replaceAll(this.trail, other.trail);
    replaceAll(this.pushes, other.pushes);
    replaceAll(this.taken, other.taken);
    this.audit.splice(0, this.audit.length, ...other.audit);
    this.published.splice(0, this.published.length, ...other.published);
  }

  rowsOf(collection: CollectionName): ReadonlyMap<string, Row> {
    return this.rows.get(collection) ?? new Map<string, Row>();
  }
}

function replaceAll<Key, Value>(into: Map<Key, Value>, from: ReadonlyMap<Key, Value>): void {
  into.clear();
  for (const [key, value] of from) into.set(key, value);
}
