import { assert, present } from '@lapka/shared/base/assert.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { documentDigest } from '@lapka/shared/domain/collection-hash.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentWrite, StoredDocument } from '../document-store.ts';
import { indexedFields, jsonOf, revisionOf } from '../record-revision.ts';
import { isStorable } from '../storable.ts';
import type { Statement } from './clinic-session.ts';
import { writeKeys } from './document-keys.ts';
import { authorOf } from './envelope.ts';
import { type DocumentAccess, holdsHeads } from './read-documents.ts';

/** Writes of one collection that name each document once: what one statement can do. */
interface Batch {
  readonly collection: CollectionName;
  readonly writes: Map<string, NumberedWrite>;
}

type NumberedWrite = DocumentWrite & { readonly number: number };

interface Written {
  readonly id: string;
  readonly revision: number;
}

/** Stores documents under the numbers that follow `head`, one statement for each collection. */
export async function putDocuments(
  access: DocumentAccess,
  head: number,
  storedAt: Instant,
  writes: readonly DocumentWrite[],
): Promise<readonly StoredDocument[]> {
  const stored = new Map<number, StoredDocument>();
  for (const batch of batchesOf(head, writes)) {
    const revisions = await putBatch(access, batch, storedAt);
    for (const write of batch.writes.values()) {
      const revision = present(revisions.get(write.document.id), 'a revision');
      stored.set(write.number, { ...write, revision, storedAt });
    }
    const changed = [...batch.writes.values()].map((write) => present(stored.get(write.number), 'a document'));
    await writeKeys(access, batch.collection, changed);
  }
  return writes.map((_, index) => present(stored.get(head + 1 + index), 'a document'));
}

/** A document that is written twice in one push opens a further batch, because a statement may touch a row only once. */
function batchesOf(head: number, writes: readonly DocumentWrite[]): readonly Batch[] {
  const batches: Batch[] = [];
  const open = new Map<CollectionName, Batch>();
  for (const [index, write] of writes.entries()) {
    assert(isStorable(write.document), `document ${write.document.id} of ${write.collection} cannot be stored`);
    let batch = open.get(write.collection);
    if (batch === undefined || batch.writes.has(write.document.id)) {
      batch = { collection: write.collection, writes: new Map() };
      open.set(write.collection, batch);
      batches.push(batch);
    }
    batch.writes.set(write.document.id, { ...write, number: head + 1 + index });
  }
  return batches;
}

async function putBatch(
  access: DocumentAccess,
  { collection, writes }: Batch,
  storedAt: Instant,
): Promise<ReadonlyMap<string, number>> {
  const inOrder = [...writes.values()];
  const statement = holdsHeads(access, collection)
    ? await putHeads(access, collection, inOrder, storedAt)
    : putBodies(collection, inOrder, storedAt);
  const written = await access.session.rows<Written>(statement);
  return new Map(written.map(({ id, revision }) => [id, revision]));
}

function putBodies(collection: CollectionName, writes: readonly NumberedWrite[], storedAt: Instant): Statement {
  const rows = writes.map((write) => rowOf(write, write.document));
  return { name: `${collection}-put`, text: upsert(collection, []), values: [JSON.stringify(rows), storedAt] };
}

/** The texts go to the record store first; only then may a head name them. */
async function putHeads(
  { session, texts, definitionOf }: DocumentAccess,
  collection: CollectionName,
  writes: readonly NumberedWrite[],
  storedAt: Instant,
): Promise<Statement> {
  const definition = present(definitionOf(collection), 'a definition');
  const revisions = writes.map(({ document }) => revisionOf(document));
  await texts.append(session.clinic, revisions);
  const rows = writes.map((write, index) => ({
    ...rowOf(write, indexedFields(write.document, definition)),
    content: present(revisions[index], 'a revision').content,
  }));
  const text = `with written as (${upsert(collection, ['content'])}, number, content, deleted, device, operation, stored_at),
    trail as (
      insert into record_trail (record, revision, number, content, deleted, device, operation, stored_at)
      select id, revision, number, content, deleted, device, operation, stored_at from written)
    select id, revision from written`;
  return { name: `${collection}-put`, text, values: [JSON.stringify(rows), storedAt] };
}

function rowOf(write: NumberedWrite, body: object): object {
  const { document, number, deleted, device, operation } = write;
  return {
    id: document.id,
    number,
    deleted,
    v: document.v,
    body,
    device,
    operation,
    author: authorOf(document.changed.by),
    // As text: JSON numbers are too small for it.
    digest: String(documentDigest(jsonOf(document))),
  };
}

/** All rows in one JSON text: one parameter and one plan, however many documents there are. */
function upsert(collection: CollectionName, further: readonly string[]): string {
  const columns = ['number', 'deleted', 'v', 'body', 'device', 'operation', 'author', 'digest', ...further];
  const types = `id uuid, number bigint, deleted boolean, v integer, body jsonb, device uuid, operation uuid, author text,
    digest bigint`;
  return `insert into ${collection} as stored (id, revision, stored_at, ${columns.join(', ')})
    select id, 1, $2::timestamptz, ${columns.join(', ')}
    from jsonb_to_recordset($1::jsonb) as row (${[types, ...further.map((name) => `${name} text`)].join(', ')})
    on conflict (clinic, id) do update set revision = stored.revision + 1, stored_at = excluded.stored_at,
      ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}
    returning id, revision`;
}
