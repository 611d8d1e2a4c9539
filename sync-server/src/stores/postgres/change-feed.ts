import { present } from '@lapka/shared/base/assert.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentText, Page, StoredDocument } from '../document-store.ts';
import { envelopeColumns, envelopeOf, type EnvelopeRow, type HeadRow } from './envelope.ts';
import { type DocumentAccess, holdsHeads, readRows, withTexts } from './read-documents.ts';

// One more than asked for shows whether there is more.
const clause = 'where number > $1 order by number limit $2 + 1';

export async function changesAfter(
  access: DocumentAccess,
  collection: CollectionName,
  after: number,
  limit: number,
): Promise<Page<StoredDocument>> {
  const rows = await readRows(access, collection, 'changes', clause, [after, limit]);
  const documents = rows.slice(0, limit).map((row) => ({ ...envelopeOf(row), collection, document: row.body }));
  return { documents, complete: rows.length <= limit };
}

export async function textsAfter(
  access: DocumentAccess,
  collection: CollectionName,
  after: number,
  limit: number,
): Promise<Page<DocumentText>> {
  if (holdsHeads(access, collection)) {
    const { documents, complete } = await changesAfter(access, collection, after, limit);
    const texts = documents.map((stored) => ({
      ...stored,
      id: stored.document.id,
      text: JSON.stringify(stored.document),
    }));
    return { documents: texts, complete };
  }
  const rows = await access.session.rows<EnvelopeRow & { readonly text: string }>({
    name: `${collection}-texts`,
    text: `select id, ${envelopeColumns}, body::text as text from ${collection} ${clause}`,
    values: [after, limit],
  });
  const documents = rows.slice(0, limit).map((row) => ({ ...envelopeOf(row), id: row.id, text: row.text }));
  return { documents, complete: rows.length <= limit };
}

export async function recordHistory(access: DocumentAccess, record: string): Promise<readonly StoredDocument[]> {
  const trail = await access.session.rows<HeadRow>({
    name: 'record-history',
    text: `select record as id, ${envelopeColumns}, content from record_trail where record = $1 order by revision`,
    values: [record],
  });
  const rows = await withTexts(access, trail);
  return rows.map((row) => ({ ...envelopeOf(row), collection: 'records', document: present(row.body, 'a text') }));
}
