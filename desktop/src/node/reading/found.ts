import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { CollectionKey } from '@lapka/shared/domain/collection-key.ts';
import type { StoreReader } from '../store/store.ts';

type NotFound = Failure<'NOT_FOUND'>;

/** The document a command was told to act on, if it is here. */
export function found<Document extends { readonly id: string }>(
  reader: Pick<StoreReader, 'get'>,
  collection: CollectionKey<Document>,
  id: Document['id'],
): Result<Document, NotFound> {
  const document = reader.get(collection, id);
  return document === undefined ? err(failure('NOT_FOUND')) : ok(document);
}

/** The same in a collection of several kinds: of another kind is not found. */
export function foundOf<Document extends { readonly id: string; readonly kind: string }, Kind extends Document['kind']>(
  reader: Pick<StoreReader, 'get'>,
  collection: CollectionKey<Document>,
  kind: Kind,
  id: Extract<Document, { kind: Kind }>['id'],
): Result<Extract<Document, { kind: Kind }>, NotFound> {
  const document = reader.get(collection, id);
  return document !== undefined && isOf(document, kind) ? ok(document) : err(failure('NOT_FOUND'));
}

/** Keeps the documents of one kind. */
export function isOf<Document extends { readonly kind: string }, Kind extends Document['kind']>(
  document: Document,
  kind: Kind,
): document is Extract<Document, { kind: Kind }> {
  return document.kind === kind;
}
