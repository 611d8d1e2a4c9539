import type { JsonValue } from '../base/json.ts';

export type Scalar = string | number | boolean;

/** What one field must be. `from` is included, `below` is not; texts compare by UTF-16 unit, as JavaScript does. */
export type Condition =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly from?: Scalar; readonly below?: Scalar }
  | { readonly exists: boolean };

/**
 * A question every store can answer: the desk's SQLite, the server's Postgres and the memory stores of tests. Fields are
 * named by their path (`'status'`, `'changed.at'`). Without `sort` the order is by id; with it, by the field, then id.
 */
export interface Find {
  readonly where?: Readonly<Record<string, Condition>>;
  readonly sort?: { readonly by: string; readonly descending?: boolean };
  readonly limit?: number;
}

/** What a question means. Stores may answer in any way that gives the same. */
export function answer<Document extends { readonly id: string }>(
  documents: Iterable<Document>,
  find: Find,
): Document[] {
  const found: Document[] = [];
  for (const document of documents) {
    if (matches(document, find)) found.push(document);
  }
  found.sort((a, b) => compareFound(a, b, find));
  return find.limit === undefined ? found : found.slice(0, find.limit);
}

export function matches(document: object, find: Find): boolean {
  return Object.entries(find.where ?? {}).every(([path, condition]) => fits(valueAt(document, path), condition));
}

/** The value at a path such as `changed.at`; undefined where there is none. */
export function valueAt(document: object, path: string): JsonValue | undefined {
  let here: unknown = document;
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an own key of a plain JSON object
    here = (here as Record<string, unknown>)[step];
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- documents hold plain JSON only
  return here as JsonValue | undefined;
}

function fits(value: JsonValue | undefined, condition: Condition): boolean {
  if (typeof condition !== 'object') return value === condition;
  if ('in' in condition) return condition.in.some((candidate) => candidate === value);
  if ('exists' in condition) return (value !== undefined && value !== null) === condition.exists;
  const { from, below } = condition;
  if (from !== undefined && !(typeof value === typeof from && isScalar(value) && value >= from)) return false;
  return below === undefined || (typeof value === typeof below && isScalar(value) && value < below);
}

function compareFound(a: { readonly id: string }, b: { readonly id: string }, { sort }: Find): number {
  if (sort !== undefined) {
    const order = compareValues(valueAt(a, sort.by), valueAt(b, sort.by));
    if (order !== 0) return sort.descending === true ? -order : order;
  }
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** Missing values come first, as in SQLite. */
function compareValues(a: JsonValue | undefined, b: JsonValue | undefined): number {
  const x = isScalar(a) ? a : undefined;
  const y = isScalar(b) ? b : undefined;
  if (x === y) return 0;
  if (x === undefined) return -1;
  if (y === undefined) return 1;
  return x < y ? -1 : 1;
}

function isScalar(value: JsonValue | undefined): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
