import { assert } from '@lapka/shared/base/assert.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { appendOnlyCollections } from '../append-only.ts';
import type { DocumentWrite, StoredDocument } from '../document-store.ts';
import { revisionOf } from '../record-revision.ts';
import type { RecordStore } from '../record-store.ts';
import { isStorable } from '../storable.ts';
import { ConstraintBroken } from '../store-errors.ts';
import type { ClinicData, Row } from './clinic-data.ts';
import { frozenCopy } from './frozen-copy.ts';

export interface MemoryAccess {
  readonly clinic: ClinicId;
  readonly records: RecordStore;
  readonly definitionOf: (collection: CollectionName) => AnyCollection | undefined;
  readonly now: () => Instant;
}

export async function putInMemory(
  access: MemoryAccess,
  data: ClinicData,
  writes: readonly DocumentWrite[],
): Promise<readonly StoredDocument[]> {
  const storedAt = access.now();
  const changed = new Map<CollectionName, Map<string, Row>>();
  const stored: StoredDocument[] = [];
  for (const write of writes) {
    const { collection, document, deleted, device, operation } = write;
    assert(isStorable(document), `document ${document.id} of ${collection} cannot be stored`);
    const rows = changed.get(collection) ?? new Map(data.rowsOf(collection));
    changed.set(collection, rows);
    data.changed.add(collection);
    const before = rows.get(document.id);
    if (before !== undefined && appendOnlyCollections.has(collection)) {
      throw new ConstraintBroken(`${collection}_append_only`);
    }
    data.head += 1;
    const revision = (before?.revision ?? 0) + 1;
    const envelope = { deleted, device, operation, number: data.head, revision, storedAt };
    const row = { ...envelope, id: document.id, keys: keysOf(access, write), held: await hold(access, write) };
    rows.set(document.id, row);
    if ('content' in row.held) data.trail.set(document.id, [...(data.trail.get(document.id) ?? []), row]);
    stored.push({ ...envelope, collection, document });
  }
  for (const [collection, rows] of changed) holdKeys(data, collection, rows);
  return stored;
}

/** Makes rows count. A unique key may pass from one document to another in one put. */
function holdKeys(data: ClinicData, collection: CollectionName, rows: ReadonlyMap<string, Row>): void {
  const before = data.rowsOf(collection);
  const touched = [...rows.values()].filter((row) => before.get(row.id) !== row);
  for (const { id } of touched) {
    for (const name of uniqueNames(collection, before.get(id))) data.holders.delete(name);
  }
  for (const row of touched) {
    for (const name of uniqueNames(collection, row)) {
      if (data.holders.has(name)) throw new ConstraintBroken('document_key_taken');
      data.holders.set(name, row.id);
    }
  }
  data.rows.set(collection, rows);
}

function uniqueNames(collection: CollectionName, row: Row | undefined): readonly string[] {
  const unique = row?.keys.filter((key) => key.unique === true) ?? [];
  return unique.map(({ key, value }) => JSON.stringify([collection, key, value]));
}

function keysOf({ definitionOf }: MemoryAccess, { collection, document, deleted }: DocumentWrite): Row['keys'] {
  return deleted ? [] : (definitionOf(collection)?.keys(document) ?? []);
}

async function hold(
  { clinic, records, definitionOf }: MemoryAccess,
  { collection, document }: DocumentWrite,
): Promise<Row['held']> {
  if (definitionOf(collection)?.serverStore !== 'records') return { document: frozenCopy(document) };
  const revision = revisionOf(document);
  await records.append(clinic, [revision]);
  return { content: revision.content };
}
