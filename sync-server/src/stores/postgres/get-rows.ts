import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentRow } from './envelope.ts';
import { type DocumentAccess, readRows } from './read-documents.ts';

/** The rows of these ids; what is no id names nothing. */
export async function getRows(
  access: DocumentAccess,
  collection: CollectionName,
  ids: readonly string[],
): Promise<readonly DocumentRow[]> {
  const possible = ids.filter((id) => uuid.test(id));
  if (possible.length === 0) return [];
  return await readRows(access, collection, 'get', 'where id = any($1::uuid[])', [possible]);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
