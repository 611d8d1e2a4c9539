import { valueAt } from '@lapka/shared/domain/find.ts';
import { Subject } from 'rxjs';
import type { EventBulk } from 'rxdb';
import type { SqlValue } from '../file/driver.ts';
import type { Statement, StoreFile } from '../file/store-file.ts';
import { columnValue } from './column-value.ts';
import { sortText } from './sort-text.ts';
import { formatRevision, type Revision, type StorageEvent, type StoredDocument } from './stored-document.ts';
import { type Columns, columnsOf, fieldsIndexedBy, indexName, tableName, type TableShape } from './table-shape.ts';
import type { Words } from './words.ts';

/** One revision as it is written. `body` is the text of the document without RxDB's fields. */
export interface Revised {
  readonly id: string;
  readonly document: object;
  readonly body: string;
  readonly deleted: boolean;
  /** Whether this desk made the change, so that it must be sent; a change that was pulled is not. */
  readonly local: boolean;
  readonly revision: Revision;
  readonly writtenAt: number;
  /** The word that holds what RxDB's meta data has beside the time of writing. */
  readonly extra: number | null;
  readonly attachments: string | null;
}

/** What is known of a stored document without reading its body. */
export interface Head {
  readonly sequence: number;
  readonly deleted: boolean;
  readonly revision: Revision;
  readonly extra: number | null;
}

/** The columns `documentFrom` reads, in its order. */
export const storedColumns = 'body, deleted, height, token, lwt, extra, attachments';
export type StoredRow = readonly [string, number, number, number, number, number | null, string | null];
type HeadRow = readonly [number, number, number, number, number | null];

export type ChangeBulk = EventBulk<StorageEvent, Checkpoint>;

/** Where one has read up to: the changes of the whole file are numbered in commit order, whatever the clock says. */
export interface Checkpoint {
  readonly seq: number;
}

/**
 * The documents of one collection in one version of its schema. A change takes the next number and becomes the last row
 * of the table, so that reading on from a number is reading on in the file. Writing is for the inside of a transaction.
 */
export class DocumentTable {
  readonly place: number;
  readonly shape: TableShape;
  readonly columns: Columns;
  readonly name: string;
  readonly changes = new Subject<ChangeBulk>();
  /** Keeps what is derived from documents – their keys, their search words – in step, within the same transaction. */
  project: ((revised: Revised, replaces: boolean) => void) | undefined;
  removed = false;
  /** The number of the last change written here since the file was opened. */
  lastWritten = 0;

  readonly #file: StoreFile;
  readonly #words: Words;
  readonly #indexed: readonly string[];
  readonly #insert: Statement<readonly []>;
  readonly #update: Statement<readonly []>;
  readonly #head: Statement<HeadRow>;
  readonly #read: Statement<StoredRow>;
  readonly #since: Statement<readonly [...StoredRow, number]>;

  constructor(file: StoreFile, words: Words, place: number, shape: TableShape) {
    this.#file = file;
    this.#words = words;
    this.place = place;
    this.shape = shape;
    this.columns = columnsOf(shape);
    this.name = tableName(place);
    this.#indexed = fieldsIndexedBy(shape);
    const written = ['seq', 'place', ...writtenColumns, ...this.#indexed.map((path) => this.columns.get(path)), 'body'];
    const places = written.map((column) => (column === 'place' ? String(place) : '?')).join(', ');
    const assigned = written.map((column) => (column === 'place' ? `place = ${place}` : `${column} = ?`)).join(', ');
    this.#insert = file.statement(
      `INSERT INTO ${this.name} (${written.join(', ')}) VALUES (${places}) ON CONFLICT (id, place) DO NOTHING`,
    );
    this.#update = file.statement(`UPDATE ${this.name} SET ${assigned} WHERE seq = ?`);
    const byId = `FROM ${this.name} WHERE id = ?`;
    this.#head = file.statement(`SELECT seq, deleted, height, token, extra ${byId}`);
    this.#read = file.statement(`SELECT ${storedColumns} ${byId}`);
    this.#since = file.statement(`SELECT ${storedColumns}, seq FROM ${this.name} WHERE seq > ? ORDER BY seq LIMIT ?`);
  }

  /** Answers false, and writes nothing, when the id is taken. */
  insert(revised: Revised): boolean {
    const inserted = this.#insert.run(...this.#values(revised)) === 1;
    if (inserted) this.project?.(revised, false);
    return inserted;
  }

  replace(stored: Head, revised: Revised): void {
    this.#update.run(...this.#values(revised), stored.sequence);
    this.project?.(revised, true);
  }

