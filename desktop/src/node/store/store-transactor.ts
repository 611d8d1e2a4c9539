import { assert } from '@lapka/shared/base/assert.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { CollectionKey } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields, OperationId } from '@lapka/shared/domain/document.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { DocumentTable } from './documents/document-table.ts';
import { putDocument, type CommandWrites } from './documents/put-document.ts';
import type { AuditEntry, RememberedOperation, StoreTransactor } from './store.ts';
import { type ClinicTables, LocalReader } from './store-reader.ts';

/** Writes for one command. Of no use once its transaction is over. */
export class LocalTransactor extends LocalReader implements StoreTransactor {
  readonly writes: CommandWrites;
  readonly afterwards: (() => void)[] = [];
  readonly #documents: DocumentStore;
  readonly #now: () => string;
  #over = false;

  constructor(documents: DocumentStore, tables: ClinicTables, writes: CommandWrites, now: () => string) {
    super(documents, tables);
    this.#documents = documents;
    this.writes = writes;
    this.#now = now;
  }

  put<Document extends DocumentFields>(collection: CollectionKey<Document>, document: Document): void {
    putDocument(this.#writing(collection), document.id, document, this.writes);
  }

  remove(collection: CollectionKey<{ readonly id: string }>, id: string): void {
    const table = this.#writing(collection);
    const stored = table.read(id);
    if (stored === undefined || stored._deleted) return;
    putDocument(table, id, stored, this.writes, true);
  }

  appendAudit(entry: AuditEntry): void {
    const text = JSON.stringify(entry);
    this.#run('INSERT INTO audit (entry) VALUES (?)', text);
    this.#documents.notes.auditEntry(text);
  }

  remember(operation: OperationId, { command, input, answer }: RememberedOperation): void {
    const done = { id: operation, at: this.#now(), command, input, answer: JSON.stringify(answer) };
    const sql = 'INSERT INTO operation (id, at, command, input, answer) VALUES (?, ?, ?, ?, ?)';
    this.#run(sql, done.id, done.at, done.command, done.input, done.answer);
    this.#documents.notes.operation(done);
  }

  setNodeValue(name: string, value: JsonObject): void {
    const sql = `INSERT INTO node_value (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
    this.#run(sql, name, JSON.stringify(value));
    this.#documents.notes.value(name, value);
  }

  afterCommit(act: () => void): void {
    this.#assertOpen();
    this.afterwards.push(act);
  }

  end(): void {
    this.#over = true;
  }

  #writing(collection: CollectionKey<{ readonly id: string }>): DocumentTable {
    this.#assertOpen();
    return this.table(collection);
  }

  #run(sql: string, ...values: readonly string[]): void {
    this.#assertOpen();
    this.#documents.file.statement(sql).run(...values);
  }

  #assertOpen(): void {
    assert(!this.#over, 'a transaction was written to after its end');
  }
}
