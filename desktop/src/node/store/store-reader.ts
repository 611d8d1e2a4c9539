import { present } from '@lapka/shared/base/assert.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { CollectionKey, CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import { answer, type Find, matches } from '@lapka/shared/domain/find.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { DocumentTable } from './documents/document-table.ts';
import { selectionOfFind } from './query/find-selection.ts';
import { compileSelection } from './query/selection.ts';
import { searchFile } from './search/search-file.ts';
import type { RememberedOperation, SearchHit, StoreReader } from './store.ts';

export type ClinicTables = ReadonlyMap<CollectionName, DocumentTable>;

interface Identified {
  readonly id: string;
}

/** Looks things up in the file as it is at this moment, which inside a transaction includes what it has written. */
export class LocalReader implements StoreReader {
  readonly #documents: DocumentStore;
  readonly #tables: ClinicTables;

  constructor(documents: DocumentStore, tables: ClinicTables) {
    this.#documents = documents;
    this.#tables = tables;
  }

  get<Document extends Identified>(collection: CollectionKey<Document>, id: Document['id']): Document | undefined {
    const body = this.table(collection).livingBody(id);
    return body === undefined ? undefined : parsed(collection, body);
  }

  getMany<Document extends Identified>(
    collection: CollectionKey<Document>,
    ids: readonly Document['id'][],
  ): readonly Document[] {
    return ids.flatMap((id) => this.get(collection, id) ?? []);
  }

  find<Document extends Identified>(collection: CollectionKey<Document>, find: Find): readonly Document[] {
    const table = this.table(collection);
    table.settle();
    const { where, values, exact, orderBy } = compileSelection(selectionOfFind(find), table.columns);
    const select = `SELECT body FROM ${table.name}${where}${orderBy}`;
    if (orderBy === '') {
      const bodies = this.#rows(select).all(...values);
      return answer(
        bodies.map(([body]) => parsed(collection, body)),
        find,
      );
    }
    if (exact) {
      const cut = find.limit === undefined ? '' : ' LIMIT ?';
      const limit = find.limit === undefined ? [] : [find.limit];
      const bodies = this.#rows(`${select}${cut}`).all(...values, ...limit);
      return bodies.map(([body]) => parsed(collection, body));
    }
    const found: Document[] = [];
    if (find.limit === 0) return found;
    for (const [body] of this.#rows(select).iterate(...values)) {
      const document = parsed(collection, body);
      if (!matches(document, find)) continue;
      found.push(document);
      if (found.length === find.limit) break;
    }
    return found;
  }

  count(collection: CollectionKey<Identified>, find: Find): number {
    const table = this.table(collection);
    table.settle();
    const { where, values, exact } = compileSelection(selectionOfFind(find), table.columns);
    if (!exact) return this.find(collection, find).length;
    const counted = this.#documents.file.statement<readonly [number]>(`SELECT count(*) FROM ${table.name}${where}`);
    return Math.min(counted.get(...values)?.[0] ?? 0, find.limit ?? Infinity);
  }

  byKey<Document extends Identified>(
    collection: CollectionKey<Document>,
    key: string,
    value: string,
  ): readonly Document[] {
    const table = this.table(collection);
    table.settle();
    const found = this.#rows('SELECT document FROM document_key WHERE place = ? AND key = ? AND value = ?');
    const ids = found.all(table.place, key, value).map(([id]) => id);
    return ids.sort().flatMap((id) => this.get(collection, id) ?? []);
  }

  recall(operation: OperationId): RememberedOperation | undefined {
    const row = this.#documents.file
      .statement<readonly [string, string, string]>('SELECT command, input, answer FROM operation WHERE id = ?')
      .get(operation);
    return row && { command: row[0], input: row[1], answer: jsonObjectIn(row[2]) };
  }

  search(text: string): readonly SearchHit[] {
    for (const table of this.#tables.values()) table.settle();
    const collections = new Map([...this.#tables].map(([name, { place }]) => [place, name]));
    return searchFile(this.#documents.file, collections, text);
  }

  nodeValue(name: string): JsonObject | undefined {
    const row = this.#rows('SELECT value FROM node_value WHERE name = ?').get(name);
    return row && jsonObjectIn(row[0]);
  }

  protected table(collection: CollectionKey<Identified>): DocumentTable {
    return present(this.#tables.get(collection.name), `the table of ${collection.name}`);
  }

  #rows(sql: string) {
    return this.#documents.file.statement<readonly [string]>(sql);
  }
}

/** What was stored was of the collection's type when it was written, and everything is upgraded before the store opens. */
function parsed<Document extends Identified>(_collection: CollectionKey<Document>, body: string): Document {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return JSON.parse(body) as Document;
}

function jsonObjectIn(text: string): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only objects are written there
  return JSON.parse(text) as JsonObject;
}
