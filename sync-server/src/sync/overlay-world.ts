import type { CollectionKey, CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { AnyCollection, DocumentKey } from '@lapka/shared/domain/collection.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { answer, type Find, matches } from '@lapka/shared/domain/find.ts';
import type { World } from '@lapka/shared/domain/world.ts';

type DefinitionOf = (collection: CollectionName) => AnyCollection | undefined;

/** What a push has decided so far, before it is written. */
export class Decided {
  readonly #definitionOf: DefinitionOf;
  readonly #collections = new Map<CollectionName, Map<string, DocumentFields | undefined>>();
  /** Which documents may hold a key: once asked for by each row, a search through all of them would take the longest. */
  readonly #holders = new Map<string, Set<string>>();

  constructor(definitionOf: DefinitionOf) {
    this.#definitionOf = definitionOf;
  }

  note(collection: CollectionName, document: DocumentFields, deleted: boolean): void {
    const written = this.#collections.get(collection) ?? new Map<string, DocumentFields | undefined>();
    written.set(document.id, deleted ? undefined : document);
    this.#collections.set(collection, written);
    if (deleted) return;
    for (const { key, value } of this.#keysOf(collection, document)) {
      const name = holderName(collection, key, value);
      const holders = this.#holders.get(name);
      if (holders === undefined) this.#holders.set(name, new Set([document.id]));
      else holders.add(document.id);
    }
  }

  has(collection: CollectionName, id: string): boolean {
    return this.#collections.get(collection)?.has(id) === true;
  }

  /** The documents by id; undefined stands for one that was removed. */
  of(collection: CollectionName): ReadonlyMap<string, DocumentFields | undefined> {
    return this.#collections.get(collection) ?? nothing;
  }

  /** The ids of those that live and hold a key. */
  holding(collection: CollectionName, key: string, value: string): readonly string[] {
    const holds = (id: string): boolean => {
      const document = this.of(collection).get(id);
      if (document === undefined) return false;
      return this.#keysOf(collection, document).some((own) => own.key === key && own.value === value);
    };
    return [...(this.#holders.get(holderName(collection, key, value)) ?? [])].filter(holds);
  }

  #keysOf(collection: CollectionName, document: DocumentFields): readonly DocumentKey[] {
    return this.#definitionOf(collection)?.keys(document) ?? [];
  }
}

function holderName(collection: CollectionName, key: string, value: string): string {
  return JSON.stringify([collection, key, value]);
}

const nothing: ReadonlyMap<string, DocumentFields | undefined> = new Map();

/**
 * The fetched world together with what this push has decided already, so that two rows of one push that clash with each
 * other are judged one after the other, as if they had come alone.
 */
export class OverlayWorld implements World {
  readonly #fetched: World;
  readonly #decided: Decided;

  constructor(fetched: World, decided: Decided) {
    this.#fetched = fetched;
    this.#decided = decided;
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
    const own = this.#decided.holding(collection.name, key, value).flatMap((id) => decided.get(id) ?? []);
    return [...this.#fetched.byKey(collection, key, value).filter(({ id }) => !decided.has(id)), ...own];
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
