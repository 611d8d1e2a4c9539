import {
  getQueryMatcher,
  getSortComparator,
  type FilledMangoQuery,
  type PreparedQuery,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb';
import type { DocumentTable, StoredRow } from '../documents/document-table.ts';
import type { StoredDocument } from '../documents/stored-document.ts';
import type { StoreFile } from '../file/store-file.ts';
import { selectionOfMango } from './mango-selection.ts';
import { type CompiledSelection, compileSelection } from './selection.ts';

type Schema<Document> = Readonly<RxJsonSchema<RxDocumentData<Document>>>;

/** Answers a query of RxDB: in SQL as far as index columns go, the rest by RxDB's own matcher and comparator. */
export function queryMango<Document>(
  file: StoreFile,
  table: DocumentTable,
  schema: Schema<Document>,
  prepared: PreparedQuery<Document>,
): StoredDocument[] {
  const { query } = prepared;
  const { compiled, from } = planned(table, prepared);
  const select = `SELECT ${table.stored}${from}${compiled.orderBy}`;
  if (compiled.exact && compiled.orderBy !== '') {
    const whole = query.limit === undefined && query.skip === 0;
    const cut = whole ? '' : ' LIMIT ? OFFSET ?';
    const values = whole ? compiled.values : [...compiled.values, query.limit ?? -1, query.skip];
    const rows = file.statement<StoredRow>(`${select}${cut}`).all(...values);
    return rows.map((row) => table.documentFrom(row));
  }
  const matches = compiled.exact ? undefined : matcher(schema, query);
  const end = compiled.orderBy === '' ? Infinity : query.skip + (query.limit ?? Infinity);
  const found: StoredDocument[] = [];
  if (end === 0) return found;
  for (const row of file.statement<StoredRow>(select).iterate(...compiled.values)) {
    const document = table.documentFrom(row);
    if (matches?.(document) === false) continue;
    found.push(document);
    if (found.length >= end) break;
  }
  if (compiled.orderBy === '') found.sort(comparator(schema, query));
  return found.slice(query.skip, query.limit === undefined ? undefined : query.skip + query.limit);
}

export function countMango<Document>(
  file: StoreFile,
  table: DocumentTable,
  schema: Schema<Document>,
  prepared: PreparedQuery<Document>,
): number {
  const { compiled, from } = planned(table, prepared);
  if (!compiled.exact) return queryMango(file, table, schema, prepared).length;
  const [all] = file.statement<readonly [number]>(`SELECT count(*)${from}`).get(...compiled.values) ?? [0];
  const { skip, limit = Infinity } = prepared.query;
  return Math.min(Math.max(all - skip, 0), limit);
}

/** The statement of a query from its `FROM` on, up to the order. */
export function planned<Document>(
  table: DocumentTable,
  { query, queryPlan }: PreparedQuery<Document>,
): { readonly compiled: CompiledSelection; readonly from: string } {
  const selection = selectionOfMango(query);
  const compiled = compileSelection(selection, table.columns);
  const index = table.indexes.of(queryPlan.index);
  // RxDB's plan always names an index. It is taken when a test narrows it; otherwise SQLite knows better.
  const narrows = index !== undefined && selection.tests.some(({ path }) => path === index.first);
  // Its plan never takes an index for a falling order; SQLite walks the rising one backwards.
  table.indexes.of(selection.order.map(({ path }) => path));
  const livingOnly = compiled.where.includes('deleted = 0');
  const by = narrows && livingOnly ? ` INDEXED BY ${index.name}` : '';
  return { compiled, from: ` FROM ${table.name}${by}${compiled.where}` };
}

function matcher<Document>(
  schema: Schema<Document>,
  query: FilledMangoQuery<Document>,
): (document: StoredDocument) => boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table holds documents of this schema
  return getQueryMatcher(schema, query) as unknown as (document: StoredDocument) => boolean;
}

function comparator<Document>(
  schema: Schema<Document>,
  query: FilledMangoQuery<Document>,
): (a: StoredDocument, b: StoredDocument) => number {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table holds documents of this schema
  return getSortComparator(schema, query) as unknown as (a: StoredDocument, b: StoredDocument) => number;
}
