import type { CommitRecord } from '../documents/commit-record.ts';
import { clinicDatabase } from '../documents/definition-schema.ts';
import type { Mark } from '../file/mark.ts';
import { type DescribedTable, describedTableSchema, type Harvest, type HarvestedRow } from './harvest.ts';

/** One document as it will be in the rebuilt store. */
export interface RescuedDocument extends Omit<HarvestedRow, 'body'> {
  readonly body: string;
  /** The version of the collection's schema the body is in. */
  readonly version: number;
}

export interface RescuedCollection {
  readonly documents: ReadonlyMap<string, RescuedDocument>;
  /** Up to which change the server has everything of it. */
  readonly sent: number;
  /** For documents with unsent changes: what the server last had, as a replication remembered it. */
  readonly remembered: ReadonlyMap<string, string>;
  /** The ids of documents that were there once and of which nothing can be read. */
  readonly missing: readonly string[];
}

/**
 * Puts together what several sources have of one store: of every document the newest revision any of them has. The log
 * of unsent changes is the last word on what this desk wrote itself.
 */
export function mergeHarvests(
  collections: readonly string[],
  harvests: readonly Harvest[],
  records: readonly CommitRecord[],
  mark: Mark | undefined,
): Map<string, RescuedCollection> {
  const described = (mark?.tables ?? []).map((table) => describedTableSchema.parse(table));
  const merged = new Map<string, CollectionInMaking>();
  const of = (name: string): CollectionInMaking => {
    const collection = merged.get(name) ?? new CollectionInMaking(mark?.sent[name] ?? 0);
    merged.set(name, collection);
    return collection;
  };
  for (const source of harvests) {
    for (const table of tablesAbout(collections, [...described, ...source.tables])) {
      const rows = source.rows.get(table.place) ?? new Map<string, HarvestedRow>();
      const named = source.named.get(table.place) ?? new Set<string>();
      if (table.remembers !== undefined) of(table.remembers).takeMemory(rows, named);
      else of(table.collection).takeDocuments(rows, table.version, named);
    }
  }
  for (const { documents } of records) {
    for (const { collection, body, ...rest } of documents) {
      of(collection).take({ ...rest, local: true, extra: undefined, body });
    }
  }
  return new Map([...merged].map(([name, collection]) => [name, collection.finished()]));
}

/** Each place once; what the file says of itself is newer than the mark. RxDB's own tables are made anew. */
function tablesAbout(collections: readonly string[], tables: readonly DescribedTable[]): DescribedTable[] {
  const ours = tables.filter(
    ({ database, collection, remembers }) =>
      database === clinicDatabase && collections.includes(remembers ?? collection),
  );
  return [...new Map(ours.map((table) => [table.place, table])).values()];
}

const deadInMemory = '"_deleted":true}}';
const sentUpTo = /^up\|1$/;
const seqIn = /"checkpointData":\{"seq":(\d+)\}/;

/** What a replication remembers of a document is found under the document's own id; its checkpoints under other names. */
function isDocumentId(name: string): boolean {
  return !name.includes('|');
}

class CollectionInMaking {
  readonly #documents = new Map<string, RescuedDocument>();
  readonly #remembered = new Map<string, string>();
  readonly #named = new Set<string>();
  readonly #dead = new Set<string>();
  #sent: number;

  constructor(sent: number) {
    this.#sent = sent;
  }

  take(document: RescuedDocument): void {
    const known = this.#documents.get(document.id);
    if (known !== undefined && known.seq > document.seq) return;
    this.#documents.set(document.id, { ...document, extra: document.extra ?? known?.extra });
  }

  takeDocuments(rows: ReadonlyMap<string, HarvestedRow>, version: number, named: ReadonlySet<string>): void {
    for (const id of named) this.#named.add(id);
    for (const { body, ...row } of rows.values()) if (body !== null) this.take({ ...row, body, version });
  }

  takeMemory(rows: ReadonlyMap<string, HarvestedRow>, named: ReadonlySet<string>): void {
    for (const id of [...named, ...rows.keys()]) if (isDocumentId(id)) this.#named.add(id);
    for (const { id, body } of rows.values()) {
      if (body === null) continue;
      // Its end is known on both sides, and what is left of it here may have been cleaned up.
      if (body.endsWith(deadInMemory)) this.#dead.add(id);
      if (sentUpTo.test(id)) this.#sent = Math.max(this.#sent, Number(seqIn.exec(body)?.[1] ?? 0));
      else this.#remembered.set(id, body);
    }
  }

  finished(): RescuedCollection {
    const missing = [...this.#named].filter((id) => !this.#documents.has(id) && !this.#dead.has(id));
    return { documents: this.#documents, sent: this.#sent, remembered: this.#remembered, missing };
  }
}
