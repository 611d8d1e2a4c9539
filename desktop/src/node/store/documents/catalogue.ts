import { assert, present } from '@lapka/shared/base/assert.ts';
import type { StoreFile } from '../file/store-file.ts';
import { firstDocumentPlace } from '../file/tables.ts';
import { fact, setFact } from '../file/facts.ts';
import { DocumentTable } from './document-table.ts';
import { layoutSchema, tableDefinition, type TableShape } from './table-shape.ts';
import type { Words } from './words.ts';

type CatalogueRow = readonly [number, string, string, number, string];

/** Knows all tables of documents in the file and makes them when they are first asked for. */
export class Catalogue {
  readonly #file: StoreFile;
  readonly #words: Words;
  readonly #open = new Map<string, DocumentTable>();

  constructor(file: StoreFile, words: Words) {
    this.#file = file;
    this.#words = words;
    file.continueSequenceAfter(Number(fact(file, sequenceFact) ?? 0));
    for (const table of this.#stored()) file.continueSequenceAfter(table.lastSequence());
  }

  /** The table of such a shape: the one in use, the one in the file, or a new one. */
  table(shape: TableShape): DocumentTable {
    const key = keyOf(shape);
    const used = this.#open.get(key);
    if (used !== undefined) {
      assert(layoutOf(used.shape) === layoutOf(shape), `${key} is open with other indexes`);
      return used;
    }
    const table = this.#stored().find((stored) => keyOf(stored.shape) === key) ?? this.#create(shape);
    this.#open.set(key, table);
    return table;
  }

  /**
   * Writes down how far changes were numbered. Needed whenever rows go for good: their numbers must not be given again,
   * or a reader that already went past them would never see what carries them.
   */
  keepSequence(): void {
    setFact(this.#file, sequenceFact, String(this.#file.lastSequence));
  }

  /** For the inside of a transaction. */
  remove(table: DocumentTable): void {
    this.keepSequence();
    this.#file.execute(`DROP TABLE ${table.name}`);
    if (table.shape.attachments) this.#file.execute(`DROP TABLE a${table.place}`);
    this.#file.statement('DELETE FROM document_table WHERE place = ?').run(table.place);
    this.#open.delete(keyOf(table.shape));
  }

  #stored(): DocumentTable[] {
    return this.#file
      .statement<CatalogueRow>('SELECT place, database, collection, version, shape FROM document_table ORDER BY place')
      .all()
      .map(([place, database, collection, version, layout]) => {
        const shape = { database, collection, version, ...layoutSchema.parse(JSON.parse(layout)) };
        return new DocumentTable(this.#file, this.#words, place, shape);
      });
  }

  #create(shape: TableShape): DocumentTable {
    return this.#file.transact(() => {
      const [last] = present(
        this.#file.statement<readonly [number | null]>('SELECT max(place) FROM document_table').get(),
        'the last place',
      );
      const place = (last ?? firstDocumentPlace - 1) + 1;
      this.#file.execute(tableDefinition(place, shape));
      this.#file
        .statement('INSERT INTO document_table (place, database, collection, version, shape) VALUES (?, ?, ?, ?, ?)')
        .run(place, shape.database, shape.collection, shape.version, layoutOf(shape));
      return new DocumentTable(this.#file, this.#words, place, shape);
    });
  }
}

const sequenceFact = 'sequence';

function keyOf({ database, collection, version }: TableShape): string {
  return JSON.stringify([database, collection, version]);
}

function layoutOf({ primary, indexes, attachments }: TableShape): string {
  return JSON.stringify({ primary, indexes, attachments });
}
