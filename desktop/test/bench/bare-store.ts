import { connect, type Connection, type FileKey } from '../../src/node/store/file/driver.ts';
import { withSettings } from '../../src/node/store/file/settings.ts';
import type { BenchDocument } from './bench-documents.ts';

/** What one would write without a storage: the same driver, file settings and indexes, and nothing else. */
export class BareStore {
  readonly #connection: Connection;
  readonly #insert;
  readonly #byIds;
  readonly #page;

  constructor(path: string, key: FileKey | undefined) {
    this.#connection = withSettings(connect(path, { key }));
    this.#connection.exec(`
      CREATE TABLE docs (id TEXT PRIMARY KEY, data TEXT NOT NULL);
      CREATE INDEX docs_owner ON docs (json_extract(data, '$.owner'));
      CREATE INDEX docs_kind ON docs (json_extract(data, '$.kind'));
      CREATE INDEX docs_date ON docs (json_extract(data, '$.date'), json_extract(data, '$.owner'));
    `);
    this.#insert = this.#connection.prepare('INSERT INTO docs (id, data) VALUES (?, ?)');
    this.#byIds = this.#connection.prepare('SELECT data FROM docs WHERE id IN (SELECT value FROM json_each(?))');
    this.#page = this.#connection.prepare(
      `SELECT data FROM docs WHERE json_extract(data, '$.date') >= ?
       ORDER BY json_extract(data, '$.date'), json_extract(data, '$.owner') LIMIT 100`,
    );
  }

  insert(documents: readonly BenchDocument[]): void {
    this.#connection.exec('BEGIN IMMEDIATE');
    for (const document of documents) this.#insert.run(document.id, JSON.stringify(document));
    this.#connection.exec('COMMIT');
  }

  byIds(ids: readonly string[]): unknown[] {
    return this.#byIds.all(JSON.stringify(ids)).map(parsed);
  }

  page(from: string): unknown[] {
    return this.#page.all(from).map(parsed);
  }

  close(): void {
    this.#connection.close();
  }
}

function parsed(row: unknown): unknown {
  return JSON.parse(String(Array.isArray(row) ? row[0] : ''));
}
