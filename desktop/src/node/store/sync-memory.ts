import { present } from '@lapka/shared/base/assert.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { SqlValue } from './file/driver.ts';
import type { DocumentTable } from './documents/document-table.ts';
import { CommandWrites, putDocument } from './documents/put-document.ts';
import type { AuditEntry, CurrentDocument, NumberedAuditEntry, ParkedDocument, SyncMemory } from './store.ts';
import type { ClinicTables } from './store-reader.ts';
import { sentSequence } from './unsent-changes.ts';

type Kept = JsonObject & { readonly id: string };
type AuditRow = readonly [number, string];
type ParkedRow = readonly [string, ParkedDocument['why'], string];

/** What the sync remembers, in the desk's one file. */
export class LocalSyncMemory implements SyncMemory {
  readonly #documents: DocumentStore;
  readonly #tables: ClinicTables;

  constructor(documents: DocumentStore, tables: ClinicTables) {
    this.#documents = documents;
    this.#tables = tables;
  }

  countUnsent(): number {
    let count = 0;
    for (const table of this.#tables.values()) {
      count += table.countLocalAfter(sentSequence(this.#documents, table));
    }
    return count;
  }

  isUnsent(collection: CollectionName, id: string): boolean {
    const table = this.#table(collection);
    const last = table.localSequence(id);
    return last !== undefined && last > sentSequence(this.#documents, table);
  }

  sendAgain(collection: CollectionName, ids: readonly string[]): void {
    const table = this.#table(collection);
    const writes = new CommandWrites(this.#documents.token);
    this.#documents.write((changes) => {
      for (const id of ids) {
        const stored = table.read(id);
        if (stored !== undefined) putDocument(table, id, stored, writes, stored._deleted);
      }
      changes.push(...writes.changes(() => this.#documents.nextBulkId()));
    });
  }

  current(collection: CollectionName, id: string): CurrentDocument | undefined {
    const found = this.#table(collection).current(id);
    if (found === undefined || found.body === null) return undefined;
    return { document: jsonIn(found.body), deleted: found.deleted };
  }

  livingAfter(collection: CollectionName, id: string, limit: number): readonly Kept[] {
    return this.#table(collection)
      .livingAfter(id, limit)
      .map((body) => jsonIn(body));
  }

  auditAfter(number: number, limit: number): readonly NumberedAuditEntry[] {
    const rows = this.#statement<AuditRow>('SELECT number, entry FROM audit WHERE number > ? ORDER BY number LIMIT ?');
    return rows.all(number, limit).map(numbered);
  }

  lastAudit(): NumberedAuditEntry | undefined {
    const row = this.#statement<AuditRow>('SELECT number, entry FROM audit ORDER BY number DESC LIMIT 1').get();
    return row && numbered(row);
  }

  park(collection: CollectionName, { id, why, document }: ParkedDocument): void {
    const sql = `INSERT INTO parked_document (collection, document, why, body) VALUES (?, ?, ?, ?)
      ON CONFLICT (collection, document) DO UPDATE SET why = excluded.why, body = excluded.body`;
    this.#documents.write(() => this.#statement(sql).run(collection, id, why, JSON.stringify(document)));
  }

  parked(collection: CollectionName): readonly ParkedDocument[] {
    const rows = this.#statement<ParkedRow>(
      'SELECT document, why, body FROM parked_document WHERE collection = ? ORDER BY number',
    );
    return rows.all(collection).map(([id, why, body]) => ({ id, why, document: jsonIn(body) }));
  }

  unpark(collection: CollectionName, ids: readonly string[]): void {
    const sql = 'DELETE FROM parked_document WHERE collection = ? AND document = ?';
    this.#documents.write(() => {
      for (const id of ids) this.#statement(sql).run(collection, id);
    });
  }

  countParked(): number {
    return this.#statement<readonly [number]>('SELECT count(*) FROM parked_document').get()?.[0] ?? 0;
  }

  #table(collection: CollectionName): DocumentTable {
    return present(this.#tables.get(collection), `the table of ${collection}`);
  }

  #statement<Row extends readonly SqlValue[]>(sql: string) {
    return this.#documents.file.statement<Row>(sql);
  }
}

function numbered([number, entry]: AuditRow): NumberedAuditEntry {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only entries are written there
  return { number, entry: JSON.parse(entry) as AuditEntry };
}

function jsonIn(text: string): Kept {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only documents are written there
  return JSON.parse(text) as Kept;
}
