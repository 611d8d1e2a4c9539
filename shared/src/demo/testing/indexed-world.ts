import { present } from '../../base/assert.ts';
import type { AnyCollection } from '../../domain/collection.ts';
import type { CollectionKey, CollectionName } from '../../domain/collection-key.ts';
import type { DocumentFields } from '../../domain/document.ts';
import { answer, type Find, valueAt } from '../../domain/find.ts';
import type { World } from '../../domain/world.ts';

/** Fields by which rules look for a few among thousands. */
const narrow = ['vet', 'room', 'staff'] as const;

/** A world that grows and answers by index: the memory world of the tests looks at every document each time. */
export class IndexedWorld implements World {
  readonly #definitions: readonly AnyCollection[];
  readonly #documents = new Map<string, Map<string, DocumentFields>>();
  readonly #index = new Map<string, DocumentFields[]>();

  constructor(definitions: readonly AnyCollection[]) {
    this.#definitions = definitions;
  }

  add(name: CollectionName, document: DocumentFields): void {
    const known = this.#documents.get(name) ?? new Map<string, DocumentFields>();
    this.#documents.set(name, known.set(document.id, document));
    const definition = present(
      this.#definitions.find(({ key }) => key.name === name),
      name,
    );
    for (const { key, value } of definition.keys(document)) this.#into(`${name} ${key} ${value}`, document);
    for (const field of narrow) {
      const value = valueAt(document, field);
      if (typeof value === 'string') this.#into(`${name} ${field}= ${value}`, document);
    }
  }

  get<Document extends { readonly id: string }>(
    { name }: CollectionKey<Document>,
    id: Document['id'],
  ): Document | undefined {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was put under a key comes back under it
    return this.#documents.get(name)?.get(id) as unknown as Document | undefined;
  }

  find<Document extends { readonly id: string }>({ name }: CollectionKey<Document>, find: Find): readonly Document[] {
    const wanted = narrow.flatMap((each) => {
      const value = find.where?.[each];
      return typeof value === 'string' ? [`${each}= ${value}`] : [];
    })[0];
    const candidates =
      wanted === undefined
        ? [...(this.#documents.get(name)?.values() ?? [])]
        : (this.#index.get(`${name} ${wanted}`) ?? []);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was put under a key comes back under it
    return answer(candidates as unknown as Document[], find);
  }

  byKey<Document extends { readonly id: string }>(
    { name }: CollectionKey<Document>,
    key: string,
    value: string,
  ): readonly Document[] {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was put under a key comes back under it
    return (this.#index.get(`${name} ${key} ${value}`) ?? []) as unknown as Document[];
  }

  #into(key: string, document: DocumentFields): void {
    const known = this.#index.get(key) ?? [];
    this.#index.set(key, known);
    known.push(document);
  }
}
