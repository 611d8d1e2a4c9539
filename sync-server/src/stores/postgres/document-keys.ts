import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentKey } from '@lapka/shared/domain/collection.ts';
import type { StoredDocument } from '../document-store.ts';
import type { DocumentAccess } from './read-documents.ts';

interface KeyRow {
  readonly id: string;
  readonly key: string;
  readonly value: string;
  readonly only_one: boolean;
}

/**
 * Brings the many-valued keys of changed documents up to date. What is no longer true goes first, so that a number may
 * pass from one document to another in one push. A tombstone has no keys.
 */
export async function writeKeys(
  { session, definitionOf }: DocumentAccess,
  collection: CollectionName,
  changed: readonly StoredDocument[],
): Promise<void> {
  const definition = definitionOf(collection);
  if (definition === undefined) return;
  const wanted = changed.flatMap(({ document, deleted }) =>
    deleted ? [] : definition.keys(document).map((key) => keyRow(document.id, key)),
  );
  const known = changed.filter(({ revision }) => revision > 1).map(({ document }) => document.id);
  if (known.length > 0) {
    await session.rows({ name: 'keys-forget', text: forget, values: [collection, known, JSON.stringify(wanted)] });
  }
  if (wanted.length > 0) {
    await session.rows({ name: 'keys-learn', text: learn, values: [collection, JSON.stringify(wanted)] });
  }
}

function keyRow(id: string, { key, value, unique = false }: DocumentKey): KeyRow {
  return { id, key, value, only_one: unique };
}

const forget = `
  with wanted as (select * from json_to_recordset($3::json) as row (id uuid, key text, value text))
  delete from document_key as old
  where collection = $1 and id = any($2::uuid[]) and not exists (
    select from wanted where wanted.id = old.id and wanted.key = old.key and wanted.value = old.value)`;

const learn = `
  insert into document_key as old (collection, id, key, value, only_one)
  select distinct on (id, key, value) $1, id, key, value, only_one
  from json_to_recordset($2::json) as row (id uuid, key text, value text, only_one boolean)
  order by id, key, value, only_one desc
  on conflict (clinic, collection, key, value, id) do update set only_one = excluded.only_one
  where old.only_one <> excluded.only_one`;
