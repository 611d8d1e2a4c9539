import { getPrimaryFieldOfPrimaryKey, type RxDocumentData, type RxJsonSchema } from 'rxdb';
import type { TableShape } from '../documents/table-shape.ts';

interface Named {
  readonly databaseName: string;
  readonly collectionName: string;
}

/**
 * The table a schema asks for. RxDB puts `_deleted` before every index, where ours hold the living only, and adds one by
 * the time of writing, which served for reading on after a checkpoint and is not needed where changes are numbered.
 */
export function shapeOfSchema<Document>(
  { databaseName, collectionName }: Named,
  schema: RxJsonSchema<RxDocumentData<Document>>,
): TableShape {
  const primary: string = getPrimaryFieldOfPrimaryKey(schema.primaryKey);
  const indexes = (schema.indexes ?? [])
    .map((index) => indexPaths(typeof index === 'string' ? [index] : index, primary))
    .filter(([first]) => first !== '_meta.lwt' && first !== primary);
  return {
    database: databaseName,
    collection: collectionName,
    version: schema.version,
    primary,
    indexes: [...new Map(indexes.map((index) => [JSON.stringify(index), index])).values()],
    attachments: schema.attachments !== undefined,
  };
}

/** The order one of RxDB's indexes gives the living: up to the primary field, after which nothing is left to order. */
export function indexPaths(index: readonly string[], primary: string): string[] {
  const paths = index.filter((path) => path !== '_deleted');
  const end = paths.indexOf(primary);
  return end < 0 ? [...paths, primary] : paths.slice(0, end + 1);
}
