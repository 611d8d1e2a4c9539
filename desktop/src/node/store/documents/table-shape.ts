import { z } from 'zod';

/** What a table of documents is like: whose documents, found by which fields. */
export interface TableShape {
  readonly database: string;
  readonly collection: string;
  readonly version: number;
  /** The field that names a document. */
  readonly primary: string;
  /** The paths of each index in its order. All of them end with the primary field, so that every order is total. */
  readonly indexes: readonly (readonly string[])[];
  readonly attachments: boolean;
}

/** The part of a shape that decides how rows are laid out. */
export const layoutSchema = z.strictObject({
  primary: z.string(),
  indexes: z.array(z.array(z.string())),
  attachments: z.boolean(),
});

/** The SQL column of each path a table has one for. */
export type Columns = ReadonlyMap<string, string>;

const ownColumns = [
  ['_deleted', 'deleted'],
  ['_meta.lwt', 'lwt'],
] as const;

export function columnsOf({ primary, indexes }: TableShape): Columns {
  const columns = new Map<string, string>([[primary, 'id'], ...ownColumns]);
  for (const [number, path] of fieldsIndexedBy({ primary, indexes }).entries()) columns.set(path, `x${number}`);
  return columns;
}

/** The fields whose values stand in columns of their own, in the order of those columns. */
export function fieldsIndexedBy({ primary, indexes }: Pick<TableShape, 'primary' | 'indexes'>): string[] {
  const own = new Set<string>([primary, ...ownColumns.map(([path]) => path)]);
  return [...new Set(indexes.flat())].filter((path) => !own.has(path));
}

export function tableName(place: number): string {
  return `d${place}`;
}

export function indexName(place: number, number: number): string {
  return `d${place}_i${number}`;
}

/** The statements that make the table. Indexes hold living documents only: nobody looks for the dead by a field. */
export function tableDefinition(place: number, shape: TableShape): string {
  const name = tableName(place);
  const columns = columnsOf(shape);
  const indexed = fieldsIndexedBy(shape).map((path) => `${columns.get(path)},`);
  return [
    `CREATE TABLE ${name} (
      seq INTEGER PRIMARY KEY, place INTEGER NOT NULL, id TEXT NOT NULL, deleted INTEGER NOT NULL, local INTEGER NOT NULL,
      height INTEGER NOT NULL, token INTEGER NOT NULL, lwt REAL NOT NULL, extra INTEGER, attachments TEXT,
      ${indexed.join(' ')} body TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX ${name}_id ON ${name} (id, place)`,
    `CREATE INDEX ${name}_dead ON ${name} (lwt) WHERE deleted = 1`,
    `CREATE INDEX ${name}_local ON ${name} (seq) WHERE local = 1`,
    ...shape.indexes
      .map((paths, number) => ({ paths, number }))
      .filter(({ paths }) => paths.length > 1)
      .map(({ paths, number }) => {
        const keys = paths.map((path) => columns.get(path)).join(', ');
        return `CREATE INDEX ${indexName(place, number)} ON ${name} (${keys}) WHERE deleted = 0`;
      }),
    ...(shape.attachments
      ? [`CREATE TABLE a${place} (document TEXT, name TEXT, digest TEXT, data BLOB, PRIMARY KEY (document, name))`]
      : []),
  ].join(';\n');
}
