import type { CollectionKey, CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { AnyCollection, DocumentKey } from '@lapka/shared/domain/collection.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { answer, type Find, matches } from '@lapka/shared/domain/find.ts';
import type { World } from '@lapka/shared/domain/world.ts';

/** What a push has decided so far, before it is written. */
export class Decided {
  readonly #collections = new Map<CollectionName, Map<string, DocumentFields | undefined>>();

  note(collection: CollectionName, document: DocumentFields, deleted: boolean): void {
    const written = this.#collections.get(collection) ?? new Map<string, DocumentFields | undefined>();
    written.set(document.id, deleted ? undefined : document);
    this.#collections.set(collection, written);
  }

  has(collection: CollectionName, id: string): boolean {
    return this.#collections.get(collection)?.has(id) === true;
  }

  /** The documents by id; undefined stands for one that was removed. */
  of(collection: CollectionName): ReadonlyMap<string, DocumentFields | undefined> {
    return this.#collections.get(collection) ?? nothing;
  }
}

const nothing: ReadonlyMap<string, DocumentFields | undefined> = new Map();

type DefinitionOf = (collection: CollectionName) => AnyCollection | undefined;

/**
 * The fetched world together with what this push has decided already, so that two rows of one push that clash with each
 * other are judged one after the other, as if they had come alone.
 */
export class OverlayWorld implements World {
  readonly #fetched: World;
  readonly #decided: Decided;
  readonly #definitionOf: DefinitionOf;

  constructor(fetched: World, decided: Decided, definitionOf: DefinitionOf) {
    this.#fetched = fetched;
    this.#decided = decided;
    this.#definitionOf = definitionOf;
  }

  get<Document extends { readonly id: string }>(
    collection: CollectionKey<Document>,
    id: Document['id'],
  ): Document | undefined {
    const decided = this.#of(collection);
    return decided.has(id) ? decided.get(id) : this.#fetched.get(collection, id);
  }

  find<Document extends { readonly id: string }>(collection: CollectionKey<Document>, find: Find): readonly Document[] {
    const decided = this.#of(collection);
    const found = this.#fetched.find(collection, find);
    if (decided.size === 0) return found;
    const old = found.filter(({ id }) => !decided.has(id));
    return answer([...old, ...living(decided).filter((document) => matches(document, find))], find);
  }

  byKey<Document extends { readonly id: string }>(
    collection: CollectionKey<Document>,
    key: string,
    value: string,
  ): readonly Document[] {
    const decided = this.#of(collection);
    const keysOf = (document: Document): readonly DocumentKey[] =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a document of this very collection
      this.#definitionOf(collection.name)?.keys(document as unknown as DocumentFields) ?? [];
    return [
      ...this.#fetched.byKey(collection, key, value).filter(({ id }) => !decided.has(id)),
      ...living(decided).filter((document) => keysOf(document).some((own) => own.key === key && own.value === value)),
    ];
  }

  #of<Document extends { readonly id: string }>(
    collection: CollectionKey<Document>,
  ): ReadonlyMap<string, Document | undefined> {
    const decided: ReadonlyMap<string, unknown> = this.#decided.of(collection.name);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- noted under this collection's name, parsed by its schema
    return decided as ReadonlyMap<string, Document | undefined>;
  }
}

function living<Document>(decided: ReadonlyMap<string, Document | undefined>): Document[] {
  return [...decided.values()].filter((document) => document !== undefined);
}