  head(id: string): Head | undefined {
    const row = this.#head.get(sortText(id));
    if (row === undefined) return undefined;
    const [sequence, deleted, height, token, extra] = row;
    return { sequence, deleted: deleted === 1, revision: { height, token: this.#words.textOf(token) }, extra };
  }

  /** The current revision, also of a document that was deleted. */
  read(id: string): StoredDocument | undefined {
    const row = this.#read.get(sortText(id));
    return row === undefined ? undefined : this.documentFrom(row);
  }

  readMany(ids: readonly string[], withDeleted: boolean): StoredDocument[] {
    const found: StoredDocument[] = [];
    for (let start = 0; start < ids.length; start += largestList) {
      const part = ids.slice(start, start + largestList).map(sortText);
      const condition = `id IN (${listOf(part)})${withDeleted ? '' : ' AND deleted = 0'}`;
      const rows = this.#file.statement<StoredRow>(`SELECT ${storedColumns} FROM ${this.name} WHERE ${condition}`);
      for (const row of rows.all(...filled(part))) found.push(this.documentFrom(row));
    }
    return found;
  }

  /** The current state of what was changed after a number, each document once, in the order of the changes. */
  changedSince(sequence: number, limit: number): { readonly documents: StoredDocument[]; readonly last: number } {
    let last = sequence;
    const documents: StoredDocument[] = [];
    for (const [body, deleted, height, token, lwt, extra, attachments, seq] of this.#since.all(sequence, limit)) {
      documents.push(this.documentFrom([body, deleted, height, token, lwt, extra, attachments]));
      last = seq;
    }
    return { documents, last };
  }

  documentFrom([body, deleted, height, token, lwt, extra, attachments]: StoredRow): StoredDocument {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the text of a document this table was given
    const document = JSON.parse(body) as Record<string, unknown>;
    document['_deleted'] = deleted === 1;
    document['_attachments'] = attachments === null ? {} : JSON.parse(attachments);
    document['_meta'] = extra === null ? { lwt } : { lwt, ...parsedWord(this.#words.textOf(extra)) };
    document['_rev'] = formatRevision({ height, token: this.#words.textOf(token) });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- RxDB's four fields were just set
    return document as unknown as StoredDocument;
  }

  /** The index RxDB calls so; undefined for those it has and we have not. */
  indexOf(paths: readonly string[]): { readonly name: string; readonly first: string } | undefined {
    const living = paths.filter((path) => path !== '_deleted').join();
    if (living === this.shape.primary) return { name: `${this.name}_id`, first: this.shape.primary };
    const number = this.shape.indexes.findIndex((index) => index.join() === living);
    const first = this.shape.indexes[number]?.[0];
    return first === undefined ? undefined : { name: indexName(this.place, number), first };
  }

  /** Removes documents that were deleted before a time for good, oldest first; answers how many. */
  purgeDeleted(before: number, limit: number): number {
    return this.#file
      .statement(
        `DELETE FROM ${this.name} WHERE seq IN (SELECT seq FROM ${this.name} WHERE deleted = 1 AND lwt < ? ORDER BY lwt LIMIT ?)`,
      )
      .run(before, limit);
  }

  putAttachment(id: string, name: string, digest: string, data: Uint8Array): void {
    this.#file
      .statement(`INSERT OR REPLACE INTO a${this.place} (document, name, digest, data) VALUES (?, ?, ?, ?)`)
      .run(sortText(id), sortText(name), digest, data);
  }

  removeAttachment(id: string, name: string): void {
    this.#file
      .statement(`DELETE FROM a${this.place} WHERE document = ? AND name = ?`)
      .run(sortText(id), sortText(name));
  }

  attachment(id: string, name: string): { readonly digest: string; readonly data: Uint8Array } | undefined {
    const row = this.#file
      .statement<readonly [string, Uint8Array]>(
        `SELECT digest, data FROM a${this.place} WHERE document = ? AND name = ?`,
      )
      .get(sortText(id), sortText(name));
    return row && { digest: row[0], data: row[1] };
  }

  /** The last number any row has. Rows that were purged do not count. */
  lastSequence(): number {
    return this.#file.statement<readonly [number | null]>(`SELECT max(seq) FROM ${this.name}`).get()?.[0] ?? 0;
  }

  #values({ id, document, body, deleted, local, revision, writtenAt, extra, attachments }: Revised): SqlValue[] {
    this.lastWritten = this.#file.nextSequence();
    const values: SqlValue[] = [
      this.lastWritten,
      sortText(id),
      deleted ? 1 : 0,
      local ? 1 : 0,
      revision.height,
      this.#words.numberOf(revision.token),
      writtenAt,
      extra,
      attachments,
    ];
    for (const path of this.#indexed) values.push(columnValue(valueAt(document, path)));
    values.push(body);
    return values;
  }
}

const writtenColumns = ['id', 'deleted', 'local', 'height', 'token', 'lwt', 'extra', 'attachments'];

/** Lists come in a few lengths only, filled up with their last value, so that few statements serve all of them. */
const listLengths = [1, 4, 16, 64, 256];
const largestList = 256;

function listOf(values: readonly unknown[]): string {
  return Array.from({ length: listLength(values) }, () => '?').join(', ');
}

function filled<Value>(values: readonly Value[]): Value[] {
  const last = values.at(-1);
  return Array.from({ length: listLength(values) }, (_, index) => values[index] ?? last).filter(
    (value) => value !== undefined,
  );
}

function listLength(values: readonly unknown[]): number {
  return listLengths.find((length) => length >= values.length) ?? largestList;
}

function parsedWord(text: string): Record<string, number> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the word was written from such an object
  return JSON.parse(text) as Record<string, number>;
}
