import { present } from '@lapka/shared/base/assert.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { StoreFile } from '../file/store-file.ts';
import { firstDocumentPlace } from '../file/tables.ts';
import { fact, setFact } from '../file/facts.ts';
import type { CommitNotes } from './commit-record.ts';
import { clearSearch } from '../search/clear-search.ts';
import { copyTable } from './copy-table.ts';
import { DocumentTable } from './document-table.ts';
import { memoryNameOf, SharedBodies, withDocument } from './replication-memory.ts';
import { tableDefinition } from './table-definition.ts';
import { attachmentsName, layoutSchema, type TableShape } from './table-shape.ts';
import type { Words } from './words.ts';

type CatalogueRow = readonly [number, string, string, number, string];

/** Knows all tables of documents in the file and makes them when they are first asked for. */
export class Catalogue {
  readonly #file: StoreFile;
  readonly #words: Words;
  readonly #notes: CommitNotes;
  readonly #tables = new Map<string, DocumentTable>();

  constructor(file: StoreFile, words: Words, notes: CommitNotes) {
    this.#file = file;
    this.#words = words;
    this.#notes = notes;
    file.continueSequenceAfter(Number(fact(file, sequenceFact) ?? 0));
    const stored = file.statement<CatalogueRow>(
      'SELECT place, database, collection, version, shape FROM document_table ORDER BY place',
    );
    for (const [place, database, collection, version, layout] of stored.all()) {
      this.#add(place, { database, collection, version, ...layoutSchema.parse(JSON.parse(layout)) });
    }
    for (const table of this.#tables.values()) file.continueSequenceAfter(table.lastSequence());
  }

  /** The table of such a shape: new if there was none, and copied into that shape if it had another. */
  table(shape: TableShape): DocumentTable {
    const known = this.#tables.get(keyOf(shape));
    if (known === undefined) return this.#file.within(() => this.#create(shape));
    if (layoutOf(known.shape) === layoutOf(shape)) return known;
    return this.#file.within(() => this.replace(known, shape));
  }

  /**
   * Makes a table anew in another shape, with all that is in it and all a replication remembers of it. For the inside of a transaction, and before anybody uses
   * the table or what a replication remembers of it.
   */
  replace(old: DocumentTable, shape: TableShape, change?: (document: object) => object): DocumentTable {
    const memory = this.memoryOf(old);
    this.#tables.delete(keyOf(old.shape));
    const table = this.#create(shape);
    copyTable(this.#file, old, table, change);
    this.#drop(old);
    if (memory === undefined) return table;
    this.#tables.delete(keyOf(memory.shape));
    if (memory.shape.version === shape.version) {
      this.#add(memory.place, memory.shape);
    } else {
      const renewed = this.#create({ ...memory.shape, version: shape.version });
      copyTable(this.#file, memory, renewed, change && ((remembered) => withDocument(remembered, change)));
      this.#drop(memory);
    }
    return table;
  }

  /** What a replication remembers of a table. */
  memoryOf(table: DocumentTable): DocumentTable | undefined {
    return this.all().find(({ bodies }) => bodies instanceof SharedBodies && bodies.of === table);
  }

  all(): DocumentTable[] {
    return [...this.#tables.values()];
  }

  /** The tables by the numbers their rows carry, for when the file cannot tell any more. */
  described(): JsonObject[] {
    return this.all().map(({ place, shape }) => ({ place, ...describable(shape) }));
  }

  /** The collection a replication's memory is about, by its name; undefined when it is not one of the clinic's. */
  rememberedBy({ database, collection, version }: TableShape): string | undefined {
    const tables = this.all().filter(({ shape }) => shape.database === database && shape.version === version);
    return tables.find(({ shape }) => memoryNameOf(shape.collection) === collection)?.shape.collection;
  }

  /**
   * Writes down how far changes were numbered. Needed whenever rows go for good: their numbers must not be given again,
   * or a reader that already went past them would never see what carries them.
   */
  keepSequence(): void {
    setFact(this.#file, sequenceFact, String(this.#file.nextSequence - 1));
  }

  /** Removes a table with all its documents. For the inside of a transaction. */
  remove(table: DocumentTable): void {
    this.keepSequence();
    for (const memories of table.recent.leaning) memories.forget();
    if (table.bodies instanceof SharedBodies) table.bodies.letGo();
    this.#tables.delete(keyOf(table.shape));
    this.#drop(table);
  }

  #drop({ place, name, shape }: DocumentTable): void {
    this.#file.execute(`DROP TABLE ${name}`);
    if (shape.attachments) this.#file.execute(`DROP TABLE ${attachmentsName(place)}`);
    clearSearch(this.#file, place);
    for (const rows of ['document_table', 'wide_column', 'document_key']) {
      this.#file.statement(`DELETE FROM ${rows} WHERE place = ?`).run(place);
    }
  }

  #create(shape: TableShape): DocumentTable {
    const [place] = present(
      this.#file
        .statement<readonly [number]>('SELECT max(?, coalesce(max(place) + 1, 0)) FROM document_table')
        .get(firstDocumentPlace),
      'a new place',
    );
    this.#file.execute(tableDefinition(place, shape));
    this.#file
      .statement(
        `INSERT INTO document_table (place, database, collection, version, shape) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (database, collection, version) DO UPDATE SET place = excluded.place, shape = excluded.shape, settled = 0`,
      )
      .run(place, shape.database, shape.collection, shape.version, layoutOf(shape));
    return this.#add(place, shape);
  }

  #add(place: number, shape: TableShape): DocumentTable {
    const { database, version, remembers } = shape;
    const remembered =
      remembers === undefined ? undefined : this.#tables.get(keyOf({ database, version, collection: remembers }));
    const table = new DocumentTable({
      file: this.#file,
      words: this.#words,
      notes: this.#notes,
      place,
      shape,
      remembered,
    });
    this.#tables.set(keyOf(shape), table);
    return table;
  }
}

const sequenceFact = 'sequence';

function keyOf({ database, collection, version }: Pick<TableShape, 'database' | 'collection' | 'version'>): string {
  return JSON.stringify([database, collection, version]);
}

function layoutOf({ primary, indexes, attachments, remembers }: TableShape): string {
  return JSON.stringify({ primary, indexes, attachments, remembers });
}

function describable({ database, collection, version, primary, remembers }: TableShape): JsonObject {
  return { database, collection, version, primary, ...(remembers !== undefined && { remembers }) };
}
