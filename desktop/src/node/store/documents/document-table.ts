import type { EventBulk } from 'rxdb';
import { Subject } from 'rxjs';
import type { SqlValue } from '../file/driver.ts';
import type { StoreFile } from '../file/store-file.ts';
import { AttachmentRows } from './attachments.ts';
import type { CommitNotes } from './commit-record.ts';
import { placeholders, slices } from './lists.ts';
import { ParsedRevisions } from './parsed-revisions.ts';
import { type Bodies, type Current, RecentBodies, SharedBodies, wholeBodies } from './replication-memory.ts';
import { formatRevision, type Revision, type StorageEvent, type StoredDocument } from './stored-document.ts';
import { TableColumns } from './table-columns.ts';
import { TableIndexes } from './table-indexes.ts';
import { tableName, type TableShape } from './table-shape.ts';
import type { Words } from './words.ts';

/** One revision as it is written. */
export interface Revised {
  readonly id: string;
  readonly document: object;
  /** The text of the document without RxDB's fields; null when the table can tell it from elsewhere. */
  readonly body: string | null;
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
  readonly revision: Revision;
  readonly extra: number | null;
}

/** What `documentFrom` reads, in the order of the columns a table calls `stored`. */
export type StoredRow = readonly [
  number,
  string | Uint8Array,
  number,
  number,
  number,
  number,
  number | null,
  string | null,
];

export type ChangeBulk = EventBulk<StorageEvent, Checkpoint>;

/** Where one has read up to: the changes of the whole file are numbered in commit order, whatever the clock says. */
export interface Checkpoint {
  readonly seq: number;
}

/** What is derived from a document – its keys, its search words – and kept in step within the same transaction. */
export interface Projection {
  project(revised: Pick<Revised, 'id' | 'document' | 'deleted'>, replaces: boolean): void;
  /** Removes all that was derived from the documents of the table. */
  clear(): void;
}

export interface TableParts {
  readonly file: StoreFile;
  readonly words: Words;
  readonly notes: CommitNotes;
  readonly place: number;
  readonly shape: TableShape;
  /** The documents this table is a replication's memory of. */
  readonly remembered?: DocumentTable | undefined;
}

/**
 * The documents of one collection in one version of its schema. A change takes the next number and becomes the last row
 * of the table, so that reading on from a number is reading on in the file. Writing is for the inside of a transaction.
 */
export class DocumentTable {
  readonly place: number;
  readonly shape: TableShape;
  readonly name: string;
  readonly columns: TableColumns;
  readonly indexes: TableIndexes;
  readonly bodies: Bodies;
  readonly recent: RecentBodies;
  readonly attachments: AttachmentRows | undefined;
  /** The columns to select for `documentFrom`. */
  readonly stored: string;
  readonly changes = new Subject<ChangeBulk>();
  readonly #file: StoreFile;
  readonly #words: Words;
  readonly #notes: CommitNotes;
  readonly #sql: ReturnType<typeof statementsOf>;
  readonly #parsed = new ParsedRevisions();
  #projections: readonly Projection[] = [];
  #settled = false;
  #isKept = false;
  #lastWritten = 0;
  #removed = false;

  constructor({ file, words, notes, place, shape, remembered }: TableParts) {
    this.#file = file;
    this.#words = words;
    this.#notes = notes;
    this.place = place;
    this.shape = shape;
    this.name = tableName(place);
    this.columns = new TableColumns(file, place, shape);
    this.indexes = new TableIndexes(file, place, shape, this.columns);
    this.recent = new RecentBodies(file);
    this.attachments = shape.attachments ? new AttachmentRows(file, place) : undefined;
    this.bodies = remembered === undefined ? wholeBodies : new SharedBodies(file, this.name, remembered);
    this.stored = `seq, ${this.bodies.column}, deleted, height, token, lwt, extra, attachments`;
    this.#sql = statementsOf(this, file);
    this.#readSettled();
    file.onUndone(() => {
      this.columns.readHoldings();
      this.indexes.readMade();
      this.#readSettled();
      this.#parsed.clear();
    });
  }

  /** The number of the last change written here since the file was opened. */
  get lastWritten(): number {
    return this.#lastWritten;
  }

  get removed(): boolean {
    return this.#removed;
  }

