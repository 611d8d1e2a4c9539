import type { Failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { CollectionKey } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { StoreTransactor } from '../store/store.ts';
import { found, foundOf } from '../reading/found.ts';

/** The shape of most commands: a rule makes of one document what it is from now on, or says why not. */
export function changeOne<Document extends DocumentFields, Code extends string = never>(
  transactor: StoreTransactor,
  collection: CollectionKey<Document>,
  id: Document['id'],
  rule: (stored: Document) => Result<Document, Failure<Code>>,
): Result<Document, Failure<Code | 'NOT_FOUND'>> {
  const stored = found(transactor, collection, id);
  if (!stored.ok) return stored;
  const changed = rule(stored.value);
  if (!changed.ok) return err(changed.error);
  transactor.put(collection, changed.value);
  return ok(changed.value);
}

/** The same in a collection of several kinds. */
export function changeOneOf<
  Document extends DocumentFields & { readonly kind: string },
  Kind extends Document['kind'],
  Code extends string = never,
>(
  transactor: StoreTransactor,
  collection: CollectionKey<Document>,
  kind: Kind,
  id: Extract<Document, { kind: Kind }>['id'],
  rule: (stored: Extract<Document, { kind: Kind }>) => Result<Document, Failure<Code>>,
): Result<Document, Failure<Code | 'NOT_FOUND'>> {
  const stored = foundOf(transactor, collection, kind, id);
  if (!stored.ok) return stored;
  const changed = rule(stored.value);
  if (!changed.ok) return err(changed.error);
  transactor.put(collection, changed.value);
  return ok(changed.value);
}
