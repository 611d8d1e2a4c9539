import type { CollectionKey, CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentKey } from '@lapka/shared/domain/collection.ts';
import { collectionNamed } from '@lapka/shared/domain/collections.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { answer, type Find, matches } from '@lapka/shared/domain/find.ts';
import type { World } from '@lapka/shared/domain/world.ts';

/**
 * The fetched world together with what this push has decided already, so that two rows of one push that clash with each
 * other are judged one after the other, as if they had come alone.
 */
export class OverlayWorld implements World {
  readonly #fetched: World;
  readonly #written = new Map<CollectionName, Map<string, DocumentFields>>();

  constructor(fetched: World) {
    this.#fetched = fetched;
  }

  write(collection: CollectionName, document: DocumentFields): void {
    const written = this.#written.get(collection) ?? new Map<string, DocumentFields>();
    written.set(document.id, document);
    this.#written.set(collection, written);
  }

  get<Document extends { readonly id: string }>(
    collection: CollectionKey<Document>,
    id: Document['id'],
  ): Document | undefined {
    return this.#of(collection).get(id) ?? this.#fetched.get(collection, id);
  }

  find<Document extends { readonly id: string }>(collection: CollectionKey<Document>, find: Find): readonly Document[] {
    const written = this.#of(collection);
    if (written.size === 0) return this.#fetched.find(collection, find);
    const unlimited: Find = find.where === undefined ? {} : { where: find.where };
    const old = this.#fetched.find(collection, find).filter(({ id }) => !written.has(id));
    const fresh = [...written.values()].filter((document) => matches(document, unlimited));
    return answer([...old, ...fresh], find);
  }

  byKey<Document extends { readonly id: string }>(
    collection: CollectionKey<Document>,
    key: string,
    value: string,
  ): readonly Document[] {
    const written = this.#of(collection);
    const holds = (document: Document): boolean =>
      keysOf(collection.name, document).some((own) => own.key === key && own.value === value);
    return [
      ...this.#fetched.byKey(collection, key, value).filter(({ id }) => !written.has(id)),
      ...[...written.values()].filter(holds),
    ];
  }

  #of<Document extends { readonly id: string }>(collection: CollectionKey<Document>): ReadonlyMap<string, Document> {
    const written: ReadonlyMap<string, unknown> = this.#written.get(collection.name) ?? new Map<string, unknown>();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written under this collection's name, parsed by its schema
    return written as ReadonlyMap<string, Document>;
  }
}

function keysOf(collection: CollectionName, document: object): readonly DocumentKey[] {
  const definition = collectionNamed(collection);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a document of this very collection
  return definition?.keys(document as DocumentFields) ?? [];
}
