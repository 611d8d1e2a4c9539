import type { SqlValue } from '../file/driver.ts';
import type { StoreFile } from '../file/store-file.ts';
import { Column } from './column.ts';
import { idTextOf } from './compact-id.ts';
import { fieldsIndexedBy, tableName, type TableShape } from './table-shape.ts';

/** The columns of one table by which documents are found, and what each holds by now. */
export class TableColumns {
  readonly id: Column;
  /** The columns of indexed fields, in the order they have in the table. */
  readonly indexed: readonly Column[];
  readonly #byPath: ReadonlyMap<string, Column>;
  readonly #file: StoreFile;
  readonly #place: number;

  constructor(file: StoreFile, place: number, shape: TableShape) {
    this.#file = file;
    this.#place = place;
    this.id = new Column('id', shape.primary, shape.remembers === undefined ? 'IDS' : 'MEMORIES');
    this.indexed = fieldsIndexedBy(shape).map((path, number) => new Column(`x${number}`, path, 'IDS'));
    const own = [this.id, new Column('deleted', '_deleted', 'MARK'), new Column('lwt', '_meta.lwt', 'TIME')];
    this.#byPath = new Map([...own, ...this.indexed].map((column) => [column.path, column]));
    this.readHoldings();
  }

  /** The column of a field; undefined when only the document itself can tell. */
  of(path: string): Column | undefined {
    return this.#byPath.get(path);
  }

  /** What a column is to hold for a document. For the inside of a transaction: it may have to change the column. */
  valueIn(column: Column, document: object): SqlValue {
    const value = column.valueIn(document);
    if (value !== undefined) return value;
    this.#widen(column);
    return column.valueIn(document) ?? null;
  }

  /** Must be called again when a transaction was undone. */
  readHoldings(): void {
    const wide = this.#file.statement<readonly [string]>('SELECT name FROM wide_column WHERE place = ?');
    const names = new Set(wide.all(this.#place).map(([name]) => name));
    for (const column of [this.id, ...this.indexed]) {
      if (column.holding !== 'MEMORIES') column.holding = names.has(column.name) ? 'ANYTHING' : 'IDS';
    }
  }

  /** Makes a column that held ids only ready for anything: from then on it holds texts. */
  #widen(column: Column): void {
    const { name } = column;
    const table = tableName(this.#place);
    this.#file.statement(`UPDATE ${table} SET ${name} = ${idTextOf(name)} WHERE typeof(${name}) = 'blob'`).run();
    this.#file.statement('INSERT INTO wide_column (place, name) VALUES (?, ?)').run(this.#place, name);
    column.holding = 'ANYTHING';
  }
}
