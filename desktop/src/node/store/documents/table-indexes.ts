import { present } from '@lapka/shared/base/assert.ts';
import type { StoreFile } from '../file/store-file.ts';
import type { TableColumns } from './table-columns.ts';
import { indexName, tableName, type TableShape } from './table-shape.ts';

/**
 * The indexes of one table. Each is made when it is first asked for, so that filling a new table costs no more than
 * writing the documents down; from then on it is kept with every write. They hold living documents only: nobody looks for
 * the dead by a field.
 */
export class TableIndexes {
  readonly #file: StoreFile;
  readonly #place: number;
  readonly #shape: TableShape;
  readonly #columns: TableColumns;
  readonly #made = new Set<string>();

  constructor(file: StoreFile, place: number, shape: TableShape, columns: TableColumns) {
    this.#file = file;
    this.#place = place;
    this.#shape = shape;
    this.#columns = columns;
    this.readMade();
  }

  /** The index RxDB calls so, there to be used; undefined for those it has and we have not. */
  of(paths: readonly string[]): { readonly name: string; readonly first: string } | undefined {
    const { indexes, primary } = this.#shape;
    const living = paths.filter((path) => path !== '_deleted').join();
    if (living === primary) return { name: `${tableName(this.#place)}_id`, first: primary };
    const number = indexes.findIndex((index) => index.join() === living);
    const first = indexes[number]?.[0];
    if (first === undefined) return undefined;
    this.#make(number);
    return { name: indexName(this.#place, number), first };
  }

  makeAll(): void {
    for (const number of this.#shape.indexes.keys()) this.#make(number);
  }

  /** Must be called again when a transaction was undone. */
  readMade(): void {
    const there = this.#file.statement<readonly [string]>(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?`,
    );
    this.#made.clear();
    for (const [name] of there.all(tableName(this.#place))) this.#made.add(name);
  }

  #make(number: number): void {
    const name = indexName(this.#place, number);
    if (this.#made.has(name)) return;
    const paths = present(this.#shape.indexes[number], `index ${number}`);
    const keys = paths.map((path) => present(this.#columns.of(path), `the column of ${path}`).name).join(', ');
    const sql = `CREATE INDEX ${name} ON ${tableName(this.#place)} (${keys}) WHERE deleted = 0`;
    this.#file.within(() => this.#file.execute(sql));
    this.#made.add(name);
  }
}