  /** Answers false, and writes nothing, when the id is taken. */
  insert(revised: Revised): boolean {
    const sequence = this.#file.nextSequence;
    if (this.#sql.insert.run(...this.#values(sequence, revised)) === 0) return false;
    this.#gave(sequence);
    this.#keepUp(revised, false);
    return true;
  }

  replace(stored: Head, revised: Revised): void {
    this.recent.spellOut(revised.id, () => this.current(revised.id));
    const sequence = this.#file.nextSequence;
    this.#sql.update.run(...this.#values(sequence, revised), stored.sequence);
    this.#gave(sequence);
    this.#keepUp(revised, true);
  }

  head(id: string): Head | undefined {
    const key = this.columns.id.valueOf(id);
    const row = key === undefined ? undefined : this.#sql.head.get(key);
    if (row === undefined) return undefined;
    const [sequence, height, token, extra] = row;
    return { sequence, revision: { height, token: this.#words.textOf(token) }, extra };
  }

  /** The current revision, also of a document that was deleted. */
  read(id: string): StoredDocument | undefined {
    const key = this.columns.id.valueOf(id);
    const row = key === undefined ? undefined : this.#sql.read.get(key);
    return row === undefined ? undefined : this.#parse(row);
  }

  readMany(ids: readonly string[], withDeleted: boolean): StoredDocument[] {
    const keys = ids.map((id) => this.columns.id.valueOf(id)).filter((key) => key !== undefined);
    const found: StoredDocument[] = [];
    for (const part of slices(keys)) {
      const among = `SELECT ${this.stored} FROM ${this.name} WHERE id IN (${placeholders(part.length)})`;
      const rows = this.#file.statement<StoredRow>(among).all(...part);
      // Said in SQL, this condition would take as long as all the rest.
      for (const row of rows) if (withDeleted || row[2] === 0) found.push(this.#parsed.keep(row[0], this.#parse(row)));
    }
    return found;
  }

  /** The text of a document that lives. */
  livingBody(id: string): string | undefined {
    const key = this.columns.id.valueOf(id);
    return key === undefined ? undefined : this.#sql.living.get(key)?.[0];
  }

  /** The text of a document, dead or alive. */
  current(id: string): Current | undefined {
    const key = this.columns.id.valueOf(id);
    const row = key === undefined ? undefined : this.#sql.body.get(key);
    return row && { body: row[0], deleted: row[1] === 1 };
  }

  /** The current state of what was changed after a number, each document once, in the order of the changes. */
  changedSince(sequence: number, limit: number): { readonly documents: StoredDocument[]; readonly last: number } {
    const rows = this.#sql.since.all(sequence, limit);
    const documents = rows.map((row) => this.#parse(row));
    return { documents, last: rows.at(-1)?.[0] ?? sequence };
  }

  /** What this desk itself changed after a number. */
  localAfter(sequence: number): { readonly seq: number; readonly document: StoredDocument }[] {
    return this.#sql.localSince.all(sequence).map((row) => ({ seq: row[0], document: this.#parse(row) }));
  }

  countLocalAfter(sequence: number): number {
    return this.#sql.countLocalSince.get(sequence)?.[0] ?? 0;
  }

  /** The number of the last change of a document, when this desk made it. */
  localSequence(id: string): number | undefined {
    const key = this.columns.id.valueOf(id);
    return key === undefined ? undefined : this.#sql.local.get(key)?.[0];
  }

  /** The texts of living documents whose ids come after one, ascending. */
  livingAfter(id: string, limit: number): string[] {
    return this.#sql.livingAfter.all(this.columns.id.valueOf(id) ?? '', limit).map(([body]) => body);
  }

  /** The document of a row a query found. */
  documentFrom(row: StoredRow): StoredDocument {
    return this.#parsed.of(row[0], () => this.#parse(row));
  }

  /** Removes documents that were deleted before a time for good, oldest first; answers how many. */
  purgeDeleted(before: number, limit: number): number {
    const rows = this.#sql.longDead.all(before, limit);
    for (const row of rows) {
      const [sequence] = row;
      const id = String(this.#parse(row)[this.shape.primary]);
      this.recent.spellOut(id, () => this.current(id));
      this.#sql.remove.run(sequence);
    }
    return rows.length;
  }

  /** The last number any row has. Rows that were purged do not count. */
  lastSequence(): number {
    return this.#sql.last.get()?.[0] ?? 0;
  }

  /** From now on, what this desk writes here is kept apart from the file too, until it was sent. */
  keepCommits(): void {
    this.#isKept = true;
  }

  projectWith(...projections: readonly Projection[]): void {
    this.#projections = projections;
  }

  /**
   * Makes the documents findable by all their fields, keys and words. A new table waits with that until somebody asks.
   */
  settle(): void {
    if (this.#settled) return;
    this.#file.within(() => this.#settleNow());
  }

  markRemoved(): void {
    this.#removed = true;
  }

  #parse([, kept, deleted, height, token, lwt, extra, attachments]: StoredRow): StoredDocument {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the text of a document this table was given
    const document = JSON.parse(this.bodies.text(kept)) as {
      -readonly [Field in keyof StoredDocument]: StoredDocument[Field];
    };
    // Its own object, so it is completed in place: a copy with these fields would cost as much as the parsing.
    document._deleted = deleted === 1;
    document._attachments = attachments === null ? {} : attachmentsIn(attachments);
    document._meta = extra === null ? { lwt } : { lwt, ...this.#words.parsed(extra) };
    document._rev = formatRevision({ height, token: this.#words.textOf(token) });
    return document;
  }

  #settleNow(): void {
    this.indexes.makeAll();
    this.#settled = true;
    this.#file.statement('UPDATE document_table SET settled = 1 WHERE place = ?').run(this.place);
    this.#projectAll();
  }

  /** Derives everything anew, for a program that may derive other things than the last. For the inside of a transaction. */
  projectAgain(): void {
    if (!this.#settled) return;
    for (const projection of this.#projections) projection.clear();
    this.#projectAll();
  }

  #projectAll(): void {
    if (this.#projections.length === 0) return;
    for (let since = 0; ;) {
      const { documents, last } = this.changedSince(since, 1000);
      for (const document of documents) {
        const id = String(document[this.shape.primary]);
        if (!document._deleted) this.#project({ id, document, deleted: false }, false);
      }
      if (documents.length === 0) return;
      since = last;
    }
  }

  /** Only now, for a row that was refused must use up no number: nothing in the file would tell of it after a restart. */
  #gave(sequence: number): void {
    this.#file.continueSequenceAfter(sequence);
    this.#lastWritten = sequence;
  }

  #keepUp(revised: Revised, replaces: boolean): void {
    this.recent.note(revised);
    if (revised.local && this.#isKept) this.#note(revised);
    if (this.#settled) this.#project(revised, replaces);
  }

  #project(revised: Parameters<Projection['project']>[0], replaces: boolean): void {
    for (const projection of this.#projections) projection.project(revised, replaces);
  }

  #note({ id, deleted, revision, writtenAt, body }: Revised): void {
    const { collection, version } = this.shape;
    const { height } = revision;
    const written = { collection, version, seq: this.#lastWritten, id, deleted, height, writtenAt, body: body ?? '' };
    this.#notes.document(written);
  }

  #readSettled(): void {
    const row = this.#file.statement<readonly [number]>('SELECT settled FROM document_table WHERE place = ?');
    this.#settled = row.get(this.place)?.[0] === 1;
  }

  #values(sequence: number, revised: Revised): SqlValue[] {
    const { document, body, deleted, local, revision, writtenAt, extra, attachments } = revised;
    const values: SqlValue[] = [
      sequence,
      this.columns.valueIn(this.columns.id, document),
      deleted ? 1 : 0,
      local ? 1 : 0,
      revision.height,
      this.#words.numberOf(revision.token),
      writtenAt,
      extra,
      attachments,
    ];
    for (const column of this.columns.indexed) values.push(this.columns.valueIn(column, document));
    values.push(body);
    return values;
  }
}

function attachmentsIn(text: string): StoredDocument['_attachments'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from such an object
  return JSON.parse(text) as StoredDocument['_attachments'];
}

function statementsOf({ name, place, stored, columns }: DocumentTable, file: StoreFile) {
  const own = ['seq', 'id', 'deleted', 'local', 'height', 'token', 'lwt', 'extra', 'attachments'];
  const written = [...own, ...columns.indexed.map((column) => column.name), 'body'];
  const byId = `FROM ${name} WHERE id = ?`;
  return {
    insert: file.statement(
      `INSERT INTO ${name} (place, ${written.join(', ')}) VALUES (${place}, ${placeholders(written.length)})
       ON CONFLICT (id, place) DO NOTHING`,
    ),
    update: file.statement(`UPDATE ${name} SET ${written.map((column) => `${column} = ?`).join(', ')} WHERE seq = ?`),
    remove: file.statement(`DELETE FROM ${name} WHERE seq = ?`),
    head: file.statement<readonly [number, number, number, number | null]>(`SELECT seq, height, token, extra ${byId}`),
    read: file.statement<StoredRow>(`SELECT ${stored} ${byId}`),
    body: file.statement<readonly [string, number]>(`SELECT body, deleted ${byId}`),
    living: file.statement<readonly [string]>(`SELECT body ${byId} AND deleted = 0`),
    since: file.statement<StoredRow>(`SELECT ${stored} FROM ${name} WHERE seq > ? ORDER BY seq LIMIT ?`),
    localSince: file.statement<StoredRow>(`SELECT ${stored} FROM ${name} WHERE local = 1 AND seq > ? ORDER BY seq`),
    local: file.statement<readonly [number]>(`SELECT seq ${byId} AND local = 1`),
    livingAfter: file.statement<readonly [string]>(
      `SELECT body FROM ${name} WHERE id > ? AND deleted = 0 ORDER BY id LIMIT ?`,
    ),
    countLocalSince: file.statement<readonly [number]>(`SELECT count(*) FROM ${name} WHERE local = 1 AND seq > ?`),
    longDead: file.statement<StoredRow>(
      `SELECT ${stored} FROM ${name} WHERE deleted = 1 AND lwt < ? ORDER BY lwt LIMIT ?`,
    ),
    last: file.statement<readonly [number | null]>(`SELECT max(seq) FROM ${name}`),
  };
}
