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
    for (const table of clinicTables([...described, ...source.tables])) {
      const rows = source.rows.get(table.place) ?? new Map<string, HarvestedRow>();
      if (table.remembers !== undefined) of(table.remembers).takeMemory(rows);
      else of(table.collection).takeDocuments(rows, table.version, source.known.get(table.place));
    }
  }
  for (const { documents } of records) {
    for (const { collection, body, ...rest } of documents) {
      of(collection).take({ ...rest, local: true, extra: undefined, body });
    }
  }
  return new Map([...merged].map(([name, collection]) => [name, collection.finished()]));
}

/** Tables of the clinic, each place once; what the file says of itself is newer than the mark. */
function clinicTables(tables: readonly DescribedTable[]): DescribedTable[] {
  const ours = tables.filter(({ database }) => database === clinicDatabase);
  return [...new Map(ours.map((table) => [table.place, table])).values()];
}

const sentUpTo = /^up\|1$/;
const seqIn = /"checkpointData":\{"seq":(\d+)\}/;

class CollectionInMaking {
  readonly #documents = new Map<string, RescuedDocument>();
  readonly #remembered = new Map<string, string>();
  readonly #known = new Set<string>();
  #sent: number;

  constructor(sent: number) {
    this.#sent = sent;
  }

  take(document: RescuedDocument): void {
    const known = this.#documents.get(document.id);
    if (known !== undefined && known.seq > document.seq) return;
    this.#documents.set(document.id, { ...document, extra: document.extra ?? known?.extra });
  }

  takeDocuments(
    rows: ReadonlyMap<string, HarvestedRow>,
    version: number,
    known: ReadonlyMap<string, number> | undefined,
  ): void {
    for (const id of known?.keys() ?? []) this.#known.add(id);
    for (const { body, ...row } of rows.values()) if (body !== null) this.take({ ...row, body, version });
  }

  takeMemory(rows: ReadonlyMap<string, HarvestedRow>): void {
    for (const { id, body } of rows.values()) {
      if (body === null) continue;
      if (sentUpTo.test(id)) this.#sent = Math.max(this.#sent, Number(seqIn.exec(body)?.[1] ?? 0));
      else this.#remembered.set(id, body);
    }
  }

  finished(): RescuedCollection {
    const missing = [...this.#known].filter((id) => !this.#documents.has(id));
    return { documents: this.#documents, sent: this.#sent, remembered: this.#remembered, missing };
  }
}
